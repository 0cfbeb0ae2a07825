"""The unit of work as its work sees it: plain SQL in, typed rows out, and a list of what changed."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar, overload

from sqlmodel import SQLModel

from leima.db.cache import Cache, Known
from leima.db.changes import Change as Change
from leima.db.changes import Event as Event
from leima.db.query import Cursor as Cursor
from leima.db.query import Query as Query
from leima.db.rows import Make, R, WrongColumns, table_of
from leima.db.sent import as_named, as_sent

if TYPE_CHECKING:
    from leima.db.actor import Actor

A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")
D = TypeVar("D")
V = TypeVar("V", str, int)
T = TypeVar("T", bound=SQLModel)


Asks = Callable[["Tx"], Iterable[Query[Any]]]
"""Queries that are made only where asking them ahead saves a wait."""


_AS_TEXT = json.JSONEncoder(sort_keys=True, ensure_ascii=False).encode
"""Made once: `json.dumps` makes an encoder each time it is told how to write."""


def _nothing(tx: "Tx") -> None:
    """Settles nothing: a unit of work outside the product has no days."""


def _no_queries(tx: "Tx") -> tuple[Query[Any], ...]:
    return ()


@dataclass
class Tx:
    """One transaction. `now` is epoch milliseconds UTC; `org` is set once, by the actor or by the command."""

    cursor: Cursor
    dialect: str
    now: int
    org: str = ""
    actor: "Actor | None" = None
    op_id: str | None = None
    touched: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    termed: set[str] = field(default_factory=set)
    """People whose contracts, agreement or first counted date changed: what ended months gave is worked out again."""
    changes: list[Change] = field(default_factory=list)
    audits: list[Event] = field(default_factory=list)
    after_numbering: list[Callable[[int], None]] = field(default_factory=list)
    cache: Cache = field(default_factory=Cache)
    made: dict[str, int] = field(default_factory=dict)
    """How many rows of a kind the unit has made: what tells apart the ids of those that are otherwise alike."""
    waiting: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    """Rows that `later` holds back, by statement."""
    depth: int = 0
    """How many savepoints stand within each other: each has a name of its own."""
    known: Known = field(default_factory=Known)
    """What the process remembers."""
    clock: Callable[[], int] | None = None
    """The clock that `now` was read from; null outside the product."""
    recomputing: Callable[["Tx"], None] = _nothing
    """Works the touched days out."""
    recomputing_asks: Asks = _no_queries
    """What working them out will ask first."""
    concluding: Sequence[Callable[["Tx"], None]] = ()
    """What else the end of the unit does, before the days are settled for the last time."""

    def look_at_clock(self) -> None:
        """The unit has waited: what happened meanwhile is past for it, too."""
        if self.clock is not None:
            self.now = max(self.now, self.clock())

    def recompute(self) -> None:
        """Works the touched days out now. Only work that reads their results says so; the unit's end does it anyway."""
        self.recomputing(self)

    def conclude(self) -> None:
        """All that follows from the work, as the end of the unit brings it."""
        for follow in self.concluding:
            follow(self)
        self.recompute()
        self.send()

    def _execute(self, sql: str, params: dict[str, Any]) -> None:
        if self.waiting:
            self.send()
        self.cursor.execute(*as_sent(sql, params, self.dialect))

    def _columns(self) -> tuple[str, ...]:
        return tuple([column[0] for column in self.cursor.description])

    def _maker(self, row: Any, sql: str) -> Make:
        return self.known.makers.of(row, sql, self._columns, self.dialect)

    def rows(self, row: type[R], sql: str, /, **params: Any) -> list[R]:
        """Every row of the query, as the row class that it names."""
        return self.all(self.query(row, sql, **params))

    def query(self, row: type[R], sql: str, /, **params: Any) -> Query[R]:
        """The query itself, for a stream that reads it beside this transaction."""
        sent = as_sent(sql, params, self.dialect)
        return Query(row, sent[0], sent[1])

    def all(self, query: Query[R]) -> list[R]:
        """Every row of a query that could be streamed, here and now."""
        row, sql, params = query
        if self.waiting:
            self.send()
        self.cursor.execute(sql, params)
        make = self._maker(row, sql)
        return list(map(make, self.cursor.fetchall()))

    @overload
    def together(self, a: Query[A], b: Query[B], /) -> tuple[list[A], list[B]]: ...
    @overload
    def together(self, a: Query[A], b: Query[B], c: Query[C], /) -> tuple[list[A], list[B], list[C]]: ...
    @overload
    def together(
        self, a: Query[A], b: Query[B], c: Query[C], d: Query[D], /
    ) -> tuple[list[A], list[B], list[C], list[D]]: ...
    @overload
    def together(self, *queries: Query[Any]) -> tuple[list[Any], ...]: ...
    def together(self, *queries: Query[Any]) -> tuple[list[Any], ...]:
        """Every row of each of some queries: PostgreSQL is asked them in one go, and waited for once."""
        if self.dialect == "sqlite" or not queries:
            return tuple([self.all(query) for query in queries])
        self.send()
        cursor: Any = self.cursor
        told = cursor.together([(one.sql, one.params) for one in queries])
        found = []
        for (row, sql, _), (columns, rows) in zip(queries, told, strict=True):
            make = self.known.makers.of(row, sql, partial(tuple, columns), self.dialect)
            found.append(list(map(make, rows)))
        return tuple(found)

    def ask_ahead(self, asks: Asks, *, start: bool = False) -> None:
        """Sends queries that the work is sure to ask soon, in the words and with the parameters that it will use:
        PostgreSQL is waited for once. SQLite is not asked ahead, since nobody waits for it.

        An answer is good for one asking, and only until the unit writes to a table that the query names. With `start`
        the server begins at once, while the work does something else.
        """
        if self.dialect != "sqlite":
            cursor: Any = self.cursor
            queries = list(asks(self))
            self.send()
            cursor.ask_ahead([(one.sql, one.params) for one in queries], start=start)

    def one(self, row: type[R], sql: str, /, **params: Any) -> R | None:
        """The query's first row, as the row class that it names, or None."""
        self._execute(sql, params)
        make = self._maker(row, sql)
        found = self.cursor.fetchone()
        return None if found is None else make(found)

    def value(self, kind: type[V], sql: str, /, **params: Any) -> V | None:
        """The single column of the query's first row; None when there is no row, or when it holds NULL."""
        self._execute(sql, params)
        self._expect_one_column()
        found = self.cursor.fetchone()
        return None if found is None or found[0] is None else kind(found[0])

    def values(self, kind: type[V], sql: str, /, **params: Any) -> list[V]:
        """The single column of every row; a NULL is left out."""
        self._execute(sql, params)
        self._expect_one_column()
        return [kind(found[0]) for found in self.cursor.fetchall() if found[0] is not None]

    def _expect_one_column(self) -> None:
        if len(self.cursor.description) != 1:
            raise WrongColumns(f"one column was expected, not {[column[0] for column in self.cursor.description]}")

    def get(self, table: type[T], /, **key: Any) -> T | None:
        """The row of a table with this key in the organisation of the transaction, or None."""
        name, _ = table_of(table)
        where = " AND ".join(f"{column}=:{column}" for column in ("org", *key))
        return self.one(table, f"SELECT * FROM {name} WHERE {where}", org=self.org, **key)

    def insert(self, row: SQLModel) -> None:
        """Writes a new row of a table, every column as the row says."""
        name, columns = table_of(type(row))
        sql = f"INSERT INTO {name} ({', '.join(columns)}) VALUES (:{', :'.join(columns)})"
        self.run(sql, **{column: getattr(row, column) for column in columns})

    def run(self, sql: str, **params: Any) -> None:
        """Executes. PostgreSQL is not waited for: what fails is told by a later statement, or by the end of all."""
        self._execute(sql, params)

    def met(self, sql: str, **params: Any) -> int:
        """Executes; returns how many rows it met."""
        self._execute(sql, params)
        return self.cursor.rowcount

    def many(self, sql: str, rows: Sequence[dict[str, Any]]) -> None:
        """Executes once for each set of parameters."""
        self.send()
        if rows:
            self.cursor.executemany(sql if self.dialect == "sqlite" else as_named(sql), rows)

    def later(self, sql: str, **params: Any) -> None:
        """Queues a row. Queued rows are written together before the next statement, so no query misses them.

        Between rows of two statements that wait together the order is not kept.
        """
        self.waiting.setdefault(sql, []).append(params)

    def all_later(self, sql: str, rows: Iterable[dict[str, Any]]) -> None:
        """Queues rows, as `later` does."""
        self.waiting.setdefault(sql, []).extend(rows)

    def take_over(self, other: "Tx") -> None:
        """Queues here what waits in another unit of the same transaction."""
        if other is not self:
            for sql, rows in other.waiting.items():
                self.all_later(sql, rows)
            other.waiting.clear()

    def send(self) -> None:
        """Writes what waits."""
        waiting, self.waiting = self.waiting, {}
        for sql, rows in waiting.items():
            self.many(sql, rows)

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """What fails inside is undone, and what it touched and changed is forgotten."""
        changes, touched = len(self.changes), {who: set(dates) for who, dates in self.touched.items()}
        made = dict(self.made)
        numbered, audits, termed = len(self.after_numbering), len(self.audits), set(self.termed)
        self.send()
        self.depth += 1
        name = f"op{self.depth}"
        self.cursor.execute(f"SAVEPOINT {name}")
        try:
            yield
            self.send()
            self.cursor.execute(f"RELEASE SAVEPOINT {name}")
        except BaseException:
            self.waiting.clear()
            self.cursor.execute(f"ROLLBACK TO SAVEPOINT {name}")
            self.cursor.execute(f"RELEASE SAVEPOINT {name}")
            del self.changes[changes:], self.after_numbering[numbered:], self.audits[audits:]
            self.touched.clear()
            self.touched.update(touched)
            self.termed = termed
            self.made, self.cache = made, Cache()
            raise
        finally:
            self.depth -= 1

    def next_number(self, kind: str) -> int:
        """The next number, from one, of a row of this kind that the unit makes."""
        self.made[kind] = self.made.get(kind, 0) + 1
        return self.made[kind]

    def touch(self, person: str, first: str, last: str) -> None:
        """The days from `first` to `last` of `person` must be worked out again before the commit."""
        day, end = date.fromisoformat(first), date.fromisoformat(last)
        while day <= end:
            self.touched[person].add(day.isoformat())
            day += timedelta(days=1)

    def changed(
        self,
        type: str,
        id: str,
        *,
        owner: str | None,
        units: Sequence[str] = (),
        version: int,
        deleted: bool = False,
    ) -> None:
        """A row that devices may pull has a new version; `owner` and the teams in `units` say whose devices."""
        by = self.actor.person if self.actor else None
        for n, unit in enumerate(dict.fromkeys(units) or (None,)):
            whose = owner if n == 0 else None
            self.changes.append(Change(type, id, version, whose, unit, deleted, self.op_id, by))

    def audit(self, what: str, entity: str, id: str, old: Any = None, new: Any = None) -> None:
        """One event for the organisation's audit chain; it is numbered and sealed just before the commit."""
        texts = [None if v is None else _AS_TEXT(v) for v in (old, new)]
        who = self.actor.person if self.actor else None
        self.audits.append(Event(self.now, who, what, entity, id, *texts))
