"""What closed days would come to if they were worked out again: recalculated in a savepoint that is rolled back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from leima.db.trial import trial
from leima.db.tx import Tx
from leima.features.agreements.terms import terms_on
from leima.features.days import store as days
from leima.features.days.stored_facts import monday_of
from leima.features.ledger.reasons import BY_AGREEMENT
from leima.features.months.corrections import Minutes, so_far
from leima.features.months.store import months_of
from leima.features.reports.freezing import minutes_now
from leima.rules.locks import Months
from leima.rules.zone import next_date

Amounts = dict[tuple[str, int], int]
"""What a day posts, by (account, year). Minutes, or hundredths of a day."""


LONGEST_PERIOD = 42
"""Days of the longest period of period work."""


class _Amount(NamedTuple):
    account: str
    year: int
    amount: int


def frozen(tx: Tx, person: str, date: str) -> Amounts:
    """What the stored day posts."""
    row = days.result(tx, person, date)
    found: Amounts = {}
    if row is not None and row.posted:
        found = {("flex", 0): row.flex, ("kiky", int(date[:4])): -row.kiky}
    for line in tx.rows(
        _Amount,
        "SELECT account, year, amount FROM day_posting WHERE org=:org AND person=:person AND date=:date",
        org=tx.org,
        person=person,
        date=date,
    ):
        key = (line.account, line.year)
        found[key] = found.get(key, 0) + line.amount
    return {key: amount for key, amount in found.items() if amount}


def corrections(tx: Tx, person: str, date: str) -> Amounts:
    """What has been posted in open months to correct a closed day; what was undone is left out, and so is what an
    agreement gave the month, which no day posts."""
    rows = tx.rows(
        _Amount,
        "SELECT p.account, p.year, CAST(SUM(p.amount) AS BIGINT) AS amount FROM posting p"
        " LEFT JOIN act a ON a.org = p.org AND a.id = p.act"
        " WHERE p.org=:org AND p.person=:person AND p.corrects=:day AND a.undone_at IS NULL AND p.source <> :given"
        " GROUP BY p.account, p.year",
        org=tx.org,
        person=person,
        day=f"{person}:{date}",
        given=BY_AGREEMENT,
    )
    return {(row.account, row.year): row.amount for row in rows}


@dataclass(frozen=True)
class Recalculated:
    """What closed dates come to by the facts as they are now: what each posts, and the minutes that its report holds
    for it and for the other closed dates whose overtime is tested together with it."""

    amounts: Mapping[str, Amounts]
    minutes: Mapping[str, Minutes]


NOTHING = Recalculated({}, {})


def recalculate_closed_days(tx: Tx, person: str, dates: Iterable[str]) -> Recalculated:
    """What closed dates would come to by the facts as they are now. A day that still waits for a word is left out."""
    wanted = set(dates)
    if not wanted:
        return NOTHING
    closed = months_of(tx, person)
    with trial(tx):
        tx.touched.clear()
        tx.cache.months[person] = Months(closed.counts_from)
        beside = {date for date in tested_with_dates(tx, person, wanted) if closed.of(date) == "closed"}
        for date in sorted({*wanted, *_corrected(tx, person, beside)}):
            tx.touch(person, date, date)
        first = len(tx.changes)
        tx.recompute()
        moved = {change.id.rpartition(":")[2] for change in tx.changes[first:] if change.type == "day"}
        known = {date for date in moved | wanted if closed.of(date) == "closed" and not _waits(tx, person, date)}
        return Recalculated(
            {date: frozen(tx, person, date) for date in sorted(known)},
            minutes_now(tx, person, known | beside),
        )


def _waits(tx: Tx, person: str, date: str) -> bool:
    row = days.result(tx, person, date)
    return row is not None and row.status == "pending"


def tested_with_dates(tx: Tx, person: str, dates: Iterable[str]) -> set[str]:
    """The dates whose overtime is tested together with these: their weeks; in period work a period each way."""
    found: set[str] = set()
    for date in dates:
        terms = terms_on(tx, person, date)
        reach = LONGEST_PERIOD if terms is not None and terms.form == "period" else 0
        monday = next_date(monday_of(date), -reach)
        found |= {next_date(monday, n) for n in range(7 + 2 * reach)}
    return found


def _corrected(tx: Tx, person: str, dates: set[str]) -> set[str]:
    """Those of the dates that have been corrected before: their stored days are older than their facts."""
    return set(so_far(tx, person, min(dates), max(dates))) & dates if dates else set()
