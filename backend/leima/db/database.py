"""The port of the store: give it work, it gives a transaction. No await happens inside one."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, TypeVar

import structlog

from leima.db.audit import write_events
from leima.db.cache import Known
from leima.db.rows import R
from leima.db.sync_sql import number_changes
from leima.db.tx import Asks, Change, Cursor, Query, Tx

if TYPE_CHECKING:
    from leima.db.stream import Stream

log = structlog.get_logger("leima")

T = TypeVar("T")
Work = Callable[[Tx], T]
LONGEST = 600.0
"""Seconds that a stream may take, its reader's own work included."""
Now = Callable[[], int]
"""The clock: epoch milliseconds, UTC."""


class Unavailable(Exception):
    """The store cannot commit now (busy, full, read-only or gone). Nothing was acknowledged; try again."""

    def __init__(self, why: str, retry_after: int = 2) -> None:
        super().__init__(why)
        self.retry_after = retry_after


@dataclass
class Hooks:
    """What the composition root hangs on every unit of work."""

    recompute: Callable[[Tx], None] = lambda tx: None
    """Works the touched days out inside the transaction: last of the work, or when work asks for results."""
    before_commit: Sequence[Callable[[Tx], None]] = ()
    """Runs inside the transaction after the work, before its days are computed for the last time."""
    after_commit: Callable[[str, Sequence[Change]], None] = lambda org, changes: None
    """Runs once the commit is durable: poking devices."""
    heard: Callable[[str, frozenset[str], frozenset[str]], None] = lambda org, owners, units: None
    """Another process has committed: its organisation, and the owners and units of what changed."""
    recompute_asks: Asks = lambda tx: ()
    """What working them out will ask first, to be asked ahead."""
    known: Known = field(default_factory=Known)
    """What the process remembers between units of work."""

    def unit(self, cursor: Cursor, dialect: str, now: Now) -> Tx:
        """A unit of work that these hooks compute and conclude."""
        made = self.reading(cursor, dialect, now())
        made.clock = now
        made.recomputing, made.recomputing_asks = self.recompute, self.recompute_asks
        made.concluding = self.before_commit
        return made

    def reading(self, cursor: Cursor, dialect: str, now: int) -> Tx:
        """A unit of reading."""
        return Tx(cursor, dialect, now, known=self.known)


def number(group: Sequence[Tx]) -> None:
    """Numbers the changes and the audit events of a group, last of all: from here to the commit the counters of its
    organisations are held, in the order of their ids."""
    for org in sorted({tx.org for tx in group}):
        members = [tx for tx in group if tx.org == org]
        number_changes(*members)
        for tx in members:
            write_events(tx)
            members[0].take_over(tx)
        members[0].send()


def tell(hooks: Hooks, tx: Tx) -> None:
    """Runs `after_commit`. What is committed stays so, whatever happens to those who are told."""
    try:
        hooks.after_commit(tx.org, tx.changes)
    except Exception:
        log.exception("after_commit_failed")


def prove_writable(tx: Tx) -> None:
    """Writes without changing anything: on SQLite a page of the log, so that a full disk is found here first."""
    if tx.dialect == "sqlite":
        kept = tx.value(int, "PRAGMA user_version")
        tx.run(f"PRAGMA user_version = {kept or 0}")
    else:
        tx.run("UPDATE sync_head SET seq = seq WHERE org = ''")


class Database(Protocol):
    """SQLite or PostgreSQL behind one door."""

    hooks: Hooks

    async def write(self, work: Work[T]) -> T: ...
    async def read(self, work: Work[T]) -> T: ...
    def write_now(self, work: Work[T]) -> T:
        """The same from a plain thread; for commands and tests."""
        ...

    def read_now(self, work: Work[T]) -> T: ...
    def stream(
        self, work: Work[Query[R] | Sequence[Query[R]]], seconds: float = LONGEST
    ) -> "AbstractAsyncContextManager[Stream[R]]":
        """A long reading that no reader waits for: `work` is a unit of reading, which looks at rights and returns
        `tx.query(RowClass, sql, …)`, or several; the stream then brings their rows. See `db/stream.py`."""
        ...

    def alone(self, what: str) -> AbstractAsyncContextManager[bool]:
        """Whether no other process is at this now; while the block runs no other one begins it. Raises Unavailable."""
        ...

    def listen(self) -> None:
        """From now on `hooks.heard` is told what other processes commit."""
        ...

    def close(self) -> None: ...
