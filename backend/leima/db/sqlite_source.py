"""The cursors of streams on SQLite: aiosqlite's."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeVar

import aiosqlite

from leima.db.database import Unavailable
from leima.db.tx import Query

T = TypeVar("T")
_CACHE_KB = 4000
"""Pages that a stream keeps: it reads most of them once."""


class SqliteSource:
    """A read transaction on a connection and a thread of its own."""

    def __init__(self, connect: Callable[[], sqlite3.Connection]) -> None:
        self._connect = connect
        self._raw: sqlite3.Connection | None = None
        self._connection = aiosqlite.Connection(self._connected, 1)
        self._cursor: aiosqlite.Cursor | None = None
        self.columns: tuple[str, ...] = ()

    def _connected(self) -> sqlite3.Connection:
        self._raw = self._connect()
        return self._raw

    @staticmethod
    async def open(connect: Callable[[], sqlite3.Connection], query: Query[Any]) -> "SqliteSource":
        """Asks the query. Raises Unavailable."""
        made = SqliteSource(connect)
        try:
            await _asked(made._begin(query))
        except BaseException:
            made.drop()
            raise
        return made

    async def _begin(self, query: Query[Any]) -> None:
        await self._connection
        await self._connection.execute(f"PRAGMA cache_size=-{_CACHE_KB}")
        await self._connection.execute("BEGIN")
        await self._ask(query)

    async def ask(self, query: Query[Any]) -> None:
        await _asked(self._ask(query))

    async def _ask(self, query: Query[Any]) -> None:
        self._cursor = await self._connection.execute(query.sql, query.params)
        self.columns = tuple(column[0] for column in self._cursor.description or ())

    async def fetch(self, size: int) -> Sequence[Sequence[Any]]:
        assert self._cursor is not None
        return list(await _asked(self._cursor.fetchmany(size)))

    async def close(self) -> None:
        if (ended := self._stopped()) is not None:
            await ended

    def drop(self) -> None:
        self._stopped()

    def _stopped(self) -> "asyncio.Future[Any] | None":
        """Interrupts whatever the thread is at; then it closes the connection and ends."""
        if self._raw is not None:
            self._raw.interrupt()
        return self._connection.stop()


async def _asked(waited: Awaitable[T]) -> T:
    try:
        return await waited
    except sqlite3.OperationalError as error:
        raise Unavailable(str(error)) from error
