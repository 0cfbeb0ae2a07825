"""Annual holidays: earning, days used, seasons, notice and sickness. The numbers are the agreement's row.

Source: Annual Holidays Act 162/2005; agreements vary.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Date
from math import ceil
from typing import Any

from leima.rules.terms import CalendarDay
from leima.rules.zone import local_date, next_date, weekday

SATURDAY = 5
APRIL = "04-01"


@dataclass(frozen=True, slots=True)
class Earned:
    """Days earned in a year that ends on 31 March, and by which rate a month."""

    rate: float
    days: int
    extra: int = 0


def days_used(first: str, last: str, calendar: Sequence[CalendarDay], rule: Mapping[str, Any]) -> int:
    """Holiday days that an absence from `first` to `last` uses: the rule's weekdays, less the days that never use one.

    With `saturday_every`, each that many days use a Saturday besides.
    """
    free = {day.date for day in calendar if not day.uses_holiday_day}
    dates = _dates(first, last)
    used = [date for date in dates if weekday(date) in rule["weekdays"] and date not in free]
    every = int(rule.get("saturday_every", 0))
    return len(used) + (len(used) // every if every else 0)


def earned(start: str, year_end: str, full_months: int, rule: Mapping[str, Any], sick_lost: int = 0) -> Earned:
    """Days earned by the 31 March `year_end`: the lower rate when employed under a year by then; the total rounds up.

    `sick_lost`: days that sickness or rehabilitation lost; extra days then fill up to the least, without bonus.
    """
    under = Date.fromisoformat(start) > Date.fromisoformat(_year_before(year_end))
    rate = rule["first_year"] if under else rule["later"]
    days = ceil(full_months * rate)
    extra = min(sick_lost, max(0, rule["least"] - days))
    return Earned(rate, days, extra)


def full_month(days: int, minutes: int, by_days: bool, rule: Mapping[str, Any]) -> bool:
    """Whether a month earns: enough days at work or their equal, or by contract too few of them, enough hours; the
    two rules exclude each other."""
    return bool(days >= rule["month_days"] if by_days else minutes >= rule["month_hours"] * 60)


def days_at_work(spans: Sequence[tuple[int, int]], zone: str) -> int:
    """Local dates on which somebody was at work: a shift over midnight is two days."""
    return len({date for start, end in spans for date in _dates(local_date(zone, start), local_date(zone, end - 1))})


def equal_to_work(sick_days: int, used: int, rule: Mapping[str, Any]) -> int:
    """Sick days that still count as work this earning year, after `used` earlier ones."""
    return int(max(0, min(sick_days, rule["sick_days"] - used)))


def seasons(days: int, rule: Mapping[str, Any]) -> tuple[int, int]:
    """How many days belong to the summer season and how many to the following winter."""
    summer = int(min(days, rule["summer_days"]))
    return summer, days - summer


def in_summer(date: str, rule: Mapping[str, Any]) -> bool:
    """Whether a date lies in the summer season."""
    first, last = rule["summer"]
    return bool(first <= date[5:] <= last)


def notice(start: str, rule: Mapping[str, Any]) -> tuple[str, str]:
    """The latest dates to tell of a holiday: by rule months before, at the least days before."""
    day = Date.fromisoformat(start)
    year, month = divmod(day.year * 12 + day.month - 1 - rule["notice_months"], 12)
    last = Date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1).toordinal() - 1
    told = Date(year, month + 1, min(day.day, Date.fromordinal(last).day))
    return told.isoformat(), next_date(start, -rule["notice_days"])


def waiting_days(days: int, rule: Mapping[str, Any]) -> int:
    """The most waiting days when illness begins during a holiday: only from what is above the least."""
    return int(min(rule["waiting_days"], max(0, days - rule["least"])))


def moved_by_sickness(sick: int, days: int, at_start: bool, rule: Mapping[str, Any]) -> int:
    """Holiday days moved on request: all when ill at the start, else those beyond the waiting days."""
    return sick if at_start else max(0, sick - waiting_days(days, rule))


def _dates(first: str, last: str) -> list[str]:
    count = (Date.fromisoformat(last) - Date.fromisoformat(first)).days
    return [next_date(first, days) for days in range(count + 1)]


def _year_before(year_end: str) -> str:
    """The first day of the earning year: exactly a year of work by its end is not under a year."""
    return f"{int(year_end[:4]) - 1}-{APRIL}"
