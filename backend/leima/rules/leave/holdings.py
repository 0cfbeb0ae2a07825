"""Leave by earning year: the oldest is used first, and each use and expiry has its date. Twin: `leave/holdings.ts`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from leima.rules.leave.counting import DAY, LeaveDay
from leima.rules.leave.rules import Dated, LeaveRules
from leima.rules.shape import Shape
from leima.rules.zone import next_date

YEAR_ENDS = "03-31"
"""The last day of an earning year (Annual Holidays Act 162/2005, section 4): a year is named by it."""


@dataclass(frozen=True, slots=True)
class Holding(Shape):
    """Hundredths of days held of an earning year. Saved days are kept over years and do not lapse."""

    earning_year: int
    days: int
    saved: bool = False


@dataclass(frozen=True, slots=True)
class Move(Shape):
    """What happened to a year's days on a date: `used` by a leave, or `lapsed` because their time was over."""

    date: str
    earning_year: int
    days: int
    is_: Literal["used", "lapsed"]
    saved: bool = False


@dataclass(frozen=True, slots=True)
class Taken(Shape):
    """Moves in order of date, what is left after them, and what no year could give."""

    moves: tuple[Move, ...]
    left: tuple[Holding, ...]
    short: int


def in_order(holdings: Sequence[Holding]) -> list[Holding]:
    """First in, first out: by earning year, within a year what may lapse before what is saved."""
    return sorted(holdings, key=lambda one: (one.earning_year, one.saved))


def last_day(one: Holding, rules: LeaveRules) -> str | None:
    """The last date on which a holding may be taken; null where there is none."""
    if one.saved or rules.carry_until is None:
        return None
    return f"{one.earning_year + rules.carry_years}-{rules.carry_until}"


def lapses_on(one: Holding, dated: Dated) -> str | None:
    """The date on which a holding lapses: the day after its last one, by the rules in force then; null: it does not."""
    for at, rules in enumerate(dated):
        last = last_day(one, rules) if rules.lapses else None
        if last is None:
            continue
        begins = max(next_date(last), rules.from_) if at else next_date(last)
        if at + 1 == len(dated) or begins < dated[at + 1].from_:
            return begins
    return None


def is_earned(year: int, date: str) -> bool:
    """Whether an earning year has ended by a date."""
    return f"{year}-{YEAR_ENDS}" < date


def take(holdings: Sequence[Holding], days: Sequence[LeaveDay], dated: Dated, through: str) -> Taken:
    """Days taken from the oldest holding that has any, day by day, and what lapses up to `through`."""
    left, moves, short = in_order(holdings), list[Move](), 0
    for day in sorted((day for day in days if day.uses and day.date <= through), key=lambda one: one.date):
        left, lapsed = _lapse(left, day.date, dated)
        left, gone, missing = _use(left, day)
        moves += [*lapsed, *gone]
        short += missing
    left, lapsed = _lapse(left, through, dated)
    return Taken((*moves, *lapsed), tuple(left), short)


def _lapse(left: list[Holding], date: str, dated: Dated) -> tuple[list[Holding], list[Move]]:
    """What is left on a date of holdings whose time may be over, and what has lapsed by then."""
    moves, kept = list[Move](), []
    for one in left:
        lapses = lapses_on(one, dated)
        if lapses is not None and lapses <= date and one.days > 0:
            moves.append(Move(lapses, one.earning_year, one.days, "lapsed"))
            one = replace(one, days=0)
        kept.append(one)
    return kept, sorted(moves, key=lambda one: (one.date, one.earning_year))


def _use(left: list[Holding], day: LeaveDay) -> tuple[list[Holding], list[Move], int]:
    wanted, moves, kept = day.uses, [], []
    for one in left:
        part = min(wanted, max(0, one.days))
        if part:
            moves.append(Move(day.date, one.earning_year, part, "used", one.saved))
            wanted -= part
        kept.append(replace(one, days=one.days - part))
    return kept, moves, wanted


def by_year(moves: Sequence[Move]) -> Mapping[int, int]:
    """Hundredths used of each earning year, in order."""
    found: dict[int, int] = {}
    for one in moves:
        if one.is_ == "used":
            found[one.earning_year] = found.get(one.earning_year, 0) + one.days
    return dict(sorted(found.items()))


def may_save(days: int, agreed: bool, rules: LeaveRules) -> int:
    """Hundredths of a year's days that may be saved: alone what is above one line, by agreement above a lower one."""
    over = rules.save_agreed_over if agreed else rules.save_own_over
    return 0 if over is None else max(0, days - over * DAY)


def bonus_cents(days: int, day_cents: int, rules: LeaveRules) -> int | None:
    """The holiday bonus of days (hundredths) at a day's holiday pay, half up; null where nothing is agreed."""
    if rules.bonus_percent is None:
        return None
    return (days * day_cents * round(rules.bonus_percent * 100) * 2 + 1_000_000) // 2_000_000
