"""How the demo's people work: when they come, how long they stay, whether they clock their lunch."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

LUNCH = 30
"""Minutes of a lunch, clocked or taken off by the agreement."""
LONG_DAY = 360
"""Minutes of work after which a lunch belongs to the day."""


@dataclass(frozen=True)
class Shift:
    """One day at work in local minutes since midnight; `lunch` is when a clocked lunch begins."""

    date: str
    comes: int
    leaves: int
    lunch: int | None
    remote: bool
    work_type: str


@dataclass(frozen=True)
class Habits:
    """One person's ways, drawn once."""

    comes: int
    """Local minutes since midnight, about."""
    flexible: bool
    clocks_lunch: bool
    remote: float
    """The share of days at home."""
    work_types: tuple[str, ...]


def draw_habits(source: Random, flexible: bool, work_types: tuple[str, ...]) -> Habits:
    """Somebody's ways: most come between half past seven and nine."""
    return Habits(
        comes=source.choice((450, 465, 480, 480, 485, 495, 510, 525)),
        flexible=flexible,
        clocks_lunch=source.random() < 0.2,
        remote=source.choice((0.0, 0.2, 0.4)) if flexible else 0.0,
        work_types=work_types,
    )


def draw_surplus(habits: Habits, source: Random) -> int:
    """Minutes worked beyond the target on one day; only the flexible stay longer or leave earlier."""
    return max(-90, min(120, round(source.gauss(1, 24)))) if habits.flexible else 0


def draw_shift(habits: Habits, source: Random, date: str, target: int, surplus: int) -> Shift:
    """A day of `target` + `surplus` minutes' work with its lunch."""
    spread = 14 if habits.flexible else 3
    comes = habits.comes + source.randint(-spread, spread)
    work = max(60, target + surplus)
    lunch_at = comes + source.randint(185, 235) if habits.clocks_lunch and work > LONG_DAY else None
    leaves = comes + work + (LUNCH if work > LONG_DAY else 0)
    return Shift(date, comes, leaves, lunch_at, source.random() < habits.remote, source.choice(habits.work_types))


def surpluses_that_sum_to(total: int, days: int, source: Random) -> list[int]:
    """Daily surpluses that look drawn and add up to exactly `total` minutes."""
    drawn = [source.randint(-22, 26) for _ in range(days)]
    missing = total - sum(drawn)
    for n in range(abs(missing) if days else 0):
        drawn[n % days] += 1 if missing > 0 else -1
    return drawn


def within(dates: Sequence[str], year: str) -> list[str]:
    """The dates of one year."""
    return [date for date in dates if date.startswith(year)]
