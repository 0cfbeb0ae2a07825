"""A connection to PostgreSQL that waits only for what it is asked for: statements go out one after another through
libpq's pipeline, and the first look at a result waits for all that were sent before it.

A statement that fails is therefore told of by a later one, at the latest by the end of its savepoint: nothing that was
sent after it has been done. The same unit of work takes a fifth of the processor and of the time that
psycopg's own cursors take for it (docs/decisions/0017-postgresql.md).
"""

import re
import select
from collections import OrderedDict
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import psycopg
from psycopg import pq
from psycopg.adapt import Transformer
from psycopg.errors import error_from_result

_MOST_SENT = 200
"""Statements that may be under way at once."""
_MOST_PREPARED = 600
"""Statements that a connection keeps prepared; the one that was not used for longest goes first."""
_NAME = re.compile(r"%\((\w+)\)s")
Result = pq.abc.PGresult
_BOUNDS = ("SAVEPOINT", "RELEASE")
_SURE = ("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "SET LOCAL")
_DONE = (pq.ExecStatus.COMMAND_OK, pq.ExecStatus.TUPLES_OK)


@lru_cache(maxsize=2048)
def _numbered(sql: str) -> tuple[bytes, tuple[str, ...]]:
    """A statement with `$1`, `$2`, … for its named places, and the names in that order."""
    names = {name: n for n, name in enumerate(dict.fromkeys(_NAME.findall(sql)), 1)}
    text = _NAME.sub(lambda found: f"${names[found[1]]}", sql).replace("%%", "%")
    return text.encode(), tuple(names)


def _text(value: Any) -> bytes | None:
    """A parameter as PostgreSQL reads it; the statement says of what type it is."""
    kind = type(value)
    if kind is str:
        told: bytes = value.encode()
        if b"\0" in told:
            raise psycopg.DataError("a text holds NUL")
        return told
    if value is None:
        return None
    if kind is bool:
        return b"t" if value else b"f"
    if isinstance(value, (int, float)):
        return repr(value).encode()
    if isinstance(value, str):
        return _text(str(value))
    raise TypeError(f"{kind.__name__} cannot be sent to the database")


@dataclass(slots=True, eq=False)
class Sent:
    """A statement that was sent. Its result comes with the next wait."""

    text: bytes
    result: Result | None = None


class Prepared:
    """The prepared statements of one connection. Where it is shared by a pooler, nothing is prepared."""

    def __init__(self, *, keeps: bool) -> None:
        self.keeps = keeps
        self.names: OrderedDict[bytes, bytes] = OrderedDict()
        self.columns: dict[bytes, tuple[str, ...]] = {}
        """The columns of results that have been looked at: a prepared statement has always the same."""
        self._made = 0

    def add(self, sql: bytes) -> bytes:
        self._made += 1
        name = self.names[sql] = b"leima_%d" % self._made
        return name


class Wire:
    """One connection in pipeline mode. A unit of work, or a group of them, has it at a time."""

    def __init__(self, connection: psycopg.Connection[Any], prepared: Prepared) -> None:
        self._pg, self._prepared = connection.pgconn, prepared
        self._transformer = Transformer(connection)
        self._poll = select.poll()
        self._poll.register(self._pg.socket, select.POLLIN)
        self._sent: list[Sent | None] = []
        """What is under way: a statement that was asked for, or None for one that prepares it."""
        self._unsure = False
        """Whether any of it can fail."""
        self._fresh: list[bytes] = []
        """What has been prepared since the last wait."""
        self._pg.enter_pipeline_mode()

    @property
    def open(self) -> bool:
        return self._pg.status == pq.ConnStatus.OK

    def stands(self) -> bool:
        """Whether a transaction is there, after a failure too."""
        self.forget()
        return self._pg.transaction_status in (pq.TransactionStatus.INTRANS, pq.TransactionStatus.INERROR)

    def send(self, sql: str, params: Any = None) -> Sent:
        """Sends a statement. Waits for nothing, but at the bounds of a savepoint: what failed before belongs before."""
        if sql.startswith("ROLLBACK"):
            self.forget()
        elif len(self._sent) >= _MOST_SENT or (self._unsure and sql.startswith(_BOUNDS)):
            self.wait()
        text, names = _numbered(sql)
        values = [_text(params[name]) for name in names]
        if self._prepared.keeps:
            self._pg.send_query_prepared(self._name(text), values)
        else:
            self._pg.send_query_params(text, values)
        sent = Sent(text)
        self._sent.append(sent)
        self._unsure = self._unsure or not sql.startswith(_SURE)
        return sent

    def _name(self, text: bytes) -> bytes:
        names = self._prepared.names
        if (name := names.get(text)) is not None:
            names.move_to_end(text)
            return name
        if len(names) >= _MOST_PREPARED:
            unused, oldest = names.popitem(last=False)
            self._prepared.columns.pop(unused, None)
            self._pg.send_query_params(b"DEALLOCATE " + oldest, None)
            self._sent.append(None)
        name = self._prepared.add(text)
        self._fresh.append(text)
        self._pg.send_prepare(name, text)
        self._sent.append(None)
        return name

    def wait(self) -> None:
        """Waits for all that was sent, and gives each its result. Raises the first failure."""
        if not self._sent:
            return
        asked, self._sent, self._unsure = self._sent, [], False
        self._pg.pipeline_sync()
        self._flush()
        results = self._until_sync()
        failed = next((one for one in results if one.status not in _DONE), None)
        fresh, self._fresh = self._fresh, []
        if failed is not None:
            for text in fresh:
                self._prepared.names.pop(text, None)
            raise error_from_result(failed)
        for sent, result in zip(asked, results, strict=True):
            if sent is not None:
                sent.result = result

    def _until_sync(self) -> list[Result]:
        results: list[Result] = []
        while True:
            while self._pg.is_busy():
                self._poll.poll()
                self._pg.consume_input()
            result = self._pg.get_result()
            status = None if result is None else result.status
            if status == pq.ExecStatus.PIPELINE_SYNC:
                return results
            if status not in _DONE and not self.open:
                raise psycopg.OperationalError(self._pg.get_error_message())
            if result is not None:
                results.append(result)

    def _flush(self) -> None:
        while self._pg.flush():
            self._poll.modify(self._pg.socket, select.POLLIN | select.POLLOUT)
            if any(event & select.POLLIN for _, event in self._poll.poll()):
                self._pg.consume_input()
            self._poll.modify(self._pg.socket, select.POLLIN)

    def forget(self) -> None:
        """Waits for what was sent, whatever became of it: it is about to be rolled back."""
        try:
            self.wait()
        except psycopg.Error:
            if not self.open:
                raise

    def start(self) -> None:
        """Lets the server begin with what was sent, without waiting for it."""
        self._flush()

    def columns(self, sent: Sent, result: Result) -> tuple[str, ...]:
        """The columns of a result."""
        known = self._prepared.columns.get(sent.text)
        if known is None:
            known = tuple([(result.fname(n) or b"").decode() for n in range(result.nfields)])
            if self._prepared.keeps:
                self._prepared.columns[sent.text] = known
        return known

    def values(self, result: Result) -> list[tuple[Any, ...]]:
        """A result's rows."""
        self._transformer.set_pgresult(result)
        return self._transformer.load_rows(0, result.ntuples, tuple)

    @property
    def rests(self) -> bool:
        """Whether nothing is under way and no transaction stands."""
        return self.open and not self._sent and self._pg.transaction_status == pq.TransactionStatus.IDLE

    def leave(self) -> None:
        """Gives the connection back as psycopg knows it. One that is still at work is closed."""
        if self.rests:
            self._pg.exit_pipeline_mode()
        else:
            self._pg.finish()
