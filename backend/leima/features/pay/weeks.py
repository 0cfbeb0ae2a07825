"""The pay of an interval's whole weeks: the rules' own week and supplements over the days as they stand."""

from dataclasses import dataclass, field
from datetime import date

from leima.db.tx import Tx
from leima.features.days.recompute import dates_between
from leima.features.pay import store as pay_store
from leima.features.pay.limits import period_limits
from leima.features.pay.overtime import pay_facts, untested_periods
from leima.rules.calendar import calendar_days
from leima.rules.pay.classes import DayWork, by_class
from leima.rules.pay.midweek import midweek_pay
from leima.rules.pay.wage import Part, parts_of, wage_on
from leima.rules.pay.work import Book, Facts, Pay, pay_of
from leima.rules.resolve import UnknownAgreement
from leima.rules.terms import Finding


@dataclass(frozen=True)
class Paid:
    """By date: the days with their classes after the week's test, supplements, findings, midweek-holiday pay by its
    per cent of the wage, and where the hourly wage is known the parts of pay in minutes at it."""

    days: dict[str, DayWork]
    raises: dict[str, dict[str, int]] = field(default_factory=dict)
    holidays: dict[str, dict[int, int]] = field(default_factory=dict)
    findings: dict[str, list[Finding]] = field(default_factory=dict)
    parts: dict[str, list[Part]] = field(default_factory=dict)


def paid(tx: Tx, person: str, days: list[DayWork], first: str, last: str) -> Paid:
    """The pay of days that stand. Without a contract that can be read there are only the days' own classes."""
    facts = pay_facts(tx, person, first, last)
    own = {one.plan.date: one for one in days}
    try:
        book = Book(facts)
        pay = pay_of(facts, book, days, None)
    except UnknownAgreement:
        return Paid(own, findings=_own_findings(days))
    found = Paid({one.plan.date: one for one in pay.days}, holidays=_holidays(tx, facts, book, own))
    for one in pay.raises:
        kinds = found.raises.setdefault(one.date, {})
        kinds[one.name] = kinds.get(one.name, 0) + one.minutes
    found.parts.update(_parts(tx, facts, book, pay, found.holidays))
    for on, finding in [*pay.findings, *untested_periods(book, first, last).items()]:
        found.findings.setdefault(on, []).append(finding)
    for on, told in period_limits(tx, person, first, last).items():
        found.findings.setdefault(on, []).extend(told)
    return found


def _parts(tx: Tx, facts: Facts, book: Book, pay: Pay, holidays: dict[str, dict[int, int]]) -> dict[str, list[Part]]:
    """The parts of pay of every date on which the wage is known. What becomes leave or goes to the bank is not paid."""
    wages = {date: wage_on(book.terms(date), date) for date in dates_between(facts.first, facts.last)}
    known = {date: wage for date, wage in wages.items() if wage is not None}
    if not known:
        return {}
    as_time = pay_store.overtime_as_time(tx, facts.person, facts.first, facts.last)
    found = {date: _holiday_parts(holidays.get(date, {}), wage) for date, wage in known.items()}
    for work in pay.days:
        date = work.plan.date
        if date in known:
            found[date] += parts_of(by_class([work]), known[date], date in as_time)
    for one in pay.raises:
        if one.date in known:
            found[one.date].append(Part(one.name, one.minutes, one.percent, known[one.date]))
    return found


def _holiday_parts(minutes: dict[int, int], wage: int) -> list[Part]:
    return [Part("midweek_pay", length, percent, wage) for percent, length in minutes.items()]


def _own_findings(days: list[DayWork]) -> dict[str, list[Finding]]:
    return {one.plan.date: list(one.result.findings) for one in days if one.result.findings}


def _holidays(tx: Tx, facts: Facts, book: Book, days: dict[str, DayWork]) -> dict[str, dict[int, int]]:
    """Minutes of midweek-holiday pay by date and per cent; the condition of service is tested on the holiday itself."""
    found: dict[str, dict[int, int]] = {}
    worked = {date: one.result.worked for date, one in days.items()}
    for day in calendar_days(int(facts.first[:4]), int(facts.last[:4])):
        terms = book.terms(day.date) if facts.first <= day.date <= facts.last else None
        if terms is None or terms.pay != "hourly":
            continue
        began = min(one.from_ for one in facts.contracts)
        months = _months(began, day.date)
        service = (pay_store.done_days_before(tx, facts.person, day.date), months)
        for one in midweek_pay(
            book.terms, book.rates, [day], day.date, day.date, service, lambda on: worked.get(on, 0)
        ):
            at = found.setdefault(one.date, {})
            at[one.percent] = at.get(one.percent, 0) + one.minutes
    return found


def _months(first: str, until: str) -> int:
    """Whole months from one date to another."""
    a, b = date.fromisoformat(first), date.fromisoformat(until)
    return max(0, (b.year - a.year) * 12 + b.month - a.month - (b.day < a.day))
