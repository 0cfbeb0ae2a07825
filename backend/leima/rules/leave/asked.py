"""A leave that is asked for, against what is left once everything that was granted or asked earlier has been taken.

Twin: `pwa/src/domain/leave/asked.ts`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from leima.rules.leave.counting import LeaveDay, by_date, counted
from leima.rules.leave.holdings import Holding, in_order, lapses_on
from leima.rules.leave.leave import ANNUAL, SAVED, WEEK, Away, Leave, work_out
from leima.rules.leave.rules import Dated, LeaveRules
from leima.rules.outcome import Finding
from leima.rules.shape import Shape
from leima.rules.terms import CalendarDay, Terms
from leima.rules.zone import next_date


@dataclass(frozen=True, slots=True)
class Wish(Shape):
    """The dates that are asked for, both included, and the kind."""

    first: str
    last: str
    kind: str = ANNUAL


@dataclass(frozen=True, slots=True)
class Ground(Shape):
    """What a wish is asked against. `holdings`: hundredths by earning year, every day before `since` taken off; empty
    where nobody has told what is held.
    `granted` and `waiting`: other leave of the kind (annual holiday, or saved leave) that was granted, or asked
    earlier. `others`: any time away.
    `locked`: months (YYYY-MM) that are approved or closed. `told_on`: when it is asked."""

    since: str
    told_on: str
    holdings: tuple[Holding, ...] = ()
    granted: tuple[Away, ...] = ()
    waiting: tuple[Away, ...] = ()
    others: tuple[Away, ...] = ()
    locked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted(Shape):
    """A wish counted: hundredths of days. `left`: what no leave has taken after it; `short`: what no year can give."""

    used: int
    days: tuple[LeaveDay, ...]
    by_year: tuple[Holding, ...]
    left: tuple[Holding, ...]
    short: int
    summer: int
    winter: int
    findings: tuple[Finding, ...]


def rules_over(terms: Sequence[Terms], first: str, last: str) -> list[LeaveRules]:
    """The rules of leave that terms in order of date say; empty where terms of the dates between say none."""
    if any(not one.leave for one in terms if one.from_ <= last and (one.until or last) >= first):
        return []
    return [rules for one in terms for rules in one.leave]


def ask(wish: Wish, ground: Ground, terms: Sequence[Terms], calendar: Sequence[CalendarDay]) -> Counted | None:
    """Counts a wish; null where the agreement does not say how days are counted. Granted leave goes before it, and so
    does what was asked earlier. Source: Annual Holidays Act 162/2005, sections 4 and 20-23; agreements vary."""
    dated = rules_over(terms, wish.first, wish.last)
    if not dated:
        return None
    known = wish.kind == SAVED or (wish.kind == ANNUAL and bool(ground.holdings))
    held = kept_free(ground, wish, dated, calendar) if known else ()
    week = next((one.weekdays for one in reversed(terms) if one.from_ <= wish.first), terms[0].weekdays)
    leave = Leave(
        first=wish.first,
        last=wish.last,
        kind=wish.kind,
        holdings=tuple(held),
        held_known=known,
        workdays=tuple(at for at, minutes in enumerate(week) if minutes) or WEEK,
        others=ground.others,
        told_on=ground.told_on,
    )
    worked = work_out(leave, dated, calendar)
    return Counted(
        used=worked.used,
        days=worked.days,
        by_year=worked.by_year,
        left=worked.left,
        short=worked.short if known else 0,
        summer=worked.summer,
        winter=worked.winter,
        findings=(*worked.findings, *_past_contract(wish, terms), *_locked(wish, ground)),
    )


def kept_free(ground: Ground, wish: Wish | None, dated: Dated, calendar: Sequence[CalendarDay]) -> tuple[Holding, ...]:
    """What is held of each year once granted and earlier asked leave has been taken from the oldest; a date that the
    wish has too is not taken twice. A year that is overdrawn is paid back by the others."""
    left = in_order(ground.holdings)
    owed = -sum(one.days for one in left if one.days < 0)
    left = _spent([replace(one, days=max(0, one.days)) for one in left], owed, "", dated)
    for day in _taken(ground, wish, dated, calendar):
        left = _spent(left, day.uses, day.date, dated)
    return tuple(left)


def _taken(ground: Ground, wish: Wish | None, dated: Dated, calendar: Sequence[CalendarDay]) -> list[LeaveDay]:
    """The dates that granted leave uses from `since` on, and all that what waits would use, each once and in order."""
    named, found = by_date(calendar), dict[str, LeaveDay]()
    stretches = [(one, ground.since) for one in ground.granted] + [(one, "") for one in ground.waiting]
    for one, since in stretches:
        for day in counted(one.first, one.last, dated, named):
            if day.uses and day.date >= since and not (wish and wish.first <= day.date <= wish.last):
                found.setdefault(day.date, day)
    return [found[date] for date in sorted(found)]


def _spent(left: Sequence[Holding], wanted: int, date: str, dated: Dated) -> list[Holding]:
    """What is left after `wanted` hundredths on a date, from the oldest that has not lapsed by then."""
    found = []
    for one in left:
        lapses = lapses_on(one, dated)
        part = 0 if lapses is not None and lapses <= date else min(wanted, one.days)
        wanted -= part
        found.append(replace(one, days=one.days - part))
    return found


def _past_contract(wish: Wish, terms: Sequence[Terms]) -> list[Finding]:
    """The first date of the wish on which nobody is employed, if there is one."""
    date = wish.first
    for one in terms:
        if one.from_ <= date <= (one.until or date):
            if one.until is None or one.until >= wish.last:
                return []
            date = next_date(one.until)
    return [Finding("leave_past_contract", {"date": date})]


def _locked(wish: Wish, ground: Ground) -> list[Finding]:
    months = sorted(month for month in set(ground.locked) if wish.first[:7] <= month <= wish.last[:7])
    return [Finding("leave_month_locked", {"month": month}) for month in months]
