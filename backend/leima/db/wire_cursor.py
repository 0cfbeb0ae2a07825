"""What a unit of work on PostgreSQL sees: a cursor over the wire, and questions that are sent before they are asked.

A question asked ahead travels with whatever is sent beside it. When the work asks it, in the same words, its answer is
there. It is dropped as soon as it could be another one: the unit writes to a table that it names, takes a lock, or goes
back to a savepoint.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import psycopg

from leima.db.wire import Result, Sent, Wire

_WRITES = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+(\w+)")
_INSERT = re.compile(
    r"(INSERT INTO \w+ \([^()]*\) VALUES )\(([^()]*(?:\(\w+\)s[^()]*)*)\)((?: ON CONFLICT \([^()]*\) DO NOTHING)?)"
)
_PLACE = re.compile(r"%\((\w+)\)s")
_WORD = re.compile(r"\w+")
_HARMLESS = ("SAVEPOINT", "RELEASE")
_MORE_THAN_READS = re.compile(r"\b(?:INSERT|UPDATE|DELETE|pg_\w+)\b")
EVERYTHING = "*"


@lru_cache(maxsize=2048)
def changes(sql: str) -> str:
    """What a statement makes doubtful: answers about a table, EVERYTHING, or nothing at all."""
    if found := _WRITES.match(sql):
        return found[1]
    reads = sql.startswith(("SELECT", "WITH")) and not _MORE_THAN_READS.search(sql)
    return "" if reads or sql.startswith(_HARMLESS) else EVERYTHING


@lru_cache(maxsize=2048)
def _words(sql: str) -> frozenset[str]:
    return frozenset(_WORD.findall(sql))


_ROWS = (8, 4, 2)
"""How many rows go out as one statement: a few sizes, each prepared once."""


@lru_cache(maxsize=512)
def _of_rows(sql: str, count: int) -> tuple[str, tuple[str, ...]] | None:
    """An INSERT of one row as one of `count` rows, and the names of its places; those of the first row end in `_0`.
    None for what is not plainly one: an upsert may not meet a row twice."""
    found = _INSERT.fullmatch(sql)
    if found is None:
        return None
    begins, places, ends = found.groups()
    rows = [f"({_PLACE.sub(lambda place, n=n: f'%({place[1]}_{n})s', places)})" for n in range(count)]
    return f"{begins}{', '.join(rows)}{ends}", tuple(_PLACE.findall(places))


Asked = tuple[str, tuple[Any, ...]]
"""A statement with its parameters."""


def _asked(sql: str, params: Any) -> Asked:
    return sql, tuple(params.items()) if params else ()


class Ahead:
    """What was asked ahead and has not been asked for yet."""

    def __init__(self) -> None:
        self._sent: dict[Asked, Sent] = {}

    def __bool__(self) -> bool:
        return bool(self._sent)

    def add(self, sql: str, params: Any, sent: Sent) -> None:
        self._sent[_asked(sql, params)] = sent

    def take(self, sql: str, params: Any) -> Sent | None:
        """What was sent for the very same question; it is good for one asking."""
        return self._sent.pop(_asked(sql, params), None)

    def doubt(self, sql: str) -> None:
        """Drops what a statement that is about to be sent may make untrue."""
        table = changes(sql)
        if table == EVERYTHING:
            self._sent.clear()
        elif table:
            self._sent = {asked: one for asked, one in self._sent.items() if table not in _words(asked[0])}


class WireCursor:
    """What a unit of work sees of the wire."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._ahead = Ahead()
        self._sent: Sent | None = None
        self._rows: Iterator[tuple[Any, ...]] | None = None

    def execute(self, sql: str, params: Any = None) -> None:
        self._sent, self._rows = self._send(sql, params), None

    def executemany(self, sql: str, params: Sequence[Any]) -> None:
        """Rows of an INSERT go out some at a time."""
        left = list(params)
        for count in _ROWS:
            while len(left) >= count and (several := _of_rows(sql, count)) is not None:
                some, left = left[:count], left[count:]
                self.execute(
                    several[0], {f"{name}_{n}": one[name] for n, one in enumerate(some) for name in several[1]}
                )
        for one in left:
            self.execute(sql, one)

    def _send(self, sql: str, params: Any) -> Sent:
        if self._ahead:
            if sent := self._ahead.take(sql, params):
                return sent
            self._ahead.doubt(sql)
        return self._wire.send(sql, params)

    def ask_ahead(self, asked: Sequence[tuple[str, Any]], *, start: bool) -> None:
        """Sends queries, and keeps what comes for when they are asked. `start`: the server begins with them now."""
        for sql, params in asked:
            if self._ahead:
                self._ahead.doubt(sql)
            self._ahead.add(sql, params, self._wire.send(sql, params))
        if start:
            self._wire.start()

    def together(self, asked: Sequence[tuple[str, Any]]) -> list[tuple[tuple[str, ...], list[Any]]]:
        """The columns and rows of several queries, for one wait."""
        sent = [self._send(sql, params) for sql, params in asked]
        results = [(one, self._result_of(one)) for one in sent]
        return [(self._wire.columns(one, result), self._wire.values(result)) for one, result in results]

    def _result_of(self, sent: Sent) -> Result:
        if sent.result is None:
            self._wire.wait()
        if sent.result is None:
            raise psycopg.errors.InFailedSqlTransaction("what was sent beside it has failed")
        return sent.result

    @property
    def description(self) -> list[tuple[str]]:
        if self._sent is None:
            return []
        return [(name,) for name in self._wire.columns(self._sent, self._result_of(self._sent))]

    @property
    def rowcount(self) -> int:
        return (self._result_of(self._sent).command_tuples or 0) if self._sent else -1

    def _found(self) -> Iterator[tuple[Any, ...]]:
        if self._rows is None:
            self._rows = iter(self._wire.values(self._result_of(self._sent)) if self._sent else ())
        return self._rows

    def fetchall(self) -> list[Any]:
        return list(self._found())

    def fetchone(self) -> Any:
        return next(self._found(), None)
