"""The question `accrual`: what an earning year earns, from months that are told, or from the situation's own days."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from leima.rules.calendar import calendar_days
from leima.rules.leave import earning
from leima.rules.leave.counting import DAY, uses_on
from leima.rules.leave.done import Absent, months_done
from leima.rules.leave.earning import Done, Earned, Employment
from leima.rules.leave.holdings import may_save
from leima.rules.leave.leave import ANNUAL, number
from leima.rules.leave.rules import Dated, LeaveRules, rules_on
from leima.rules.pay.work import Facts, Pay
from leima.rules.rows import Rows, UnknownAgreement, chain_of
from leima.rules.settings import AS_WORK
from leima.rules.situation.given import Given, Refused
from leima.rules.situation.leave import Agreed, as_year, rules_for
from leima.rules.zone import next_date

Answer = dict[str, Any]
ACCRUAL = ("employments", "months", "earning_year", "agreement", "form", "by", "as_of", "used_before")
BY: Mapping[str, earning.By] = {"days": "days", "hours": "hours"}
WORKDAYS = 5
MOST_MINUTES = 1_440


@dataclass(frozen=True)
class Worked:
    """The days of the situation itself, worked out."""

    facts: Facts
    pay: Pay


def accrual(one: Given, agreed: Agreed, own: Worked | None = None) -> Answer:
    """The answer to a described earning year. Raises Refused, naming the field, for what cannot be as it is told."""
    if not one.has("earning_year"):
        raise Refused(one.at("earning_year"), "missing")
    year = as_year(one.value["earning_year"], one.at("earning_year"))
    first, last = earning.year_of(year)
    dated = rules_for(one, agreed, first, last)
    if rules_on(dated, last).later is None or rules_on(dated, last).first_year is None:
        raise Refused(one.at("agreement"), "leave_length_unknown", value=one.text("agreement", _named(agreed, first)))
    employments = _employments(one, agreed, first)
    if not one.has("months") and own is None:
        done = earning.planned(employments, year, _midweek(year))
    else:
        done = list(_months(one, year)) if one.has("months") else done_in(own, dated) if own else []
    earned = earning.earn(
        employments,
        done,
        year,
        dated,
        by=BY[one.choice("by", tuple(BY))] if one.has("by") else None,
        as_of=one.maybe_date("as_of"),
        used_before=_kinds(one, "used_before", 366),
    )
    return _answer(earned, rules_on(dated, last))


def _named(agreed: Agreed, date: str) -> str:
    held = agreed.contract(date)
    return (held.variant or held.agreement) if held else "law"


def _answer(earned: Earned, rules: LeaveRules) -> Answer:
    months = [
        {
            "month": month.month,
            "earns": month.earns,
            "days": month.days,
            "days_at_work": month.days_at_work,
            "minutes": month.minutes,
            "as_work": month.counted_as_work,
            "why": month.why,
            "rule": month.why,
            "params": dict(month.params),
            "source": month.source,
        }
        for month in earned.by_month
    ]
    saved = {"by_right": False, "by_agreement": True}
    may = {name: number(may_save(earned.days * DAY, agreed, rules)) for name, agreed in saved.items()}
    return {**earned.to_json(), "by_month": months, "may_save": may}


def _midweek(year: int) -> list[str]:
    """Dates that are free for everybody: the week is shorter by them."""
    return [day.date for day in calendar_days(year - 1, year) if day.shortens_week or day.pays_as_sunday]


def _employments(one: Given, agreed: Agreed, date: str) -> list[Employment]:
    """The employments in order of date; without any told, the situation's contracts."""
    if not one.has("employments") and agreed.contracts:
        usual = _usual(one, agreed, date)
        return [Employment(held.from_, held.until, held.weekdays or usual) for held in agreed.contracts]
    found = []
    for value, place in one.parts("employments"):
        part = Given(value, place, ("from", "until", "weekdays"))
        since, until = part.date("from"), part.maybe_date("until")
        if until is not None and until < since:
            raise Refused(part.at("until"), "end_before_start", start=since, end=until)
        weekdays = tuple(_lengths(part)) if part.has("weekdays") else _usual(one, agreed, since)
        found.append((Employment(since, until, weekdays), place))
    if not found:
        raise Refused(one.at("employments"), "missing")
    found.sort(key=lambda pair: pair[0].from_)
    for (before, _), (after, place) in pairwise(found):
        if before.until is None or before.until >= after.from_:
            raise Refused(f"{place}.from", "leave_employments_overlap", start=after.from_, other=before.from_)
    return [employment for employment, _ in found]


def _usual(one: Given, agreed: Agreed, date: str) -> tuple[int, ...]:
    """The agreement's regular day from Monday to Friday."""
    held = agreed.contract(date)
    key = one.text("agreement", _named(agreed, date))
    try:
        rows = Rows(
            chain_of(key, agreed.known), one.text("form", held.form if held else "general"), max(date, "2005-04-01")
        )
    except UnknownAgreement:
        raise Refused(one.at("agreement"), "unknown_agreement", value=key, allowed=", ".join(agreed.known)) from None
    length = (held.day_minutes if held else None) or rows.value("regular_day") or 0
    return tuple(length if at < WORKDAYS else 0 for at in range(7))


def _lengths(part: Given) -> Iterator[int]:
    lengths = list(part.parts("weekdays"))
    if len(lengths) != 7:
        raise Refused(part.at("weekdays"), "bad_weekdays")
    for value, place in lengths:
        yield _counted(value, place, MOST_MINUTES)


def _months(one: Given, year: int) -> Iterator[Done]:
    """The months that are told: of the earning year, and each once."""
    known, seen = earning.months_in(year), set()
    for value, place in one.parts("months"):
        part = Given(value, place, ("month", "days", "days_at_work", "minutes", "sick", "absences"))
        month = part.text("month")
        if month not in known:
            raise Refused(part.at("month"), "leave_month_outside", value=month[:40], start=known[0], end=known[-1])
        if month in seen:
            raise Refused(part.at("month"), "leave_month_twice", value=month)
        seen.add(month)
        most = int(next_date(next_date(f"{month}-01", 31)[:8] + "01", -1)[8:])
        absences = _kinds(part, "absences", most)
        if part.has("sick"):
            absences["sick"] = absences.get("sick", 0) + _counted(part.value["sick"], part.at("sick"), most)
        told = "days_at_work" if part.has("days_at_work") else "days"
        days = _counted(part.value.get(told) or 0, part.at(told), most)
        minutes = _counted(part.minutes("minutes", 0), part.at("minutes"), most * MOST_MINUTES)
        lengths = {kind: count * minutes // days if days else 0 for kind, count in absences.items()}
        yield Done(month, days, minutes, absences, lengths)


def _kinds(one: Given, key: str, most: int) -> dict[str, int]:
    """Days by kind of absence, of the kinds that may count as work."""
    if not one.has(key):
        return {}
    told = Given(one.value[key], one.at(key), AS_WORK)
    return {kind: _counted(value, told.at(kind), most) for kind, value in told.value.items()}


def _counted(value: Any, place: str, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise Refused(place, "not_a_number")
    if value < 0:
        raise Refused(place, "leave_negative")
    if value > most:
        raise Refused(place, "leave_too_many", most=most)
    return value


def done_in(own: Worked, dated: Dated) -> list[Done]:
    """What the situation's own days have had in each month: dates at work, minutes, and absences by kind."""
    pay, facts = own.pay, own.facts
    spans = [(span.start, span.end) for day in pay.days for span in day.result.spans if span.kind != "break"]
    at_work = earning.dates_at_work(spans, facts.zone)
    minutes = {day.plan.date: day.result.worked + day.result.kiky for day in pay.days}
    absent = dict[str, Absent]()
    for day in pay.days:
        date, length = day.plan.date, day.plan.scheduled - day.plan.holiday_cut
        away = [one for one in facts.absences if one.date == date]
        if not away or date in at_work:
            continue
        calendar = calendar_days(int(date[:4]), int(date[:4]))
        if length > 0 or (away[0].kind == ANNUAL and uses_on(date, rules_on(dated, date), calendar)):
            absent[date] = (away[0].kind, max(0, length))
    return months_done(at_work, minutes, absent)
