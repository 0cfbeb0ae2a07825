"""Long readings: a cursor of its own beside the readers that everybody shares, in constant memory and within a time.

A stream sees one state of the store from its first row to its last. Its rows come in chunks, as they are taken. A
cursor that has given its last row ends at once, so that no old state is kept for work that goes on; its place among the
streams is kept until the block ends.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any, Generic, Protocol

from leima.db.database import Unavailable
from leima.db.rows import R, maker
from leima.db.tx import Query

AT_ONCE = 4
"""Streams of one process at the same time; a further one is told to come again."""
CHUNK = 500
"""Rows of one fetch."""
_COME_AGAIN = 15


class TooLong(Unavailable):
    """The stream's time was over before its last row."""


class Source(Protocol):
    """A driver's cursor over a query that has been asked, in a transaction of its own."""

    @property
    def columns(self) -> tuple[str, ...]: ...

    async def ask(self, query: Query[Any]) -> None:
        """Asks the next query of the same state, when the one before has given its last row. Raises Unavailable."""
        ...

    async def fetch(self, size: int) -> Sequence[Sequence[Any]]:
        """The next rows, at most so many; none at the end. Raises Unavailable."""
        ...

    async def close(self) -> None:
        """Ends the query, though it may be at work, the transaction and the connection."""
        ...

    def drop(self) -> None:
        """The same from a plain thread, when the store closes: it waits for nothing."""
        ...


Open = Callable[[Query[Any]], Awaitable[Source]]


class Stream(Generic[R]):
    """The rows of one query or of several, chunk by chunk: `async for rows in stream`."""

    def __init__(self, seconds: float) -> None:
        self._until = asyncio.get_running_loop().time() + seconds
        self._source: Source | None = None
        self._make: Callable[[Sequence[Any]], R] | None = None
        self._queries: Sequence[Query[R]] = ()
        self.at = 0
        """Which of the queries gave the last chunk."""

    def check(self) -> None:
        """Raises TooLong when the time is over: for work between chunks and after the last one."""
        if asyncio.get_running_loop().time() >= self._until:
            raise TooLong("a long reading took longer than it may")

    async def begin(self, source: Open, queries: Sequence[Query[R]], dialect: str) -> None:
        """Asks the first query. Raises Unavailable, TooLong, WrongColumns."""
        self._queries, self._dialect = queries, dialect
        self._source = await self._in_time(source(queries[0]))
        self._read_as(queries[0].row)

    def _read_as(self, row: Any) -> None:
        assert self._source is not None
        self._make = maker(row, self._source.columns, self._dialect)

    def __aiter__(self) -> AsyncIterator[list[R]]:
        return self

    async def __anext__(self) -> list[R]:
        self.check()
        if self._source is None or self._make is None:
            raise StopAsyncIteration
        while not (found := await self._in_time(self._source.fetch(CHUNK))):
            if self.at + 1 == len(self._queries):
                await self.close()
                raise StopAsyncIteration
            self.at += 1
            await self._in_time(self._source.ask(self._queries[self.at]))
            self._read_as(self._queries[self.at].row)
        return [self._make(row) for row in found]

    async def _in_time(self, waited: Awaitable[Any]) -> Any:
        try:
            async with asyncio.timeout_at(self._until):
                return await waited
        except TimeoutError:
            self.check()
            raise

    async def close(self) -> None:
        """Ends the cursor, whoever goes away meanwhile; more than once does no harm."""
        source, self._source = self._source, None
        if source is not None:
            await asyncio.shield(source.close())

    def drop(self) -> None:
        source, self._source = self._source, None
        if source is not None:
            source.drop()


class Streams:
    """The streams of one store in one process."""

    def __init__(self, source: Open, dialect: str) -> None:
        self._open, self._dialect = source, dialect
        self._streams: set[Stream[Any]] = set()
        self._closing: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def read(
        self, query: Callable[[], Awaitable[Query[R] | Sequence[Query[R]]]], seconds: float
    ) -> AsyncIterator[Stream[R]]:
        """A place among the streams, and the rows of the query, or of the queries, found then.

        Raises Unavailable when all places are taken, or the store cannot be asked. When the time is over the cursor and
        the place are free, though the reader may hang.
        """
        if len(self._streams) >= AT_ONCE:
            raise Unavailable("too many long readings at once", _COME_AGAIN)
        stream = Stream[R](seconds)
        self._streams.add(stream)
        ending = asyncio.get_running_loop().call_later(seconds, self._end, stream)
        try:
            asked = await query()
            await stream.begin(self._open, [asked] if isinstance(asked, Query) else asked, self._dialect)
            yield stream
        finally:
            ending.cancel()
            await asyncio.shield(self._end(stream))

    def _end(self, stream: Stream[Any]) -> "asyncio.Task[None]":
        """Frees a stream's place at once and closes its cursor in a task that nobody's going away ends."""
        self._streams.discard(stream)
        task = asyncio.get_running_loop().create_task(stream.close())
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)
        return task

    def drop(self) -> None:
        """Ends every cursor: the store closes."""
        for stream in list(self._streams):
            stream.drop()
