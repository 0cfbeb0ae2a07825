"""Reduction leave (työajanlyhennysvapaa) as an agreement's row gives it: by the year, by midweek holidays, or both.

The row: `year_minutes` a year, `holiday_day` minutes for each midweek holiday, `day` the minutes that a whole day off
takes. All are full time's; a part-time share scales them to the nearest minute.
"""

from collections.abc import Mapping, Sequence
from math import floor
from typing import Any

from leima.rules.terms import CalendarDay
from leima.rules.zone import weekday

SATURDAY = 5


def reduction_day(rule: Mapping[str, Any], share: float) -> int | None:
    """Minutes that a whole day off takes; None where it is as long as the day itself."""
    length = rule.get("day", rule.get("holiday_day"))
    return None if length is None else _nearest(int(length) * share)


def of_month(rule: Mapping[str, Any], share: float, month: int, part: float, holidays: int) -> int:
    """Minutes earned in a month (1-12): its twelfth of the year, twelve adding up to the year's, and its holidays.

    `part`: the part of the month in employment, 0-1. `holidays`: midweek holidays within it.
    """
    year = int(rule.get("year_minutes", 0)) * share
    twelfth = _nearest(year * month / 12) - _nearest(year * (month - 1) / 12)
    return _nearest(twelfth * part) + _nearest(int(rule.get("holiday_day", 0)) * share * holidays)


def midweek_holidays(calendar: Sequence[CalendarDay], first: str, last: str, leave_out: Sequence[str]) -> int:
    """Named days from Monday to Friday that shorten the week, between two dates, both included."""
    return sum(
        1
        for day in calendar
        if first <= day.date <= last
        and day.shortens_week
        and weekday(day.date) < SATURDAY
        and day.name not in leave_out
    )


def _nearest(minutes: float) -> int:
    return floor(minutes + 0.5)
