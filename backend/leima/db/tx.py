"""The unit of work as its work sees it: plain SQL or Core in, rows out, and a list of what changed."""

import json
import re
from collections import defaultdict, namedtuple
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.expression import ClauseElement

if TYPE_CHECKING:
    from leima.db.door import Actor

Row = Any
"""A named tuple of the columns asked for."""

_NAME = re.compile(r"(?<!:):([a-z_][a-z0-9_]*)")
_DIALECTS: dict[str, Any] = {
    "sqlite": sqlite.dialect(paramstyle="named"),
    "postgresql": postgresql.dialect(paramstyle="pyformat"),  # type: ignore[no-untyped-call]
}


class Cursor(Protocol):
    """The part of a DBAPI cursor that a unit of work uses."""

    @property
    def description(self) -> Any: ...
    @property
    def rowcount(self) -> int: ...
    def execute(self, sql: Any, params: Any = ..., /) -> Any: ...
    def executemany(self, sql: Any, params: Any, /) -> Any: ...
    def fetchall(self) -> list[Any]: ...
    def fetchone(self) -> Any: ...


class Head(NamedTuple):
    """An organisation's change counter: its last number, and the epoch that a restored backup begins anew."""

    seq: int
    epoch: str


@dataclass(frozen=True)
class Change:
    """One row of the change log to be: which entity, its new version, and who may see it."""

    type: str
    id: str
    version: int
    owner: str | None
    unit: str | None
    deleted: bool
    op_id: str | None
    by: str | None


@dataclass(frozen=True)
class Event:
    """One change of state for the audit chain: when (epoch ms), who, what, of which thing, old and new as JSON."""

    at: int
    who: str | None
    what: str
    entity: str
    entity_id: str
    old: str | None
    new: str | None


@lru_cache(maxsize=2048)
def _pyformat(sql: str) -> str:
    return _NAME.sub(r"%(\1)s", sql.replace("%", "%%"))


@lru_cache(maxsize=2048)
def _row_class(columns: tuple[str, ...]) -> type[Any]:
    return namedtuple("Row", columns, rename=True)


@lru_cache(maxsize=2048)
def _listing(sql: str, lengths: tuple[tuple[str, int], ...]) -> str:
    for name, length in lengths:
        listed = ", ".join([f":{name}_{i}" for i in range(length)]) or "NULL"
        sql = re.sub(rf"(?<!:):{name}\b", f"({listed})", sql)
    return sql


def _expand(sql: str, params: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Writes a tuple or list parameter out as (:name_0, :name_1, …); an empty one as a set that holds nothing."""
    flat: dict[str, Any] = {}
    lengths = []
    for name, value in params.items():
        if isinstance(value, (tuple, list)):
            lengths.append((name, len(value)))
            flat.update({f"{name}_{i}": one for i, one in enumerate(value)})
        else:
            flat[name] = value
    return _listing(sql, tuple(lengths)), flat


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
    changes: list[Change] = field(default_factory=list)
    audits: list[Event] = field(default_factory=list)
    after_numbering: list[Callable[[int], None]] = field(default_factory=list)
    memo: dict[Any, Any] = field(default_factory=dict)
    """What one unit of work has read and may read again; ends with it."""
    waiting: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    """Rows that `later` holds back, by statement."""

    def _execute(self, sql: "str | ClauseElement", params: dict[str, Any]) -> str:
        if self.waiting:
            self.send()
        if not isinstance(sql, str):
            compiled = sql.compile(dialect=_DIALECTS[self.dialect], compile_kwargs={"render_postcompile": True})
            text, values = str(compiled), {**compiled.params, **params}
            self.cursor.execute(text, values)
            return text
        for value in params.values():
            if type(value) is tuple or type(value) is list:
                sql, params = _expand(sql, params)
                break
        self.cursor.execute(sql if self.dialect == "sqlite" else _pyformat(sql), params)
        return sql

    def _make(self) -> type[Any]:
        return _row_class(tuple([column[0] for column in self.cursor.description]))

    def rows(self, sql: "str | ClauseElement", **params: Any) -> list[Row]:
        """Every row of the query."""
        self._execute(sql, params)
        found = self.cursor.fetchall()
        return list(map(self._make()._make, found)) if found else []

    def one(self, sql: "str | ClauseElement", **params: Any) -> Row | None:
        """The first row, or None."""
        self._execute(sql, params)
        row = self.cursor.fetchone()
        return None if row is None else self._make()._make(row)

    def run(self, sql: "str | ClauseElement", **params: Any) -> int:
        """Executes, and answers how many rows it met."""
        self._execute(sql, params)
        return self.cursor.rowcount

    def many(self, sql: str, rows: Sequence[dict[str, Any]]) -> None:
        """Executes once for each set of parameters."""
        self.send()
        if rows:
            self.cursor.executemany(sql if self.dialect == "sqlite" else _pyformat(sql), rows)

    def later(self, sql: str, **params: Any) -> None:
        """Writes a row with its like, at once before anything else is asked or written here: nobody sees a difference.

        Between rows of two statements that wait together the order is not kept.
        """
        self.waiting.setdefault(sql, []).append(params)

    def send(self) -> None:
        """Writes what waits."""
        waiting, self.waiting = self.waiting, {}
        for sql, rows in waiting.items():
            self.many(sql, rows) if len(rows) > 1 else self.run(sql, **rows[0])

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """What fails inside is undone, and what it touched and changed is forgotten."""
        changes, touched = len(self.changes), {who: set(dates) for who, dates in self.touched.items()}
        numbered, audits = len(self.after_numbering), len(self.audits)
        self.send()
        self.cursor.execute("SAVEPOINT op")
        try:
            yield
            self.send()
        except BaseException:
            self.waiting.clear()
            self.cursor.execute("ROLLBACK TO SAVEPOINT op")
            self.cursor.execute("RELEASE SAVEPOINT op")
            del self.changes[changes:], self.after_numbering[numbered:], self.audits[audits:]
            self.touched.clear()
            self.touched.update(touched)
            self.memo.clear()
            raise
        self.cursor.execute("RELEASE SAVEPOINT op")

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
        texts = [None if v is None else json.dumps(v, sort_keys=True, ensure_ascii=False) for v in (old, new)]
        who = self.actor.person if self.actor else None
        self.audits.append(Event(self.now, who, what, entity, id, *texts))
