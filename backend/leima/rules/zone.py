"""Local clock times and epoch minutes. The same search for an offset runs in `pwa/src/domain/zone.ts`."""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

EPOCH = date(1970, 1, 1)
DAY = 1440
FIRST_DATE, LAST_DATE = "1950-01-01", "2200-12-31"
"""The dates that any employment reaches: the one range of every route, operation and file."""


class NonexistentLocalTime(ValueError):
    """The clock jumps over this local time."""


class AmbiguousLocalTime(ValueError):
    """This local time occurs twice: say `first` or `second`."""


@lru_cache(maxsize=65536)
def offset_at(zone: str, minute: int) -> int:
    """Minutes that local time is ahead of UTC at an epoch minute."""
    there = datetime.fromtimestamp(minute * 60, UTC).astimezone(ZoneInfo(zone))
    ahead = there.utcoffset() or timedelta()
    return int(ahead.total_seconds() // 60)


def local_minutes(on: str, clock: str = "00:00") -> int:
    """A local date and clock as minutes since 1970-01-01 00:00 of that same local clock."""
    hours, minutes = clock.split(":")
    return (date.fromisoformat(on) - EPOCH).days * DAY + int(hours) * 60 + int(minutes)


def instants(zone: str, local: int) -> list[int]:
    """The epoch minutes that show this local time: none on a jump forward, two on a jump back."""
    around = {offset_at(zone, local - DAY), offset_at(zone, local + DAY)}
    return sorted(local - ahead for ahead in around if offset_at(zone, local - ahead) == ahead)


def local_instant(zone: str, on: str, clock: str, which: Literal["first", "second"] | None = None) -> int:
    """Epoch minute of a local clock time.

    Raises NonexistentLocalTime on the spring night, AmbiguousLocalTime on the autumn night unless `which` is given.
    """
    found = instants(zone, local_minutes(on, clock))
    if not found:
        raise NonexistentLocalTime(f"{on} {clock} {zone}")
    if len(found) > 1 and which is None:
        raise AmbiguousLocalTime(f"{on} {clock} {zone}")
    return found[-1] if which == "second" else found[0]


@lru_cache(maxsize=65536)
def near_instant(zone: str, on: str, clock: str = "00:00") -> int:
    """Epoch minute of a local clock time: the first of two, and past the gap for one that does not exist."""
    local = local_minutes(on, clock)
    found = instants(zone, local)
    return found[0] if found else local - offset_at(zone, local - DAY)


def calendar_date(text: str) -> str:
    """Returns a date that is written YYYY-MM-DD as it is.

    Raises ValueError for what is none, or is written otherwise, or that no employment reaches (1950 to 2200 do): every
    route, operation and file takes its dates by this.
    """
    found = date.fromisoformat(text)
    if found.isoformat() != text or not FIRST_DATE <= text <= LAST_DATE:
        raise ValueError(text)
    return text


@lru_cache(maxsize=16384)
def next_date(on: str, days: int = 1) -> str:
    """The date `days` later."""
    return (date.fromisoformat(on) + timedelta(days=days)).isoformat()


@lru_cache(maxsize=16384)
def weekday(on: str) -> int:
    """0 for Monday to 6 for Sunday."""
    return date.fromisoformat(on).weekday()


def local_clock(zone: str, minute: int) -> int:
    """Minutes since local midnight by the clock on the wall."""
    return (minute + offset_at(zone, minute)) % DAY


def local_date(zone: str, minute: int) -> str:
    """The local date of an epoch minute."""
    return (EPOCH + timedelta(days=(minute + offset_at(zone, minute)) // DAY)).isoformat()


def is_date(text: str) -> bool:
    """Whether the text names a day that exists."""
    try:
        calendar_date(text)
    except ValueError:
        return False
    return True
