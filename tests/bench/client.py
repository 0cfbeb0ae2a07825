"""The load generator: raw HTTP/1.1 over asyncio streams, one for all servers, so that the client is not the limit."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

PATIENCE = 30.0


@dataclass(frozen=True)
class Request:
    """One request, and how to know from its reply that the server has accepted it."""

    method: str
    path: str
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    accepted: Callable[[int, bytes], bool] = lambda status, body: status in (200, 201)

    def raw(self, host: str) -> bytes:
        """What goes over the wire."""
        lines = [f"{self.method} {self.path} HTTP/1.1", f"Host: {host}", f"Content-Length: {len(self.body)}"]
        lines += [f"{name}: {value}" for name, value in self.headers]
        return "\r\n".join((*lines, "", "")).encode() + self.body


@dataclass
class Measured:
    """Latencies in seconds of accepted requests, and the time that all of them took together."""

    latencies: list[float] = field(default_factory=list)
    seconds: float = 0.0
    refused: list[str] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Accepted requests a second."""
        return len(self.latencies) / self.seconds if self.seconds else 0.0

    def add(self, more: "Measured") -> None:
        """Another turn of the same."""
        self.latencies += more.latencies
        self.refused += more.refused
        self.seconds += more.seconds

    def milliseconds(self, share: float) -> float:
        """The latency that this share of the requests stayed under."""
        ordered = sorted(self.latencies)
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)] * 1000 if ordered else 0.0


class Connection:
    """One kept-alive connection to a server on loopback."""

    def __init__(self, port: int) -> None:
        self._port = port

    async def __aenter__(self) -> Self:
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port, limit=2**22)
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self._writer.close()

    async def ask(self, request: Request) -> tuple[int, bytes]:
        """Status and body of the reply. Raises TimeoutError after 30 seconds."""
        async with asyncio.timeout(PATIENCE):
            self._writer.write(request.raw(f"127.0.0.1:{self._port}"))
            head = (await self._reader.readuntil(b"\r\n\r\n")).lower()
            return int(head[9:12]), await self._body(head)

    async def _body(self, head: bytes) -> bytes:
        for line in head.split(b"\r\n"):
            if line.startswith(b"content-length:"):
                return await self._reader.readexactly(int(line[15:]))
            if line.startswith(b"transfer-encoding:") and b"chunked" in line:
                return await self._chunks()
        return b""

    async def _chunks(self) -> bytes:
        body = b""
        while size := int((await self._reader.readline()).split(b";")[0], 16):
            body += await self._reader.readexactly(size)
            await self._reader.readexactly(2)
        await self._reader.readline()
        return body


async def timed(connection: Connection, request: Request, into: Measured) -> bytes:
    """Ask, and note the time when the server accepted."""
    start = time.perf_counter()
    status, body = await connection.ask(request)
    if request.accepted(status, body):
        into.latencies.append(time.perf_counter() - start)
    else:
        into.refused.append(f"{status} {body[:300]!r}")
    return body


async def in_line(port: int, requests: Iterable[Request], most_seconds: float) -> Measured:
    """One connection, one request after another, until they are done or the time is up."""
    into = Measured()
    async with Connection(port) as connection:
        start = time.perf_counter()
        for request in requests:
            try:
                await timed(connection, request, into)
            except (TimeoutError, OSError) as error:
                into.refused.append(repr(error))
                break
            if time.perf_counter() - start > most_seconds:
                break
        into.seconds = time.perf_counter() - start
    return into


async def side_by_side(port: int, lines: Iterable[Iterable[Request]], most_seconds: float) -> Measured:
    """Each line of requests on its own connection, all at once; the time runs from the first to the last."""
    start = time.perf_counter()
    each = await asyncio.gather(*(in_line(port, line, most_seconds) for line in lines))
    all_of_them = Measured(seconds=time.perf_counter() - start)
    for one in each:
        all_of_them.latencies += one.latencies
        all_of_them.refused += one.refused
    return all_of_them


async def at_a_pace(port: int, requests: list[Request], seconds: float) -> Measured:
    """Every request on a fresh connection at its own moment, evenly over `seconds`, whatever the earlier ones do.

    Latency counts from the moment at which the request was due, so a queue cannot hide.
    """
    into = Measured()
    start = time.perf_counter()

    async def one(number: int, request: Request) -> None:
        due = start + seconds * number / len(requests)
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        try:
            async with Connection(port) as connection:
                status, body = await connection.ask(request)
        except (TimeoutError, OSError) as error:
            into.refused.append(repr(error))
            return
        if request.accepted(status, body):
            into.latencies.append(time.perf_counter() - due)
        else:
            into.refused.append(f"{status} {body[:300]!r}")

    await gathered(one(number, request) for number, request in enumerate(requests))
    into.seconds = time.perf_counter() - start
    return into


async def gathered(work: Iterable[Awaitable[None]]) -> None:
    """All of it."""
    await asyncio.gather(*work)
