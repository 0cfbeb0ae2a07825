"""Days with their classes of pay after the test of their week or work period, as they stand."""

import json
from collections.abc import Mapping, Sequence

from leima.db.operations import epoch_minute
from leima.db.site import today
from leima.db.tables.days import DayResult as StoredDay
from leima.db.tx import Tx
from leima.features.agreements import store as agreement_store
from leima.features.agreements.terms import agreements, contract_of
from leima.features.days import store
from leima.features.days.gather import gather, terms_on
from leima.features.days.recompute import dates_between, work_out
from leima.features.days.stored_facts import StoredFacts, monday_of
from leima.features.months.corrections import so_far
from leima.rules.pay.classes import DayWork, PayClass, by_class, day_work
from leima.rules.pay.periods import period_of
from leima.rules.pay.work import Book, Facts, tested_with, with_tests
from leima.rules.resolve import PERIOD_FORM
from leima.rules.rows import UnknownAgreement
from leima.rules.terms import DayResult, Finding, Terms
from leima.rules.zone import next_date

TESTED: tuple[PayClass, ...] = ("weekly50", "weekly100", "period50", "period100")
"""The classes that only a week's or a period's test gives."""
_ORDERED = '"ordered":true'
"""In a stored result with ordered work; without any, no test changes a class."""


def pay_facts(tx: Tx, person: str, first: str, last: str) -> Facts:
    """A person's contracts and agreements, for the pay of days that are worked out already."""
    contracts = tuple(contract_of(row) for row in agreement_store.contracts_of(tx, person))
    return Facts(person, contracts, agreements(tx), first, last, epoch_minute(tx.now))


def whole_tests(tx: Tx, person: str, first: str, last: str) -> tuple[str, str]:
    """The interval with all of the weeks and work periods that it touches."""
    begins, _ = tested_with(terms_on(tx, person, first), first)
    _, ends = tested_with(terms_on(tx, person, last), last)
    return min(begins, monday_of(first)), max(ends, next_date(monday_of(last), 6))


def works(tx: Tx, person: str, first: str, last: str) -> list[DayWork]:
    """The days between two dates before any test. Stored results are taken as they are; a closed day that has been
    corrected since counts by its facts, so that the open days of its week or period are tested with all of it. The
    day that still runs is worked out to this minute."""
    stored_facts, now = StoredFacts(tx, person, first, last), today(tx)
    corrected = {date for date, minutes in so_far(tx, person, first, last).items() if any(minutes.values())}
    stored = {row.date: row for row in store.results(tx, person, first, last)}
    found = []
    for date in dates_between(first, last):
        facts = gather(tx, person, date, stored_facts)
        row = stored.get(date)
        if facts is None:
            continue
        if row is not None and row.body != "{}" and date != now and date not in corrected:
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


def _any_ordered(rows: Sequence[StoredDay]) -> bool:
    return any(_ORDERED in row.body for row in rows)


def untested_periods(book: Book, first: str, last: str) -> dict[str, Finding]:
    """Dates of period work whose period overtime nobody can count, or not all of it: its periods are not told, the
    agreement has no line for their length, or the employment begins or ends inside one."""
    found = {}
    for date in dates_between(first, last):
        terms = book.terms(date)
        if terms is None or terms.form != PERIOD_FORM:
            continue
        finding = _cut(terms, book, date)
        if finding is None and date == monday_of(date):
            finding = _without_line(terms, book, date)
        if finding is not None:
            found[date] = finding
    return found


def _without_line(terms: Terms, book: Book, date: str) -> Finding | None:
    at = book.rates(date)
    if terms.period is None:
        return Finding("work_period_missing", {})
    if at is not None and all(rule.weeks != terms.period.weeks for rule in at.period_work):
        return Finding("work_period_no_line", {"weeks": terms.period.weeks})
    return None


def _cut(terms: Terms, book: Book, date: str) -> Finding | None:
    """On the first or last date of employment inside a period. Such a period is held against the line of a whole one,
    and what agreements give beyond that differs: Working Time Act 872/2019 section 20 counts by the average day."""
    if terms.period is None:
        return None
    first, last = period_of(date, terms.period.start, terms.period.weeks)
    begins = date != first and book.terms(next_date(date, -1)) is None
    ends = date != last and book.terms(next_date(date)) is None
    return Finding("work_period_cut", {"first": first, "last": last}) if begins or ends else None
