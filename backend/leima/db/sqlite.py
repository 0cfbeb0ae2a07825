"""SQLite: one writer thread that commits whatever waits as one group, and a few read-only reader threads."""

import asyncio
import queue
import sqlite3
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from leima.db.database import Hooks, Now, T, Unavailable, Work, finish, tell
from leima.db.tx import Tx

_GROUP = 64
_READERS = 3
_CHECKPOINT_PAGES = 4000
"""Pages of the log after which the writer copies them into the file: 16 MB, some hundreds of commits."""
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
        "cache_size=-32000",
    ):
        connection.execute(f"PRAGMA {pragma}")
    if reader:
        connection.execute("PRAGMA wal_autocheckpoint=0")
        connection.execute("PRAGMA query_only=ON")
    else:
        connection.execute("PRAGMA temp_store=MEMORY")
        connection.execute(f"PRAGMA wal_autocheckpoint={_CHECKPOINT_PAGES}")
    return connection


class _Job:
    """Work in the queue, and who waits for it: a plain thread, or a coroutine on `loop`."""

    __slots__ = ("error", "future", "loop", "result", "tx", "work")

    def __init__(
        self,
        work: Work[Any],
        future: "Future[Any] | asyncio.Future[Any]",
        loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        self.work, self.future, self.loop = work, future, loop
        self.result: Any = None
        self.error: BaseException | None = None
        self.tx: Tx | None = None


class SqliteDatabase:
    """One file, one process, one writer."""

    def __init__(self, path: Path, now: Now, hooks: Hooks | None = None) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path, self.now, self.hooks = path, now, hooks or Hooks()
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._local = threading.local()
        self._readers = ThreadPoolExecutor(_READERS, "leima-read")
        self._open: list[sqlite3.Connection] = []
        self._writer = threading.Thread(target=self._write_loop, name="leima-write", daemon=True)
        self._writer.start()

    # Reading

    def _reader(self) -> sqlite3.Connection:
        if not hasattr(self._local, "connection"):
            self._local.connection = connect(self.path, reader=True)
            self._open.append(self._local.connection)
        connection: sqlite3.Connection = self._local.connection
        return connection

    def read_now(self, work: Work[T]) -> T:
        try:
            connection = self._reader()
            connection.execute("BEGIN")
            cursor = connection.cursor()
            try:
                return work(Tx(cursor, "sqlite", self.now()))
            finally:
                cursor.close()
                connection.rollback()
        except sqlite3.OperationalError as error:
            raise Unavailable(str(error)) from error

    async def read(self, work: Work[T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._readers, self.read_now, work)

    # Writing

    def write_now(self, work: Work[T]) -> T:
        future = Future[T]()
        self._jobs.put(_Job(work, future))
        return future.result()

    async def write(self, work: Work[T]) -> T:
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self._jobs.put(_Job(work, future, loop))
        return await future

    def _write_loop(self) -> None:
        connection: sqlite3.Connection | None = None
        while (job := self._jobs.get()) is not None:
            group = [job]
            while len(group) < _GROUP and not self._jobs.empty():
                more = self._jobs.get()
                if more is None:
                    self._jobs.put(None)
                    break
                group.append(more)
            group = [job for job in group if not job.future.cancelled()]
            try:
                connection = connection or connect(self.path, reader=False)
                self._commit_group(connection, group)
            except Exception as error:
                _fail(group, error)
            _answer(group, self.hooks)
        if connection:
            connection.close()

    def _commit_group(self, connection: sqlite3.Connection, group: list[_Job]) -> None:
        connection.execute("BEGIN IMMEDIATE")
        try:
            for job in group:
                self._run(connection, job)
                if not connection.in_transaction:
                    raise sqlite3.OperationalError("the transaction was rolled back by the database")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise

    def _run(self, connection: sqlite3.Connection, job: _Job) -> None:
        """One job in its savepoint. Its cursor ends here: one that another thread's garbage collection ended later
        would reset a statement which this thread is using again by then."""
        cursor = connection.cursor()
        job.tx = Tx(cursor, "sqlite", self.now())
        connection.execute("SAVEPOINT job")
        try:
            job.result = job.work(job.tx)
            finish(job.tx, self.hooks)
            connection.execute("RELEASE SAVEPOINT job")
        except Exception as error:
            job.error = Unavailable(str(error)) if isinstance(error, sqlite3.OperationalError) else error
            if connection.in_transaction:
                connection.execute("ROLLBACK TO SAVEPOINT job")
                connection.execute("RELEASE SAVEPOINT job")
        finally:
            cursor.close()

    def listen(self) -> None:
        """Nobody else writes here while we serve."""

    def close(self) -> None:
        """Waits for the work in hand, then closes every connection."""
        self._jobs.put(None)
        self._writer.join()
        self._readers.shutdown()
        for connection in self._open:
            connection.close()


def _fail(group: list[_Job], error: Exception) -> None:
    for job in group:
        job.error = Unavailable(str(error))


def _answer(group: list[_Job], hooks: Hooks) -> None:
    """Wakes each loop once for all who wait there, then tells of what was committed."""
    by_loop: dict[asyncio.AbstractEventLoop | None, list[_Job]] = {}
    for job in group:
        by_loop.setdefault(job.loop, []).append(job)
    for loop, jobs in by_loop.items():
        if loop is None:
            _resolve(jobs)
        elif not loop.is_closed():
            loop.call_soon_threadsafe(_resolve, jobs)
    for job in group:
        if job.error is None and job.tx is not None and job.tx.changes:
            tell(hooks, job.tx)


def _resolve(jobs: list[_Job]) -> None:
    for job in jobs:
        if job.future.done():
            continue
        if job.error is not None:
            job.future.set_exception(job.error)
        else:
            job.future.set_result(job.result)
