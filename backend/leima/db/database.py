"""The port of the store: give it work, it gives a transaction. No await happens inside one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import structlog

from leima.db.audit import write_events
from leima.db.hot import number_changes
from leima.db.tx import Change, Tx

log = structlog.get_logger("leima")

T = TypeVar("T")
Work = Callable[[Tx], T]
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

    before_commit: Sequence[Callable[[Tx], None]] = ()
    """Runs inside the transaction, after the work: settling touched days."""
    after_commit: Callable[[str, Sequence[Change]], None] = lambda org, changes: None
    """Runs once the commit is durable: poking devices."""
    heard: Callable[[str, frozenset[str], frozenset[str]], None] = lambda org, owners, units: None
    """Another process has committed: its organisation, and the owners and units of what changed."""


def finish(tx: Tx, hooks: Hooks) -> None:
    """Settles what was touched, then numbers the changes and the audit events, last of all."""
    for hook in hooks.before_commit:
        hook(tx)
    tx.send()
    number_changes(tx)
    write_events(tx)


def tell(hooks: Hooks, tx: Tx) -> None:
    """Runs `after_commit`. What is committed stays so, whatever happens to those who are told."""
    try:
        hooks.after_commit(tx.org, tx.changes)
    except Exception:
        log.exception("after_commit_failed")


def prove_writable(tx: Tx) -> None:
    """Writes without changing anything: on SQLite a page of the log, so that a full disk is found here first."""
    if tx.dialect == "sqlite":
        kept = tx.one("PRAGMA user_version")
        tx.run(f"PRAGMA user_version = {int(kept[0]) if kept else 0}")
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
    def listen(self) -> None:
        """From now on `hooks.heard` is told what other processes commit."""
        ...

    def close(self) -> None: ...
