"""SQLite: one writer thread that commits whatever waits as one group, and a few read-only reader threads."""

import sqlite3
import threading
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from pathlib import Path

from leima.db.database import LONGEST, Hooks, Now, T, Unavailable, Work
from leima.db.group import Writers
from leima.db.readers import Readers
from leima.db.rows import R
from leima.db.sqlite_source import SqliteSource
from leima.db.stream import Stream, Streams
from leima.db.tx import Query

_READERS = 3
_CHECKPOINT_PAGES = 4000
"""Pages of the log after which the writer copies them into the file: 16 MB, some hundreds of commits."""
_WRITER_KB, _READERS_KB = 32_000, 8_000
"""Pages that a connection keeps, in kB. A reader drops all of them after each commit of the writer."""
BUSY_SECONDS = 5.0
"""Longest wait for another program that writes to the file; then the answer is 503."""


def connect(path: Path, *, reader: bool) -> sqlite3.Connection:
    """A connection with our pragmas. Only the writer ever checkpoints the log.

    The writer keeps what a savepoint would undo in memory: it is not what durability rests on, and SQLite would
    otherwise begin a file for it with every push.
    """
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA journal_mode=WAL")
    for pragma in (
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={int(BUSY_SECONDS * 1000)}",
        f"cache_size=-{_READERS_KB if reader else _WRITER_KB}",
    ):
        connection.execute(f"PRAGMA {pragma}")
    if reader:
        connection.execute("PRAGMA wal_autocheckpoint=0")
        connection.execute("PRAGMA query_only=ON")
    else:
        connection.execute("PRAGMA temp_store=MEMORY")
        connection.execute(f"PRAGMA wal_autocheckpoint={_CHECKPOINT_PAGES}")
    return connection


class _SqliteLink:
    """The writer's connection, opened by its thread when it is first needed."""

    dialect = "sqlite"

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._cursors: list[sqlite3.Cursor] = []

    @property
    def _open(self) -> sqlite3.Connection:
        self._connection = self._connection or connect(self._path, reader=False)
        return self._connection

    def begin(self) -> None:
        self._open.execute("BEGIN IMMEDIATE")

    def patience(self, *, first: bool) -> None:
        """There is one writer."""

    def cursor(self) -> sqlite3.Cursor:
        self._cursors.append(self._open.cursor())
        return self._cursors[-1]

    def save(self) -> None:
        self._open.execute("SAVEPOINT job")

    def release(self) -> None:
        self._open.execute("RELEASE SAVEPOINT job")

    def undo(self) -> None:
        self._open.execute("ROLLBACK TO SAVEPOINT job")
        self._open.execute("RELEASE SAVEPOINT job")

    def commit(self) -> None:
        self._open.execute("COMMIT")

    def end(self) -> None:
        """The cursors end here: one that another thread's garbage collection ended later would reset a statement which
        this thread is using again by then."""
        for cursor in self._cursors:
            cursor.close()
        self._cursors.clear()
        if self._connection is not None and self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()

    def stands(self) -> bool:
        return self._connection is not None and self._connection.in_transaction

    def refused(self, error: BaseException) -> BaseException:
        return Unavailable(str(error)) if isinstance(error, sqlite3.OperationalError) else error


class SqliteDatabase:
    """One file, one process, one writer."""

    def __init__(self, path: Path, now: Now, hooks: Hooks | None = None) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path, self.now, self.hooks = path, now, hooks or Hooks()
        self._local = threading.local()
        self._readers = Readers(_READERS, self.read_now)
        self._open: list[sqlite3.Connection] = []
        reading = partial(connect, path, reader=True)
        self.streams = Streams(partial(SqliteSource.open, reading), "sqlite")
        self._writers = Writers(1, lambda: _SqliteLink(path), now, self.hooks)

    # Reading

    def _reader(self) -> sqlite3.Connection:
        """This thread's connection."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = connect(self.path, reader=True)
            self._open.append(connection)
        return connection

    def read_now(self, work: Work[T]) -> T:
        try:
            connection = self._reader()
            cursor = connection.cursor()
            cursor.execute("BEGIN")
            try:
                return work(self.hooks.reading(cursor, "sqlite", self.now()))
            finally:
                if connection.in_transaction:
                    cursor.execute("ROLLBACK")
                cursor.close()
        except sqlite3.OperationalError as error:
            raise Unavailable(str(error)) from error

    async def read(self, work: Work[T]) -> T:
        return await self._readers.read(work)

    def stream(
        self, work: Work[Query[R] | Sequence[Query[R]]], seconds: float = LONGEST
    ) -> AbstractAsyncContextManager[Stream[R]]:
        return self.streams.read(lambda: self.read(work), seconds)

    # Writing

    def write_now(self, work: Work[T]) -> T:
        return self._writers.write_now(work)

    async def write(self, work: Work[T]) -> T:
        return await self._writers.write(work)

    @asynccontextmanager
    async def alone(self, what: str) -> AsyncIterator[bool]:
        """One process serves a file."""
        yield True

    def listen(self) -> None:
        """Nobody else writes here while we serve."""

    def close(self) -> None:
        """Waits for the work in hand, then closes every connection."""
        self.streams.drop()
        self._writers.close()
        self._readers.close()
        for connection in self._open:
            connection.close()
