"""A leave worked out: its days, from which years they come, what is left, and what somebody should look at.

Twin: `pwa/src/domain/leave/leave.ts`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from leima.rules.leave.counting import DAY, LeaveDay, by_date, counted, used, working_days
from leima.rules.leave.holdings import Holding, Move, Taken, by_year, in_order, is_earned, last_day, take
from leima.rules.leave.illness import Sick, moved, waiting_days
from leima.rules.leave.rules import Dated, LeaveRules, rules_on
from leima.rules.leave.seasons import in_summer, notice
from leima.rules.outcome import Finding
from leima.rules.shape import Shape
from leima.rules.terms import CalendarDay

ANNUAL, SAVED = "annual_holiday", "saved_leave"
HOLIDAYS = (ANNUAL, SAVED)
"""Kinds that are counted as annual holiday. Saved leave has its own days, which do not lapse (section 27)."""
WEEK = (0, 1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class Away(Shape):
    """Dates of another absence, both included."""

    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Leave(Shape):
    """A leave as it is asked for. `held_known`: whether anybody has told what is held. `part`: hundredths of each day,
    for other kinds than annual holiday; `workdays` are the weekdays that those use. `earned`: days earned of the year
    that it is taken from (null: what is held of it). `told_on`: when it is told of. `on`: the date whose balance is
    asked (null: after the leave).
    """

    first: str
    last: str
    kind: str = ANNUAL
    holdings: tuple[Holding, ...] = ()
    held_known: bool = True
    part: int = DAY
    workdays: tuple[int, ...] = WEEK
    sick: tuple[Sick, ...] = ()
    others: tuple[Away, ...] = ()
    before: tuple[Away, ...] = ()
    loose_before: int = 0
    earned: int | None = None
    told_on: str | None = None
    on: str | None = None


@dataclass(frozen=True, slots=True)
class Worked(Shape):
    """A leave worked out: amounts are hundredths of days. `days` lists every date of it in order; `by_year` is what the
    leave itself takes of each year, `moves` and `left` are as of the date that is asked about."""

    used: int
    days: tuple[LeaveDay, ...]
    by_year: tuple[Holding, ...]
    moves: tuple[Move, ...]
    left: tuple[Holding, ...]
    short: int
    waiting_days: int
    moved: int
    summer: int
    winter: int
    notice: str | None
    notice_at_least: str | None
    findings: tuple[Finding, ...]


def work_out(leave: Leave, dated: Dated, calendar: Sequence[CalendarDay]) -> Worked:
    """Counts a leave and takes its days from the oldest years. `dated`: the rules from its earliest date on.

    Source: Annual Holidays Act 162/2005, sections 4, 20-27; agreements vary.
    """
    named = by_date(calendar)
    rules = rules_on(dated, leave.first)
    annual = leave.kind in HOLIDAYS
    days = (
        counted(leave.first, leave.last, dated, named, leave.loose_before)
        if annual
        else working_days(leave.first, leave.last, leave.workdays, leave.part, named)
    )
    waiting = waiting_days(_earned(leave), rules) if annual else 0
    gross = used(days)
    days, halves = moved(days, leave.sick, waiting) if annual else (days, [])
    earlier = [day for one in leave.before for day in counted(one.first, one.last, dated, named)] if annual else []
    through = leave.on or leave.last
    lasting = dated if annual else _lasting(dated)
    taken, after = (take(leave.holdings, [*earlier, *days], lasting, date) for date in (through, leave.last))
    mine = by_year([one for one in after.moves if one.date >= leave.first])
    summer = used([day for day in days if in_summer(day.date, rules)])
    by_month, by_days = notice(leave.first, rules) if leave.kind == ANNUAL else (None, None)
    return Worked(
        used=used(days),
        days=tuple(days),
        by_year=tuple(Holding(year, amount) for year, amount in mine.items()),
        moves=taken.moves,
        left=taken.left,
        short=used(days) - sum(mine.values()),
        waiting_days=waiting,
        moved=gross - used(days),
        summer=summer,
        winter=used(days) - summer,
        notice=by_month,
        notice_at_least=by_days,
        findings=(
            *_about_days(leave, days, halves),
            *_about_years(leave, after, used(days) - sum(mine.values()), rules),
            *_about_times(leave, rules),
        ),
    )


def _earned(leave: Leave) -> int:
    """Whole days earned of the year that the leave is taken from: as told, else what is held of it."""
    if leave.earned is not None:
        return leave.earned
    held = [one for one in in_order(leave.holdings) if one.days > 0]
    return held[0].days // DAY if held else 0


def _lasting(dated: Dated) -> list[LeaveRules]:
    """The same rules with nothing that lapses: other leave than annual holiday has its own account."""
    return [replace(one, carry_until=None) for one in dated]


def _about_days(leave: Leave, days: Sequence[LeaveDay], halves: Sequence[str]) -> list[Finding]:
    found = []
    if not used(days) and not any(day.why == "sick" for day in days):
        found.append(Finding("leave_without_days", {}))
    found += [Finding("leave_half_sick", {"date": date}) for date in halves]
    for one in leave.others:
        first, last = max(one.first, leave.first), min(one.last, leave.last)
        if first <= last:
            found.append(Finding("leave_overlap", {"start": first, "end": last}))
    return found


def _about_years(leave: Leave, taken: Taken, short: int, rules: LeaveRules) -> list[Finding]:
    """More than is left, days of a year that has not ended, days that lapse, and days taken later than they should."""
    annual = leave.kind in HOLIDAYS
    if not leave.held_known or (not annual and not leave.holdings):
        return []
    found = []
    mine = [one for one in taken.moves if one.date >= leave.first and one.is_ == "used"]
    if short:
        given = sum(one.days for one in mine)
        found.append(Finding("leave_over_balance", {"days": number(short + given), "left": number(given)}))
    for year in by_year(mine) if annual else ():
        if not is_earned(year, next(one.date for one in mine if one.earning_year == year)):
            found.append(Finding("leave_in_advance", {"year": year}))
    for one in taken.moves:
        if one.is_ == "lapsed":
            params: dict[str, Any] = {"year": one.earning_year, "days": number(one.days), "date": one.date}
            found.append(Finding("leave_lapsed", params))
    return found + (_late(mine, rules) if annual else [])


def _late(mine: Sequence[Move], rules: LeaveRules) -> list[Finding]:
    """Years whose days should have been given by an earlier date than some of them are."""
    found = {}
    for one in mine:
        last = last_day(Holding(one.earning_year, 0, one.saved), rules)
        if last is not None and not rules.lapses and last < one.date:
            found[one.earning_year] = Finding("leave_late", {"year": one.earning_year, "date": last})
    return list(found.values())


def _about_times(leave: Leave, rules: LeaveRules) -> list[Finding]:
    """A leave that is told of later than by rule, or than at the least."""
    if leave.told_on is None or leave.kind != ANNUAL:
        return []
    by_month, by_days = notice(leave.first, rules)
    if leave.told_on > by_days:
        return [Finding("leave_notice_late", {"date": by_days})]
    return [Finding("leave_notice_short", {"date": by_month})] if leave.told_on > by_month else []


def number(hundredths: int) -> int | float:
    """Hundredths as days."""
    return hundredths // DAY if hundredths % DAY == 0 else hundredths / DAY
