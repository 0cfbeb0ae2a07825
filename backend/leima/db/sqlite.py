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
BUSY_SECONDS = 5.0
"""Longest wait for another program that writes to the file; then the answer is 503."""


def connect(path: Path, *, reader: bool) -> sqlite3.Connection:
    """A connection with our pragmas. Only the writer ever checkpoints the log."""
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
    return connection


class _Job:
    __slots__ = ("error", "future", "result", "tx", "work")

    def __init__(self, work: Work[Any]) -> None:
        self.work, self.future = work, Future[Any]()
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
            try:
                return work(Tx(connection.cursor(), "sqlite", self.now()))
            finally:
                connection.rollback()
        except sqlite3.OperationalError as error:
            raise Unavailable(str(error)) from error

    async def read(self, work: Work[T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._readers, self.read_now, work)

    # Writing

    def _submit(self, work: Work[T]) -> "Future[T]":
        job = _Job(work)
        self._jobs.put(job)
        return job.future

    def write_now(self, work: Work[T]) -> T:
        return self._submit(work).result()

    async def write(self, work: Work[T]) -> T:
        return await asyncio.wrap_future(self._submit(work))

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
            group = [job for job in group if job.future.set_running_or_notify_cancel()]
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
        job.tx = Tx(connection.cursor(), "sqlite", self.now())
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
    for job in group:
        if job.error is not None:
            job.future.set_exception(job.error)
            continue
        job.future.set_result(job.result)
        if job.tx is not None and job.tx.changes:
            tell(hooks, job.tx)
