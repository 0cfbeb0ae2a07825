"""Group commit: writers that take whatever waits, each job in its savepoint, and make all of it durable at once. A job
that is alone needs none: the transaction is its own.

What is numbered is numbered at the end of the group, so that an organisation's counter is held only from there to the
commit. A group holds at most one job of a person: a job never asks for a receipt that waits for its number.
"""

import asyncio
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, Protocol

from leima.db.database import Hooks, Now, T, Unavailable, Work, number, tell
from leima.db.tx import Cursor, Tx

_MOST = 64
"""Jobs of a group."""


class Apart(Exception):
    """A job met what another transaction holds: it is done again as the first of a group, which alone may wait."""


class Link(Protocol):
    """One writer's connection. Whatever the driver raises may come out of it."""

    dialect: str

    def begin(self) -> None: ...
    def patience(self, *, first: bool) -> None:
        """The first job of a group, and its numbering, may wait for what other transactions hold; other jobs may not,
        since they would wait while they hold something themselves."""
        ...

    def cursor(self) -> Cursor:
        """A cursor for the next job; `end` closes it."""
        ...

    def save(self) -> None:
        """Begins the savepoint of a job."""
        ...

    def release(self) -> None:
        """Ends it. Raises what any of its statements has met."""
        ...

    def undo(self) -> None:
        """Takes back what was done since `save`."""
        ...

    def commit(self) -> None: ...
    def end(self) -> None:
        """Rolls back what stands open, and closes the cursors of the group."""
        ...

    def close(self) -> None: ...
    def stands(self) -> bool:
        """Whether the transaction is still there, after a failure."""
        ...

    def refused(self, error: BaseException) -> BaseException:
        """What a failure comes to: Unavailable, Apart, or itself."""
        ...


class Job:
    """Work that waits, and who waits for it: a plain thread, or a coroutine on `loop`. `whose` person asks, if any."""

    __slots__ = ("error", "future", "loop", "result", "tx", "whose", "work")

    def __init__(
        self,
        work: Work[Any],
        future: "Future[Any] | asyncio.Future[Any]",
        loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        self.work, self.future, self.loop = work, future, loop
        self.whose: str | None = getattr(work, "whose", None)
        self.result: Any = None
        self.error: BaseException | None = None
        self.tx: Tx | None = None


Told = Callable[[Hooks, Tx], None]
"""Tells of a committed unit of work."""


class Writers:
    """The writing threads of one store in one process, and the jobs that wait for them."""

    def __init__(self, threads: int, link: Callable[[], Link], now: Now, hooks: Hooks, told: Told = tell) -> None:
        self._link, self._now, self._hooks, self._told = link, now, hooks, told
        self._waiting: deque[Job] = deque()
        self._in_hand: set[str] = set()
        self._turn = threading.Condition()
        self._closing = False
        self._threads = [threading.Thread(target=self._loop, name="leima-write", daemon=True) for _ in range(threads)]
        for thread in self._threads:
            thread.start()

    def write_now(self, work: Work[T]) -> T:
        future = Future[T]()
        self._add(Job(work, future))
        return future.result()

    async def write(self, work: Work[T]) -> T:
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self._add(Job(work, future, loop))
        return await future

    def close(self) -> None:
        """Waits for the work in hand and what waits."""
        with self._turn:
            self._closing = True
            self._turn.notify_all()
        for thread in self._threads:
            thread.join()

    def _add(self, job: Job) -> None:
        with self._turn:
            self._waiting.append(job)
            self._turn.notify()

    def _take(self) -> list[Job]:
        """The next group; empty when the store closes and nothing waits."""
        with self._turn:
            while True:
                group = self._chosen()
                if group or (self._closing and not self._waiting):
                    return group
                self._turn.wait()

    def _chosen(self) -> list[Job]:
        group: list[Job] = []
        left: deque[Job] = deque()
        while self._waiting and len(group) < _MOST:
            job = self._waiting.popleft()
            if job.whose in self._in_hand:
                left.append(job)
            else:
                group.append(job)
                if job.whose is not None:
                    self._in_hand.add(job.whose)
        self._waiting.extendleft(reversed(left))
        return group

    def _put_back(self, group: list[Job], again: list[Job]) -> None:
        """Lets others of the same people be taken. Those who are to be done again come first."""
        with self._turn:
            self._in_hand -= {job.whose for job in group if job.whose is not None}
            self._waiting.extendleft(reversed(again))
            self._turn.notify_all()

    # One writer

    def _loop(self) -> None:
        link = self._link()
        while group := self._take():
            jobs = [job for job in group if not job.future.cancelled()]
            again = self._commit(link, jobs) if jobs else []
            self._put_back(group, again)
            self._answer([job for job in jobs if job not in again])
        link.close()

    def _commit(self, link: Link, group: list[Job]) -> list[Job]:
        """Makes a group durable; returns those who must be done again.

        What fails at the end, when no savepoint says whose fault it is, is done again a job at a time. When the store
        is in trouble nobody is.
        """
        try:
            return self._commit_together(link, group)
        except BaseException as error:
            found = link.refused(error)
            if len(group) == 1 or isinstance(found, Unavailable):
                for job in group:
                    job.error = found
                return []
        return [one for job in group for one in self._commit(link, [job])]

    def _commit_together(self, link: Link, group: list[Job]) -> list[Job]:
        try:
            link.begin()
            if len(group) == 1:
                self._do(link, group[0], first=True)
            else:
                for job in group:
                    self._run(link, job, first=job is group[0])
                link.patience(first=True)
            number([job.tx for job in group if job.error is None and job.tx is not None])
            link.commit()
            return [job for job in group if isinstance(job.error, Apart)]
        finally:
            link.end()

    def _run(self, link: Link, job: Job, *, first: bool) -> None:
        """One job in its savepoint. Whatever it raises is its own: the thread goes on."""
        link.patience(first=first)
        link.save()
        try:
            self._do(link, job, first=first)
            link.release()
        except BaseException as error:
            if not link.stands():
                raise
            job.error = link.refused(error)
            link.undo()

    def _do(self, link: Link, job: Job, *, first: bool) -> None:
        """A job's work, and what follows from it."""
        link.patience(first=first)
        job.error = None
        job.tx = self._hooks.unit(link.cursor(), link.dialect, self._now)
        job.result = job.work(job.tx)
        job.tx.conclude()

    def _answer(self, group: list[Job]) -> None:
        """Wakes each loop once for all who wait there, then tells of what was committed."""
        by_loop: dict[asyncio.AbstractEventLoop | None, list[Job]] = {}
        for job in group:
            by_loop.setdefault(job.loop, []).append(job)
        for loop, jobs in by_loop.items():
            if loop is None:
                _resolve(jobs)
            elif not loop.is_closed():
                loop.call_soon_threadsafe(_resolve, jobs)
        for job in group:
            if job.error is None and job.tx is not None and job.tx.changes:
                self._told(self._hooks, job.tx)


def _resolve(jobs: list[Job]) -> None:
    for job in jobs:
        if job.future.done():
            continue
        if job.error is not None:
            job.future.set_exception(job.error)
        else:
            job.future.set_result(job.result)
