"""What a date expects of a person: target, holiday cut, absences, flex window, kiky marks. All zone work is here."""

from collections.abc import Sequence
from functools import lru_cache

from leima.rules.absence import effect_of, kept_short, taken, whole_day
from leima.rules.terms import (
    Absence,
    CalendarDay,
    DailyOvertime,
    DayPlan,
    FlexTerms,
    HolidayTerms,
    Line,
    Mark,
    Order,
    PlannedFlex,
    PlannedKiky,
    Terms,
)
from leima.rules.zone import near_instant, next_date, weekday

Cut = tuple[int, str, str]
"""Minutes cut off a date, the holiday's name and the holiday's own date."""


def plan(
    terms: Terms,
    calendar: Sequence[CalendarDay],
    absences: Sequence[Absence],
    marks: Sequence[Mark],
    date: str,
    kiky_left: int | None,
    orders: Sequence[Order] = (),
) -> DayPlan:
    """The plan of `date`. `calendar` and `absences` cover at least its ISO week; `kiky_left` is what is still owed
    before this date in minutes, null when no account is known; `orders` is what a supervisor ordered."""
    scheduled = scheduled_minutes(terms, date)
    cuts = holiday_cuts(terms, calendar, date)
    cut = sum(minutes for minutes, _, _ in cuts)
    away = taken(absences, date, scheduled - cut) if absences else []
    credit = sum(minutes for one, minutes in away if effect_of(one) == "credits")
    unpaid = sum(minutes for one, minutes in away if effect_of(one) == "lowers")
    target = scheduled - cut - credit - unpaid
    gone = bool(absences) and whole_day(absences, date)
    return DayPlan(
        date=date,
        person=terms.person,
        zone=terms.zone,
        start=near_instant(terms.zone, date),
        end=near_instant(terms.zone, next_date(date)),
        scheduled=scheduled,
        holiday=next((day.name for day in calendar if day.date == date), None),
        holiday_cut=cut,
        credit=credit,
        target=target,
        contract_day=terms.contract_day,
        pay=terms.pay,
        form=terms.form,
        boundary=terms.boundary,
        rounding=terms.rounding,
        auto_break=terms.auto_break,
        break_rule=terms.break_rule,
        flex=_flex_of(terms.zone, terms.flex, date, kept_short(absences, date, target)) if terms.flex else None,
        daily_limit=terms.daily_limit,
        own_limit=_own_limit(terms, target, cut),
        kiky=_kiky_of(terms, () if gone else marks, date, scheduled - cut - unpaid, kiky_left),
        sources=terms.sources,
        lines=(*_lines(terms, scheduled, cuts, credit, unpaid, date), *_cancelled(terms, marks, date, gone)),
        regular=terms.contract_day if _unscheduled(terms) else target,
        overtime=_overtime(terms, scheduled),
        orders=() if terms.form == "exempt" else tuple(order for order in orders if order.date == date),
        away=bool(absences) and any(one.date == date for one in absences),
    )


def scheduled_minutes(terms: Terms, date: str) -> int:
    """Contract minutes of the date's weekday; 0 outside the dates of the terms."""
    if date < terms.from_ or (terms.until is not None and date > terms.until):
        return 0
    return terms.weekdays[weekday(date)]


def holiday_cuts(terms: Terms, calendar: Sequence[CalendarDay], date: str) -> list[Cut]:
    """What the midweek holidays of the date's week cut off this date.

    A cut lands on the holiday itself as far as it is scheduled. With `spill` the rest lands on the week's other
    scheduled days: first on those after the holiday, then backwards on those before it; no day goes under 0.
    The week is counted as if these terms went on to its end: ending them changes no earlier day.
    """
    rule = terms.holiday
    if rule is None or not calendar or (terms.until is not None and date > terms.until):
        return []
    monday = next_date(date, -weekday(date))
    week = [next_date(monday, days) for days in range(7)]
    named = {day.date: day.name for day in calendar if day.shortens_week and day.name not in rule.except_}
    holidays = [day for day in week if day in named and terms.from_ <= day]
    if not holidays:
        return []
    return _share_out(terms, rule, week, {day: named[day] for day in holidays}).get(date, [])


def _share_out(terms: Terms, rule: HolidayTerms, week: list[str], holidays: dict[str, str]) -> dict[str, list[Cut]]:
    room = {day: terms.weekdays[weekday(day)] if terms.from_ <= day else 0 for day in week}
    cuts: dict[str, list[Cut]] = {day: [] for day in week}
    rest = {day: room[day] if rule.cut is None else rule.cut for day in holidays}
    targets = {day: [day] for day in holidays}
    passes = [targets]
    if rule.spill:
        passes.append({day: week[week.index(day) + 1 :] + week[: week.index(day)][::-1] for day in holidays})
    for turn in passes:
        for holiday, days in turn.items():
            for day in days:
                minutes = min(rest[holiday], room[day])
                if minutes > 0:
                    cuts[day].append((minutes, holidays[holiday], holiday))
                    room[day] -= minutes
                    rest[holiday] -= minutes
    return cuts


def _own_limit(terms: Terms, target: int, cut: int) -> int | None:
    """Own work beyond this needs approval. The flex limit is counted from the regular day: a holiday's cut does not
    narrow it. A paid-by-the-hour person without any schedule works up to the daily limit."""
    if terms.form == "exempt":
        return None
    if terms.flex is not None:
        return target + cut + terms.flex.daily_limit
    if _unscheduled(terms):
        return terms.daily_limit
    return target


def _unscheduled(terms: Terms) -> bool:
    return terms.pay == "hourly" and not any(terms.weekdays)


def _overtime(terms: Terms, scheduled: int) -> DailyOvertime | None:
    """The daily limit is the greater of the law's and the rostered minutes, the latter capped by the agreement."""
    rule = terms.overtime
    if rule is None or terms.form == "exempt":
        return None
    rostered = min(scheduled, terms.daily_limit)
    return rule if rostered <= rule.from_ else DailyOvertime(rostered, rule.first)


def _flex_of(zone: str, flex: FlexTerms, date: str, leave: int) -> PlannedFlex:
    return PlannedFlex(flex.daily_limit, _window(zone, flex.core, date), _window(zone, flex.band, date), leave)


@lru_cache(maxsize=16384)
def _window(zone: str, clocks: tuple[str, ...] | None, date: str) -> tuple[int, ...] | None:
    if clocks is None:
        return None
    start, end = clocks
    last = next_date(date) if end <= start else date
    return (near_instant(zone, date, start), near_instant(zone, last, end))


def _kiky_of(terms: Terms, marks: Sequence[Mark], date: str, expected: int, left: int | None) -> PlannedKiky | None:
    scheme = terms.kiky
    if scheme is None or date < scheme.from_ or (scheme.until is not None and date > scheme.until):
        return None
    planned = tuple(mark for mark in marks if mark.date == date and mark.status == "planned")
    return PlannedKiky(
        accounted=scheme.accounted,
        left=left if scheme.accounted == "obligation" else None,
        extension=scheme.extension_minutes if scheme.accounted == "contract" and expected > 0 else 0,
        marks=planned if scheme.accounted == "obligation" else (),
    )


def _cancelled(terms: Terms, marks: Sequence[Mark], date: str, gone: bool) -> tuple[Line, ...]:
    """Whoever is away all day does no extension day: the mark falls and the obligation stays."""
    if not gone:
        return ()
    planned = _kiky_of(terms, marks, date, 0, None)
    return (Line("kiky_cancelled", 0, {}, terms.sources.get("kiky")),) if planned and planned.marks else ()


def _lines(terms: Terms, scheduled: int, cuts: Sequence[Cut], credit: int, unpaid: int, date: str) -> tuple[Line, ...]:
    sources = terms.sources
    lines = []
    if scheduled:
        params = {"scheduled": scheduled, "from": terms.from_, "week": terms.week_minutes}
        lines.append(Line("target", -scheduled, params, sources.get("weekdays")))
    for minutes, name, day in cuts:
        rule = "holiday" if day == date else "holiday_spill"
        lines.append(Line(rule, minutes, {"name": name, "date": day}, sources.get("holiday")))
    if credit:
        lines.append(Line("absence", credit, {}, None))
    if unpaid:
        lines.append(Line("absence_unpaid", unpaid, {}, None))
    return tuple(lines)
