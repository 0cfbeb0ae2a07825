"""The cursors of streams on PostgreSQL: on the server, read by psycopg's asynchronous connections."""

from collections.abc import Awaitable, Sequence
from typing import Any, TypeVar

import psycopg

from leima.db.database import Unavailable
from leima.db.tx import Query

T = TypeVar("T")


class PostgresSource:
    """A read transaction on a connection of its own, with a cursor on the server."""

    def __init__(self, connection: psycopg.AsyncConnection[Any]) -> None:
        self._connection = connection
        self._cursor = connection.cursor(name="leima_stream")
        self.columns: tuple[str, ...] = ()

    @staticmethod
    async def open(url: str, query: Query[Any]) -> "PostgresSource":
        """Asks the query. Raises Unavailable."""
        made = PostgresSource(await _asked(psycopg.AsyncConnection.connect(url, prepare_threshold=None)))
        try:
            await _asked(made._begin(query))
        except BaseException:
            made.drop()
            raise
        return made

    async def _begin(self, query: Query[Any]) -> None:
        await self._connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        await self._ask(query)

    async def ask(self, query: Query[Any]) -> None:
        await _asked(self._ask(query))

    async def _ask(self, query: Query[Any]) -> None:
        await self._cursor.execute(query.sql, query.params)
        self.columns = tuple(column.name for column in self._cursor.description or ())

    async def fetch(self, size: int) -> Sequence[Sequence[Any]]:
        found: Sequence[Sequence[Any]] = await _asked(self._cursor.fetchmany(size))
        return found

    async def close(self) -> None:
        await self._connection.close()

    def drop(self) -> None:
        self._connection.pgconn.finish()


async def _asked(waited: Awaitable[T]) -> T:
    try:
        return await waited
    except (psycopg.OperationalError, psycopg.InterfaceError) as error:
        raise Unavailable(str(error)) from error
