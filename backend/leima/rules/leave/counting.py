"""Which dates of a leave use a day, and why the others do not. Twin: `pwa/src/domain/leave/counting.ts`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date as Date
from typing import Any

from leima.rules.leave.rules import Dated, LeaveRules, rules_on
from leima.rules.shape import Shape
from leima.rules.terms import CalendarDay
from leima.rules.zone import next_date, weekday

DAY = 100
"""Hundredths in a day: holdings of leave are whole numbers of them."""
SATURDAY, SUNDAY = 5, 6


@dataclass(frozen=True, slots=True)
class LeaveDay(Shape):
    """One date: `uses` hundredths of a day of leave, by which rule. `why` names what makes it free (null: it uses)."""

    date: str
    uses: int
    rule: str
    why: str | None = None
    params: Mapping[str, Any] = field(default_factory=dict)
    source: str | None = None


Calendar = Mapping[str, CalendarDay]


def by_date(calendar: Sequence[CalendarDay]) -> Calendar:
    """The named days by their date."""
    return {day.date: day for day in calendar}


def dates_between(first: str, last: str) -> list[str]:
    """Every date from the first to the last, both included."""
    count = (Date.fromisoformat(last) - Date.fromisoformat(first)).days
    return [next_date(first, days) for days in range(count + 1)]


def day_of(date: str, rules: LeaveRules, calendar: Calendar) -> LeaveDay:
    """What one date uses: the rule's weekdays use a day, named days that never do and the agreement's own use none."""
    source = rules.source("leave_counting")
    named = calendar.get(date)
    if named is not None and not named.uses_holiday_day:
        return LeaveDay(date, 0, "leave_free_named", named.name, {"name": named.name}, source)
    at = weekday(date)
    if at not in rules.weekdays:
        why = {SATURDAY: "saturday", SUNDAY: "sunday"}.get(at, "weekday")
        return LeaveDay(date, 0, f"leave_free_{why}", why, {}, source)
    if date in rules.free_dates or (named is not None and named.name in rules.free_days):
        return LeaveDay(date, 0, "leave_free_agreed", "agreed", {}, source)
    if date in rules.half_dates or (named is not None and named.name in rules.half_days):
        return LeaveDay(date, DAY // 2, "leave_half", None, {}, source)
    return LeaveDay(date, DAY, "leave_used", None, {}, source)


def counted(first: str, last: str, dated: Dated, calendar: Calendar, loose_before: int = 0) -> list[LeaveDay]:
    """Each date of a leave with what it uses. `loose_before`: loose days since the last Saturday went with them."""
    return counted_on(dates_between(first, last), dated, calendar, loose_before)


def counted_on(dates: Sequence[str], dated: Dated, calendar: Calendar, loose_before: int = 0) -> list[LeaveDay]:
    """Each of some dates of leave, in order, with what it uses.

    Where the agreement says so, every so many loose days (from Monday to Friday) use a Saturday besides, which its own
    date then does not use again. Days of a week whose Saturday uses a day by itself are not loose.
    """
    found, loose = list[LeaveDay](), loose_before
    before, gone, week = loose, False, ""
    for date in dates:
        rules, at = rules_on(dated, date), weekday(date)
        day = day_of(date, rules, calendar)
        monday = next_date(date, -at)
        if monday != week:
            week, before, gone = monday, loose, False
        if rules.saturday_every and day.uses and at < SATURDAY:
            loose += 1
            if loose % rules.saturday_every == 0:
                gone, params = True, {"every": rules.saturday_every}
                day = replace(day, uses=day.uses + DAY, rule="leave_loose_saturday", params=params)
        elif rules.saturday_every and day.uses and at == SATURDAY:
            loose = loose if gone else before
            day = replace(day, uses=0, rule="leave_free_taken", why="taken") if gone else day
        found.append(day)
    return found


def working_days(first: str, last: str, weekdays: Sequence[int], part: int, calendar: Calendar) -> list[LeaveDay]:
    """Each date of leave of another kind: its working days use a day, or the `part` of one that is told."""
    found = []
    for date in dates_between(first, last):
        named, at = calendar.get(date), weekday(date)
        if named is not None and (named.shortens_week or at == SUNDAY or named.pays_as_sunday):
            found.append(LeaveDay(date, 0, "leave_free_named", named.name, {"name": named.name}))
        elif at not in weekdays:
            why = {SATURDAY: "saturday", SUNDAY: "sunday"}.get(at, "weekday")
            found.append(LeaveDay(date, 0, f"leave_free_{why}", why))
        else:
            found.append(LeaveDay(date, part, "leave_used" if part == DAY else "leave_part"))
    return found


def used(days: Sequence[LeaveDay]) -> int:
    """Hundredths that days use together."""
    return sum(day.uses for day in days)


def uses_on(date: str, rules: LeaveRules, calendar: Sequence[CalendarDay]) -> int:
    """Hundredths that leave on one date uses."""
    return day_of(date, rules, by_date(calendar)).uses
