"""Trying a change out: everything that follows from it is worked out, read, and taken back."""

from collections.abc import Iterator
from contextlib import contextmanager

from leima.db.tx import Tx


class _Rollback(Exception):
    """Ends a trial, so that its savepoint is rolled back."""


@contextmanager
def trial(tx: Tx) -> Iterator[None]:
    """What is written inside can be read inside, and is taken back at the end. The cache inside is the trial's own.

    It holds the writer as the change itself would: keep what it looks at bounded.
    """
    cache = tx.cache
    try:
        with tx.savepoint():
            tx.cache = cache.copy()
            yield
            raise _Rollback
    except _Rollback:
        tx.cache = cache
