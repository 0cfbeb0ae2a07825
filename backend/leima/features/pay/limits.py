"""What is tested when a follow-up period ends: flex against its caps, and the greatest working time on average.

Periods of months follow each other from the first of January. Nothing is ever cut: it is told on the period's last day.
"""

import json
from collections.abc import Iterator

from leima.db.site import today
from leima.db.tx import Tx
from leima.features.agreements import store as agreement_store
from leima.features.agreements.terms import parse_terms, rates_on, terms_on
from leima.features.balances.standing import standing
from leima.features.days import store
from leima.rules.pay.accounts import flex_test
from leima.rules.pay.periods import months_of
from leima.rules.pay.rest import most_work
from leima.rules.terms import Finding
from leima.rules.zone import next_date


def period_limits(tx: Tx, person: str, first: str, last: str) -> dict[str, list[Finding]]:
    """The findings of the periods that end between two dates and have ended, by their last date."""
    found: dict[str, list[Finding]] = {}
    for date in _month_ends(first, min(last, next_date(today(tx), -1))):
        told = [*_flex(tx, person, date), *_most_work(tx, person, date)]
        if told:
            found[date] = told
    return found


def _month_ends(first: str, last: str) -> Iterator[str]:
    date = next_date(f"{first[:7]}-28", 4)
    while (end := next_date(f"{date[:7]}-01", -1)) <= last:
        yield end
        date = next_date(f"{date[:7]}-28", 4)


def _began(date: str, months: int) -> str | None:
    """The first date of the period of months that ends on a date; None when none does."""
    if not months:
        return None
    first, last = months_of(date, f"{date[:4]}-01-01", months)
    return first if last == date else None


def _flex(tx: Tx, person: str, date: str) -> list[Finding]:
    terms, at = terms_on(tx, person, date), rates_on(tx, person, date)
    if terms is None or terms.flex is None or at is None or _began(date, at.flex_period_months) is None:
        return []
    stood = standing(tx, person, date)
    balance = stood.settled.get(("flex", 0), 0) + stood.added.get(("flex", 0), 0)
    return list(flex_test(balance, at, True).findings)


def _most_work(tx: Tx, person: str, date: str) -> list[Finding]:
    terms, at = terms_on(tx, person, date), rates_on(tx, person, date)
    if terms is None or terms.form == "exempt" or at is None or at.max_week is None:
        return []
    began = _began(date, at.max_week.months)
    if began is None:
        return []
    first = max(began, min(row.from_date for row in agreement_store.contracts_of(tx, person)))
    minutes, most = _worked(tx, person, first, date), most_work(first, date, at.max_week)
    return [Finding("max_week", {"minutes": minutes, "most": most})] if minutes > most else []


def _worked(tx: Tx, person: str, first: str, last: str) -> int:
    """Work and kiky of the stored days, in minutes. Under longer hours kiky is part of the work already."""
    terms = [parse_terms(row.body) for row in agreement_store.terms_of(tx, person) if not row.deleted]
    longer = [one for one in terms if one.kiky is not None and one.kiky.accounted == "contract"]
    minutes = 0
    for row in store.results(tx, person, first, last):
        if row.status == "done":
            within = any(one.from_ <= row.date and (one.until is None or row.date <= one.until) for one in longer)
            minutes += int(json.loads(row.body)["worked"]) + (0 if within else row.kiky)
    return minutes
