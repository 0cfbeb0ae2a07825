"""Where the server hands over the files that people send: each is read in a process of its own."""

import asyncio
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Protocol, TypeVar

from leima.world.files.apart import Limits, Reader, read_apart
from leima.world.files.refused import Refused

T = TypeVar("T")
AT_ONCE = 1
"""Processes at one time: with two of them on two processors, punches waited."""
MOST = 8
"""Files in hand: being read, or waiting their turn."""


class Files(Protocol):
    """Reads files from outside."""

    async def read(
        self, person: str, reader: Reader[T], name: str, content: bytes, answer: type[T], limits: Limits | None = None
    ) -> T:
        """What `reader` makes of the file. Raises Refused."""
        ...

    def close(self) -> None: ...


class FileDesk:
    """One file in hand for each person, one read at a time for all.

    It has threads of its own: reads of the store, pulls among them, never wait for a file.
    """

    def __init__(self, limits: Limits | None = None, at_once: int = AT_ONCE) -> None:
        self._limits = limits or Limits()
        self._threads = ThreadPoolExecutor(at_once, "files")
        self._in_hand: set[str] = set()

    async def read(
        self, person: str, reader: Reader[T], name: str, content: bytes, answer: type[T], limits: Limits | None = None
    ) -> T:
        """What `reader` makes of the file. Raises Refused: `sheet_in_hand` while the person's last one is read."""
        limits = limits or self._limits
        if person in self._in_hand:
            raise Refused(f"{limits.named}_in_hand")
        if len(self._in_hand) >= MOST:
            raise Refused(f"{limits.named}s_busy")
        self._in_hand.add(person)
        made = self._threads.submit(read_apart, reader, name, content, answer, limits)

        def let_go(_: Future[Any]) -> None:
            self._in_hand.discard(person)

        made.add_done_callback(let_go)
        return await asyncio.wrap_future(made)

    def close(self) -> None:
        """Takes no more; what is being read ends by itself within its time."""
        self._threads.shutdown(wait=False, cancel_futures=True)


class FilesHere:
    """Reads in this process, without limits; for tests of what is done with a file."""

    async def read(
        self, person: str, reader: Reader[T], name: str, content: bytes, answer: type[T], limits: Limits | None = None
    ) -> T:
        """What `reader` makes of the file."""
        return reader(name, content)

    def close(self) -> None: ...
