"""PostgreSQL: plain threads that take a connection for as long as they need it; a transaction never waits for the event
loop."""

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager, suppress
from functools import partial
from typing import Any, NamedTuple

import psycopg
from psycopg_pool import ConnectionPool

from leima.db.commit_listener import CommitListener, Mouth, new_name
from leima.db.database import LONGEST, Hooks, Now, T, Unavailable, Work, tell
from leima.db.group import Apart, Writers
from leima.db.postgres_source import PostgresSource
from leima.db.readers import Readers
from leima.db.rows import R
from leima.db.stream import Stream, Streams
from leima.db.tx import Query, Tx
from leima.db.wire import Prepared, Wire
from leima.db.wire_cursor import WireCursor
from leima.settings import Settings

LOCKS = {
    "migrate": 5_411_001,
    "turn": 5_411_002,
    "rates": 5_411_003,
    "push": 5_411_004,
    "mail": 5_411_022,
    "reminders": 5_411_023,
    "webhooks": 5_411_037,
    "retention": 5_411_040,
}
"""Advisory locks of the database: what one process alone may do."""
_POOL_SECONDS = 5.0
"""Longest wait for a connection; then the answer is 503."""
_KEPT_SECONDS = 300.0
"""How long a connection may be kept beside psycopg's pool, which ends those that are old."""
_LOCK_MS = 2000
"""Longest wait for what another transaction holds; then the answer is 503."""
_BESIDE_MS = 20
"""The same of a job that is not the first of its group: then it is done again by itself."""
_TROUBLE = (psycopg.OperationalError, psycopg.InterfaceError)


class _Connection(psycopg.Connection[Any]):
    prepared: Prepared


class _Pool:
    """The connections of one process.

    Those that rest are kept in their pipelines, and the one that was used last is taken first: it and its process at
    the server are still warm. psycopg's pool makes, mends and ends them, and is asked only when none rests.
    """

    def __init__(self, settings: Settings) -> None:
        self._keeps = settings.database_pooling == "session"
        most = settings.database_writers + settings.database_readers + 1
        self._pool = ConnectionPool(
            settings.database_url,
            connection_class=_Connection,
            kwargs={"autocommit": True, "prepare_threshold": None},
            configure=self._configure,
            min_size=1,
            max_size=most,
            timeout=_POOL_SECONDS,
            reconnect_timeout=_POOL_SECONDS,
            num_workers=1,
            name="leima-pool",
            open=True,
        )
        self._lock = threading.Lock()
        self._resting: list[_Taken] = []
        self._asking = 0
        """How many wait at psycopg's pool: as long as anybody does, nothing rests here."""

    def _configure(self, connection: _Connection) -> None:
        connection.prepared = Prepared(keeps=self._keeps)

    def take(self) -> "_Taken":
        with self._lock:
            if self._resting:
                return self._resting.pop()
            self._asking += 1
        try:
            connection = self._pool.getconn()
        finally:
            with self._lock:
                self._asking -= 1
        return _Taken(connection, Wire(connection, connection.prepared), time.monotonic())

    def give_back(self, taken: "_Taken") -> None:
        """With one that has been lost those that rest are ended: the server may be gone, and each would fail once."""
        rests = taken.wire.rests
        with self._lock:
            if rests and not self._asking and time.monotonic() - taken.since < _KEPT_SECONDS:
                self._resting.append(taken)
                return
        self._return(taken)
        if not taken.wire.open:
            self._let_go(ended=True)

    def _return(self, taken: "_Taken") -> None:
        taken.wire.leave()
        self._pool.putconn(taken.connection)

    def _let_go(self, *, ended: bool) -> None:
        with self._lock:
            resting, self._resting = self._resting, []
        for taken in resting:
            if ended:
                taken.connection.pgconn.finish()
            self._return(taken)

    @contextmanager
    def wire(self) -> Iterator[Wire]:
        taken = self.take()
        try:
            yield taken.wire
        finally:
            self.give_back(taken)

    def close(self) -> None:
        self._let_go(ended=False)
        self._pool.close()


class _Taken(NamedTuple):
    """A connection in its pipeline, and since when psycopg's pool has been without it (monotonic seconds)."""

    connection: _Connection
    wire: Wire
    since: float


class _PostgresLink:
    """One writer's connection: a group's, from its begin to its end."""

    dialect = "postgresql"

    def __init__(self, pool: _Pool) -> None:
        self._pool = pool
        self._taken: _Taken | None = None
        self._patience = 0

    @property
    def _wire(self) -> Wire:
        if self._taken is None:
            raise psycopg.OperationalError("there is no connection")
        return self._taken.wire

    def begin(self) -> None:
        self._taken, self._patience = self._pool.take(), 0
        self._wire.send("BEGIN")

    def patience(self, *, first: bool) -> None:
        ms = _LOCK_MS if first else _BESIDE_MS
        if ms != self._patience:
            self._wire.send(f"SET LOCAL lock_timeout = {ms}")
            self._patience = ms

    def cursor(self) -> WireCursor:
        return WireCursor(self._wire)

    def save(self) -> None:
        self._wire.send("SAVEPOINT job")

    def release(self) -> None:
        self._wire.send("RELEASE SAVEPOINT job")

    def undo(self) -> None:
        self._wire.send("ROLLBACK TO SAVEPOINT job")
        self._wire.send("RELEASE SAVEPOINT job")

    def commit(self) -> None:
        self._wire.send("COMMIT")
        self._wire.wait()

    def end(self) -> None:
        if self._taken is None:
            return
        taken, self._taken = self._taken, None
        try:
            if taken.wire.stands():
                taken.wire.send("ROLLBACK")
                taken.wire.wait()
        except psycopg.Error:
            taken.connection.pgconn.finish()
        self._pool.give_back(taken)

    def close(self) -> None:
        """The pool closes what it has."""

    def stands(self) -> bool:
        try:
            return self._wire.stands()
        except psycopg.Error:
            return False

    def refused(self, error: BaseException) -> BaseException:
        if isinstance(error, psycopg.errors.LockNotAvailable) and self._patience == _BESIDE_MS:
            return Apart()
        return Unavailable(str(error)) if isinstance(error, _TROUBLE) else error


class PostgresDatabase:
    """Several processes may share one."""

    def __init__(self, settings: Settings, now: Now, hooks: Hooks | None = None) -> None:
        self._direct_url, self.now, self.hooks = settings.direct_url, now, hooks or Hooks()
        self._pool = _Pool(settings)
        self._readers = Readers(settings.database_readers, self.read_now)
        me = new_name()
        self._listener, self._mouth = CommitListener(self._direct_url, me, self.hooks), Mouth(me, self._say)
        link = partial(_PostgresLink, self._pool)
        self._writers = Writers(settings.database_writers, link, now, self.hooks, self._tell)
        self.streams = Streams(partial(PostgresSource.open, settings.database_url), "postgresql")

    def _tell(self, hooks: Hooks, tx: Tx) -> None:
        tell(hooks, tx)
        self._mouth.add(tx.org, tx.changes)

    def _say(self, sql: str, params: dict[str, str]) -> None:
        with self._pool.wire() as wire:
            wire.send(sql, params)
            wire.wait()

    def write_now(self, work: Work[T]) -> T:
        return self._writers.write_now(work)

    def read_now(self, work: Work[T]) -> T:
        try:
            with self._pool.wire() as wire:
                wire.send("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                try:
                    return work(self.hooks.reading(WireCursor(wire), "postgresql", self.now()))
                finally:
                    wire.send("ROLLBACK")
                    wire.wait()
        except _TROUBLE as error:
            raise Unavailable(str(error)) from error

    async def write(self, work: Work[T]) -> T:
        return await self._writers.write(work)

    async def read(self, work: Work[T]) -> T:
        return await self._readers.read(work)

    def stream(
        self, work: Work[Query[R] | Sequence[Query[R]]], seconds: float = LONGEST
    ) -> AbstractAsyncContextManager[Stream[R]]:
        return self.streams.read(lambda: self.read(work), seconds)

    @asynccontextmanager
    async def alone(self, what: str) -> AsyncIterator[bool]:
        try:
            connection, taken = await asyncio.to_thread(_take_lock, self._direct_url, LOCKS[what])
            try:
                yield taken
            finally:
                await asyncio.to_thread(_let_go, connection, LOCKS[what])
        except _TROUBLE as error:
            raise Unavailable(str(error)) from error

    def listen(self) -> None:
        self._listener.start()

    def close(self) -> None:
        self.streams.drop()
        self._listener.close()
        self._writers.close()
        self._mouth.close()
        self._readers.close()
        self._pool.close()


def _take_lock(url: str, key: int) -> tuple[psycopg.Connection[Any], bool]:
    """A session, and whether it now holds the lock. The lock ends with the session, however that ends."""
    connection = psycopg.connect(url, autocommit=True)
    row = connection.execute("SELECT pg_try_advisory_lock(%s)", [key]).fetchone()
    return connection, row is not None and bool(row[0])


def _let_go(connection: psycopg.Connection[Any], key: int) -> None:
    """Lets go of the lock and ends the session, whose end the server would notice only a moment later."""
    with suppress(*_TROUBLE):
        connection.execute("SELECT pg_advisory_unlock(%s)", [key])
    connection.close()
