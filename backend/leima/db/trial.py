"""Trying a change out: everything that follows from it is worked out, read, and rolled back."""

from collections.abc import Callable
from typing import TypeVar

from leima.db.database import Database
from leima.db.tx import Tx

T = TypeVar("T")


class _TriedOut(Exception):
    """Ends a trial, so that its transaction is rolled back."""


async def try_out(db: Database, work: Callable[[Tx], Callable[[Tx], T]]) -> T:
    """Does `work`, settles what it touched, answers what its answer then reads, and leaves nothing behind.

    It holds the writer as the change itself would; keep what it looks at bounded.
    """
    found: list[T] = []

    def tried(tx: Tx) -> None:
        then = work(tx)
        for hook in db.hooks.before_commit:
            hook(tx)
        found.append(then(tx))
        raise _TriedOut()

    try:
        await db.write(tried)
    except _TriedOut:
        return found[-1]
    raise AssertionError("a trial never commits")
