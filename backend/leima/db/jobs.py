"""What the server does by itself, for as long as it runs."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass

import structlog

from leima.db.database import Database, Now, Unavailable
from leima.db.site import until_midnight, zones_of_sites

AGAIN = 30.0
"""Seconds until a job runs again that found the store busy."""
AFTER_FAILURE = 60.0
"""Seconds until a job runs again that failed."""
log = structlog.get_logger("leima")


class Alarm:
    """Wakes a job before its time; any thread may."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    def start(self) -> None:
        """Binds to the running loop."""
        self._rung, self._loop = asyncio.Event(), asyncio.get_running_loop()

    def ring(self) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._rung.set)

    async def wait(self) -> None:
        """Returns once it has been rung since the last wait."""
        await self._rung.wait()
        self._rung.clear()


@dataclass(frozen=True)
class Job:
    """A piece of work that nobody asks for. It runs at the start, and again for as long as the server does.

    Several processes do it at once, and it does what was missed: once is enough, and twice is no harm.
    """

    name: str
    run: Callable[[Database], Awaitable[int]]
    """Returns how much it did, for the log."""
    every: float
    """The most seconds between two runs."""
    at_midnight: bool = False
    """Whether it also runs a second after each site's midnight."""
    alarm: Alarm | None = None
    """What makes it run before its time."""


async def keep_running(job: Job, db: Database, now: Now) -> None:
    """Runs a job again and again; what fails is logged, and tried again."""
    while True:
        wait = await run_once(job, db, now)
        if job.alarm is None:
            await asyncio.sleep(wait)
            continue
        with suppress(TimeoutError):
            await asyncio.wait_for(job.alarm.wait(), wait)


async def run_once(job: Job, db: Database, now: Now) -> float:
    """Runs a job. Returns the seconds until its next run."""
    try:
        if done := await job.run(db):
            log.info("job_done", job=job.name, count=done)
        return await _until_next(job, db, now)
    except Unavailable:
        return AGAIN
    except Exception:
        log.exception("job_failed", job=job.name)
        return AFTER_FAILURE


async def _until_next(job: Job, db: Database, now: Now) -> float:
    if not job.at_midnight:
        return job.every
    zones = await db.read(zones_of_sites)
    wait = min(until_midnight(now(), zone) for zone in zones) + 1
    return min(max(wait, 1.0), job.every)
