"""The port of the store: give it work, it gives a transaction. No await happens inside one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from leima.db.audit import write_events
from leima.db.hot import number_changes
from leima.db.tx import Change, Tx

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


def finish(tx: Tx, hooks: Hooks) -> None:
    """Settles what was touched, then numbers the changes and the audit events, last of all."""
    for hook in hooks.before_commit:
        hook(tx)
    number_changes(tx)
    write_events(tx)


class Database(Protocol):
    """SQLite or PostgreSQL behind one door."""

    hooks: Hooks

    async def write(self, work: Work[T]) -> T: ...
    async def read(self, work: Work[T]) -> T: ...
    def write_now(self, work: Work[T]) -> T:
        """The same from a plain thread; for commands and tests."""
        ...

    def read_now(self, work: Work[T]) -> T: ...
    def close(self) -> None: ...
