"""Days with their classes of pay after the test of their week or work period, as they stand."""

import json
from collections.abc import Mapping, Sequence

from leima.db.operations import epoch_minute
from leima.db.site import today
from leima.db.tx import Row, Tx
from leima.features.days import store
from leima.features.days.gather import gather, terms_on
from leima.features.days.reading import Shelf, monday_of
from leima.features.days.settle import dates_between, work_out
from leima.features.people import store as people
from leima.features.people.terms import agreements, contract_of
from leima.rules.pay.classes import DayWork, PayClass, by_class, day_work
from leima.rules.pay.work import Book, Facts, tested_with, with_tests
from leima.rules.resolve import PERIOD_FORM
from leima.rules.rows import UnknownAgreement
from leima.rules.terms import DayResult, Finding
from leima.rules.zone import next_date

TESTED: tuple[PayClass, ...] = ("weekly50", "weekly100", "period50", "period100")
"""The classes that only a week's or a period's test gives."""
_ORDERED = '"ordered":true'
"""In a stored result with ordered work; without any, no test changes a class."""


def pay_facts(tx: Tx, person: str, first: str, last: str) -> Facts:
    """A person's contracts and agreements, for the pay of days that are worked out already."""
    contracts = tuple(contract_of(row) for row in people.contracts_of(tx, person))
    return Facts(person, contracts, agreements(tx), first, last, epoch_minute(tx.now))


def whole_tests(tx: Tx, person: str, first: str, last: str) -> tuple[str, str]:
    """The interval with all of the weeks and work periods that it touches."""
    begins, _ = tested_with(terms_on(tx, person, first), first)
    _, ends = tested_with(terms_on(tx, person, last), last)
    return min(begins, monday_of(first)), max(ends, next_date(monday_of(last), 6))


def works(tx: Tx, person: str, first: str, last: str) -> list[DayWork]:
    """The days between two dates before any test. Stored results are taken as they are, so a closed month shows what
    it was closed at; the day that still runs is worked out to this minute."""
    shelf, now = Shelf(tx, person, first, last), today(tx)
    stored = {row.date: row for row in store.results(tx, person, first, last)}
    found = []
    for date in dates_between(first, last):
        facts = gather(tx, person, date, shelf)
        row = stored.get(date)
        if facts is None:
            continue
        if row is not None and row.body != "{}" and date != now:
            found.append(day_work(facts.plan, DayResult.from_json(json.loads(row.body))))
        else:
            found.append(day_work(facts.plan, work_out(tx, facts, live=date == now)))
    return found


def overtime_by_test(tx: Tx, person: str, first: str, last: str) -> dict[str, Mapping[PayClass, int]]:
    """The minutes by class of those dates on which a week's or a period's test made overtime. Most people have no
    ordered work, and it costs them one look."""
    begins, ends = whole_tests(tx, person, first, last)
    if not _any_ordered(store.results(tx, person, begins, ends)):
        return {}
    facts = pay_facts(tx, person, begins, ends)
    try:
        _, days = with_tests(facts, Book(facts), works(tx, person, begins, ends))
    except UnknownAgreement:
        return {}
    return {
        one.plan.date: by_class([one]) for one in days if first <= one.plan.date <= last and one.minutes(*TESTED) > 0
    }


def _any_ordered(rows: Sequence[Row]) -> bool:
    return any(_ORDERED in row.body for row in rows)


def untested_periods(book: Book, first: str, last: str) -> dict[str, Finding]:
    """Mondays of period work whose period overtime nobody can count: its periods are not told, or the agreement has
    no line for their length."""
    found = {}
    for date in dates_between(first, last):
        terms = book.terms(date) if date == monday_of(date) else None
        if terms is None or terms.form != PERIOD_FORM:
            continue
        at = book.rates(date)
        if terms.period is None:
            found[date] = Finding("work_period_missing", {})
        elif at is not None and all(rule.weeks != terms.period.weeks for rule in at.period_work):
            found[date] = Finding("work_period_no_line", {"weeks": terms.period.weeks})
    return found
