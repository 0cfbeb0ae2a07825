"""The one clock. Everything that asks for the time asks this port."""

import time
from typing import Protocol


class Clock(Protocol):
    """Gives the time as epoch milliseconds, UTC."""

    def now(self) -> int: ...


class SystemClock:
    """The clock of the machine."""

    def now(self) -> int:
        return time.time_ns() // 1_000_000


class FakeClock:
    """A clock that stands still until it is moved; for tests and replays."""

    def __init__(self, now: int) -> None:
        self._now = now

    def now(self) -> int:
        return self._now

    def move(self, ms: int) -> None:
        self._now += ms

    def set(self, now: int) -> None:
        self._now = now
