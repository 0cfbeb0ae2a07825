"""PostgreSQL: plain threads, each with its own connection; a transaction never waits for the event loop."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg

from leima.db.database import Hooks, Now, T, Unavailable, Work, finish, tell
from leima.db.ear import Ear
from leima.db.tx import Tx

_WRITERS = 8
_READERS = 4


class PostgresDatabase:
    """Several processes may share one."""

    def __init__(self, url: str, now: Now, hooks: Hooks | None = None) -> None:
        self.url, self.now, self.hooks = url, now, hooks or Hooks()
        self._local = threading.local()
        self._writers = ThreadPoolExecutor(_WRITERS, "leima-write")
        self._readers = ThreadPoolExecutor(_READERS, "leima-read")
        self._open: list[psycopg.Connection[Any]] = []
        self._ear = Ear(url, self.hooks)

    def _connection(self) -> psycopg.Connection[Any]:
        connection: psycopg.Connection[Any] | None = getattr(self._local, "connection", None)
        if connection is None or connection.closed:
            connection = psycopg.connect(self.url, autocommit=False, options="-c lock_timeout=2000 -c timezone=UTC")
            self._local.connection = connection
            self._open.append(connection)
        return connection

    def _in_transaction(self, work: Work[T], *, reading: bool) -> T:
        try:
            connection = self._connection()
            try:
                if reading:
                    connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
                tx = Tx(connection.cursor(), "postgresql", self.now())
                result = work(tx)
                if reading:
                    connection.rollback()
                    return result
                finish(tx, self.hooks)
                if tx.changes:
                    self._ear.call_out(tx)
                connection.commit()
            except BaseException:
                if not connection.closed:
                    connection.rollback()
                raise
        except (psycopg.OperationalError, psycopg.InterfaceError) as error:
            raise Unavailable(str(error)) from error
        if tx.changes:
            tell(self.hooks, tx)
        return result

    def write_now(self, work: Work[T]) -> T:
        return self._in_transaction(work, reading=False)

    def read_now(self, work: Work[T]) -> T:
        return self._in_transaction(work, reading=True)

    async def write(self, work: Work[T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._writers, self.write_now, work)

    async def read(self, work: Work[T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._readers, self.read_now, work)

    def listen(self) -> None:
        self._ear.start()

    def close(self) -> None:
        self._ear.close()
        self._writers.shutdown()
        self._readers.shutdown()
        for connection in self._open:
            connection.close()
