"""The reading threads of one store: a coroutine hands its work over and is woken once.

`run_in_executor` would make two futures, tie them together and take a lock five times for each reading.
"""

import asyncio
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any

from leima.db.database import T, Work

_Asked = tuple[Work[Any], "asyncio.Future[Any]", asyncio.AbstractEventLoop]


class Readers:
    """Threads that do units of reading, each by `read`. They begin with the first reading."""

    def __init__(self, threads: int, read: Callable[[Work[Any]], Any]) -> None:
        self._read, self._most = read, threads
        self._asked: SimpleQueue[_Asked | None] = SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._lock = threading.Lock()
        self._closed = False

    async def read(self, work: Work[T]) -> T:
        """What the work returns or raises."""
        if not self._threads:
            self._begin()
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self._asked.put((work, future, loop))
        return await future

    def _begin(self) -> None:
        with self._lock:
            if self._closed:
                raise RuntimeError("the store is closed")
            if not self._threads:
                self._threads = [
                    threading.Thread(target=self._loop, name=f"leima-read_{n}", daemon=True) for n in range(self._most)
                ]
                for thread in self._threads:
                    thread.start()

    def _loop(self) -> None:
        while (asked := self._asked.get()) is not None:
            work, future, loop = asked
            if not future.cancelled():
                self._answer(work, future, loop)
            del asked, work, future

    def _answer(self, work: Work[T], future: "asyncio.Future[T]", loop: asyncio.AbstractEventLoop) -> None:
        result: Any = None
        error: BaseException | None = None
        try:
            result = self._read(work)
        except BaseException as raised:
            error = raised
        try:
            loop.call_soon_threadsafe(_tell, future, result, error)
        except RuntimeError:
            """The loop has ended: nobody waits any more."""
        finally:
            error = None

    def close(self) -> None:
        """Waits for the work in hand and what was asked before."""
        with self._lock:
            self._closed = True
            threads, self._threads = self._threads, []
        for _ in threads:
            self._asked.put(None)
        for thread in threads:
            thread.join()


def _tell(future: "asyncio.Future[Any]", result: Any, error: BaseException | None) -> None:
    if future.done():
        return
    if error is not None:
        future.set_exception(error)
    else:
        future.set_result(result)
