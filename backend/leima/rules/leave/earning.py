"""Leave earned by earning year, month by month from what was done in each. Twin: `pwa/src/domain/leave/earning.ts`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import ceil
from typing import Any, Literal

from leima.rules.leave.counting import dates_between
from leima.rules.leave.holdings import YEAR_ENDS
from leima.rules.leave.rules import Dated, LeaveRules, rules_on
from leima.rules.leave.seasons import months_before, seasons
from leima.rules.shape import Shape
from leima.rules.zone import local_date, next_date, weekday

FILLS_UP = ("sick", "rehabilitation")
"""Absences whose lost days are filled up to the least (section 7 a)."""
By = Literal["days", "hours"]


@dataclass(frozen=True, slots=True)
class Employment(Shape):
    """Employed from a date until another (null: on); `weekdays`: minutes of work from Monday to Sunday."""

    from_: str
    until: str | None
    weekdays: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Done(Shape):
    """What was done in a month (YYYY-MM): days at work, minutes worked, and days and minutes of absences by kind."""

    month: str
    days: int = 0
    minutes: int = 0
    absences: Mapping[str, int] = field(default_factory=dict)
    absence_minutes: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Month(Shape):
    """One month: whether it earns, its days of leave, and what it had of days at work and minutes or their equal.

    `why` is the rule that it is judged by; `source` where the rule's number is from.
    """

    month: str
    earns: bool
    days: float
    days_at_work: int
    minutes: int
    why: str
    params: Mapping[str, Any]
    source: str | None = None
    counted_as_work: int = 0


@dataclass(frozen=True, slots=True)
class Earned(Shape):
    """A year's days: `full_months` at `rate`, rounded up by `rounded`; `extra` fills up what sickness has lost, paid
    and without bonus. `summer` and `winter`: the days by season."""

    full_months: int
    rate: float
    days: int
    extra: int
    by_month: tuple[Month, ...]
    by: By
    rounded: float
    summer: int
    winter: int


def year_of(earning_year: int) -> tuple[str, str]:
    """The first and the last date of an earning year, which is named by the year it ends in."""
    last = f"{earning_year}-{YEAR_ENDS}"
    return next_date(f"{earning_year - 1}-{YEAR_ENDS}"), last


def months_in(earning_year: int) -> list[str]:
    """The months (YYYY-MM) of an earning year, April first."""
    return [f"{earning_year - (month > 3)}-{month:02d}" for month in (4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3)]


@lru_cache(maxsize=4096)
def last_of(month: str) -> str:
    """The last date of a month (YYYY-MM)."""
    return next_date(next_date(f"{month}-01", 31)[:8] + "01", -1)


def rate_of(start: str, last: str, rules: LeaveRules) -> float:
    """Days a month: the lower rate when employed under a year by the last date; exactly a year is not under."""
    under = start > months_before(next_date(last), 12)
    rate = rules.first_year if under else rules.later
    return rate or 0


def total(full_months: int, rate: float) -> int:
    """Days of a year: a part of a day is given as a whole one."""
    return ceil(full_months * rate)


def extra_days(days: int, lost: int, rules: LeaveRules) -> int:
    """Days that fill up to the least what sickness or rehabilitation has lost."""
    return min(lost, max(0, rules.fill_up - days))


def full_month(days: int, minutes: int, by: By, rules: LeaveRules) -> bool:
    """Whether a month earns: enough days at work or their equal, or by contract too few of them, enough hours; the
    two rules exclude each other."""
    return days >= rules.month_days if by == "days" else minutes >= rules.month_minutes


def days_at_work(spans: Sequence[tuple[int, int]], zone: str) -> int:
    """Local dates on which somebody was at work: a shift over midnight is two days."""
    return len(dates_at_work(spans, zone))


def dates_at_work(spans: Sequence[tuple[int, int]], zone: str) -> set[str]:
    """The local dates of spans of work (epoch minutes)."""
    ends = [(local_date(zone, start), local_date(zone, end - 1)) for start, end in spans]
    return {date for first, last in ends for date in dates_between(first, last)}


def equal_to_work(days: int, used: int, limit: int | None) -> int:
    """Days of absence that still count as work this earning year, after `used` earlier ones (no limit: all)."""
    return days if limit is None else max(0, min(days, limit - used))


def rule_of(employments: Sequence[Employment], earning_year: int, rules: LeaveRules) -> By:
    """By days, when the contract has enough of them in every month; else by hours."""
    worked = tuple(length > 0 for length in employments[-1].weekdays)
    return "days" if _fewest_days(worked, earning_year) >= rules.month_days else "hours"


@lru_cache(maxsize=1024)
def _fewest_days(worked: tuple[bool, ...], earning_year: int) -> int:
    """The working days of the month of an earning year that has the fewest, by the weekdays that are worked."""
    months = [dates_between(f"{month}-01", last_of(month)) for month in months_in(earning_year)]
    return min(sum(worked[weekday(date)] for date in dates) for dates in months)


def planned(employments: Sequence[Employment], earning_year: int, free: Sequence[str]) -> list[Done]:
    """The months as the contracts have them: every working day that is not a `free` date is at work."""
    days: dict[str, int] = {}
    minutes: dict[str, int] = {}
    for date in dates_between(*year_of(earning_year)):
        at = employed_on(employments, date)
        length = at.weekdays[weekday(date)] if at is not None and date not in free else 0
        if length:
            days[date[:7]] = days.get(date[:7], 0) + 1
            minutes[date[:7]] = minutes.get(date[:7], 0) + length
    return [Done(month, days[month], minutes[month]) for month in sorted(days)]


def employed_on(employments: Sequence[Employment], date: str) -> Employment | None:
    """The employment of a date, or None."""
    return next((one for one in employments if one.from_ <= date <= (one.until or date)), None)


def earn(
    employments: Sequence[Employment],
    done: Sequence[Done],
    earning_year: int,
    dated: Dated,
    *,
    by: By | None = None,
    as_of: str | None = None,
    used_before: Mapping[str, int] | None = None,
) -> Earned:
    """What an earning year has earned by the end of the last month that has ended by `as_of` (null: all of it).

    `employments` are in order and do not overlap; those that follow each other without a gap are one employment.
    `used_before`: days of absences that an illness going on from the year before has counted as work there.
    """
    first, last = year_of(earning_year)
    known = [one for one in employments if one.from_ <= last]
    held = [one for one in known if (one.until or last) >= first]
    rules = rules_on(dated, last)
    by = by or (rule_of(held, earning_year, rules) if held else "days")
    rate = rate_of(_since(known), min(last, held[-1].until or last), rules) if held else 0
    used, months, lost = dict(used_before or {}), list[Month](), 0
    told = {one.month: one for one in done}
    for month in months_in(earning_year):
        one, would = _month(told.get(month, Done(month)), held, by, rate, rules_on(dated, f"{month}-01"), used, as_of)
        months.append(one)
        lost += would and not one.earns
    full = sum(one.earns for one in months)
    days = total(full, rate)
    extra = extra_days(days, total(lost, rate), rules)
    return Earned(full, rate, days, extra, tuple(months), by, days - full * rate, *seasons(days, rules))


def _since(held: Sequence[Employment]) -> str:
    """The first date of the unbroken employment that the last one belongs to."""
    since = held[-1].from_
    for one in reversed(held[:-1]):
        if one.until is None or next_date(one.until) < since:
            break
        since = one.from_
    return since


def _month(
    done: Done,
    held: Sequence[Employment],
    by: By,
    rate: float,
    rules: LeaveRules,
    used: dict[str, int],
    as_of: str | None,
) -> tuple[Month, bool]:
    """A month judged, and whether it would earn if all its sickness counted; `used` grows by what counted as work."""
    first = f"{done.month}-01"
    last = last_of(done.month)
    source = rules.source("leave_month")
    if not any(one.from_ <= last and (one.until or last) >= first for one in held):
        return Month(done.month, False, 0, 0, 0, "leave_month_not_employed", {}, source), False
    if as_of is not None and as_of < last:
        return Month(
            done.month, False, 0, done.days, done.minutes, "leave_month_not_ended", {"date": last}, source
        ), False
    as_work, minutes = _as_work(done, rules, used)
    days, minutes = done.days + as_work, done.minutes + minutes
    earns = full_month(days, minutes, by, rules)
    sick = sum(done.absences.get(kind, 0) for kind in FILLS_UP)
    sick_minutes = sum(done.absence_minutes.get(kind, 0) for kind in FILLS_UP)
    would = full_month(days + sick, minutes + sick_minutes, by, rules)
    why = f"leave_month_{'full' if earns else 'short'}_{by}"
    params = {"days": days, "least": rules.month_days}
    if by == "hours":
        params = {"length": minutes, "least": rules.month_minutes}
    return Month(done.month, earns, rate if earns else 0, days, minutes, why, params, source, as_work), would


def as_work_by_kind(done: Done, rules: LeaveRules, used: dict[str, int]) -> dict[str, int]:
    """Days of each kind of a month's absences that count as work, within what is left of the kind's limit; `used`
    grows by them all."""
    found = {}
    for kind, days in sorted(done.absences.items()):
        if kind in rules.as_work:
            found[kind] = equal_to_work(days, used.get(kind, 0), rules.as_work[kind])
            used[kind] = used.get(kind, 0) + days
    return found


def _as_work(done: Done, rules: LeaveRules, used: dict[str, int]) -> tuple[int, int]:
    """Days and minutes of a month's absences that count as work."""
    counts = as_work_by_kind(done, rules, used)
    minutes = sum(
        done.absence_minutes.get(kind, 0) * days // done.absences[kind] for kind, days in counts.items() if days
    )
    return sum(counts.values()), minutes
