"""Whose leave is to be taken soon, by the balance of each earning year."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from leima.db.site import turned_through
from leima.features.agreements.terms import agreements, terms_on
from leima.features.reminders.moment import Missing, Moment
from leima.features.reminders.notices import RemindLeave
from leima.rules.calendar import calendar_days
from leima.rules.leave.counting import LeaveDay, by_date, counted
from leima.rules.leave.holdings import Holding, lapses_on, last_day, take
from leima.rules.leave.leave import number
from leima.rules.leave.rules import Dated, rules_between, rules_on
from leima.rules.rows import UnknownAgreement, chain_of
from leima.rules.zone import next_date

AHEAD = 400
"""Days ahead of which the rules are asked: the longest time before, and a month."""
_HELD = (
    "SELECT person, year, CAST(SUM(amount) AS BIGINT) AS days FROM account_month WHERE org=:org"
    " AND account='annual_holiday' AND person IN :people GROUP BY person, year HAVING SUM(amount) > 0"
    " ORDER BY person, year"
)
_GRANTED = (
    "SELECT from_date, until_date FROM absence WHERE org=:org AND person=:person AND kind='annual_holiday'"
    " AND minutes IS NULL AND NOT deleted AND until_date > :after ORDER BY from_date"
)


class _Held(NamedTuple):
    """Hundredths of days of an earning year."""

    person: str
    year: int
    days: int


class _Span(NamedTuple):
    from_date: str
    until_date: str


def expiring(at: Moment, people: list[str]) -> list[Missing]:
    """Those who hold days of a year that are to be taken within the organisation's time, and have no leave for them."""
    held: dict[str, list[Holding]] = {}
    for row in at.tx.rows(_Held, _HELD, org=at.tx.org, people=people):
        if row.year:  # what was brought in without a year never lapses
            held.setdefault(row.person, []).append(Holding(row.year, row.days))
    return [one for person, holdings in held.items() for one in _of_person(at, person, holdings)]


def _of_person(at: Moment, person: str, holdings: Sequence[Holding]) -> list[Missing]:
    rules, before = _rules(at, person), at.rules["leave"].number or 0
    found = []
    for one in holdings if rules else ():
        last = _last(one, rules, at.date)
        if last is None or not next_date(last, -before) <= at.date <= last:
            continue
        lasting = [replace(each, carry_until=None) for each in rules]
        taken = take(holdings, _granted(at, person, rules, last), lasting, last)
        left = sum(each.days for each in taken.left if each.earning_year == one.earning_year)
        if left > 0:
            message = RemindLeave(one.earning_year, number(left), last)
            found.append(Missing(person, f"{one.earning_year}:{last}", next_date(last, -before), message))
    return found


def _rules(at: Moment, person: str) -> Dated:
    """What the person's agreement says of leave, from today on; empty where it does not."""
    terms = terms_on(at.tx, person, at.date)
    if terms is None:
        return ()
    try:
        chain = chain_of(terms.agreement, agreements(at.tx))
    except UnknownAgreement:
        return ()
    return rules_between(chain, terms.form, at.date, next_date(at.date, AHEAD))


def _last(one: Holding, rules: Dated, date: str) -> str | None:
    """The last date on which days of a year are to be taken, whether they lapse then or are late."""
    lapses = lapses_on(one, rules)
    return next_date(lapses, -1) if lapses is not None else last_day(one, rules_on(rules, date))


def _granted(at: Moment, person: str, rules: Dated, last: str) -> list[LeaveDay]:
    """The days of leave to come that has been granted, up to a date; what is past, the balance has in it."""
    after = turned_through(at.tx) or next_date(at.date, -1)
    rows = at.tx.rows(_Span, _GRANTED, org=at.tx.org, person=person, after=after)
    calendar = by_date(calendar_days(int(after[:4]), int(last[:4]) + 1))
    days = [day for row in rows for day in counted(row.from_date, row.until_date, rules, calendar)]
    return [day for day in days if after < day.date <= last]
