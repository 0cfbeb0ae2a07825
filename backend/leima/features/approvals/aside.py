"""What closed days would come to if they were worked out again: found out aside, and nothing of it kept."""

from collections.abc import Iterable

from leima.db.tx import Tx
from leima.features.balances.months import Months, months_of
from leima.features.days import store as days
from leima.features.days.settle import settle

Amounts = dict[tuple[str, int], int]
"""What a day posts, by (account, year). Minutes, or hundredths of a day."""


class _Enough(Exception):
    """What was asked has been seen; the savepoint takes everything back."""


def frozen(tx: Tx, person: str, date: str) -> Amounts:
    """What the stored day posts."""
    row = days.result(tx, person, date)
    found: Amounts = {}
    if row is not None and row.posted:
        found = {("flex", 0): int(row.flex), ("kiky", int(date[:4])): -int(row.kiky)}
    for line in tx.rows(
        "SELECT account, year, amount FROM day_posting WHERE org=:org AND person=:person AND date=:date",
        **{"org": tx.org, "person": person, "date": date},
    ):
        key = (line.account, int(line.year))
        found[key] = found.get(key, 0) + int(line.amount)
    return {key: amount for key, amount in found.items() if amount}


def corrections(tx: Tx, person: str, date: str) -> Amounts:
    """What has been posted in open months to correct a closed day; what was undone is left out."""
    rows = tx.rows(
        "SELECT p.account, p.year, SUM(p.amount) AS amount FROM posting p"
        " LEFT JOIN act a ON a.org = p.org AND a.id = p.act"
        " WHERE p.org=:org AND p.person=:person AND p.corrects=:day AND a.undone_at IS NULL"
        " GROUP BY p.account, p.year",
        **{"org": tx.org, "person": person, "day": f"{person}:{date}"},
    )
    return {(row.account, int(row.year)): int(row.amount) for row in rows}


def worked_out(tx: Tx, person: str, dates: Iterable[str]) -> dict[str, Amounts]:
    """What closed dates would post by the facts as they are now. A day that still waits for a word is left out."""
    memo, found = dict(tx.memo), {}
    closed = months_of(tx, person)
    try:
        with tx.savepoint():
            tx.touched.clear()
            tx.memo["months", person] = Months(closed.counts_from)
            for date in dates:
                tx.touch(person, date, date)
            first = len(tx.changes)
            settle(tx)
            moved = {change.id.rpartition(":")[2] for change in tx.changes[first:] if change.type == "day"}
            for date in sorted(moved | set(dates)):
                row = days.result(tx, person, date)
                if closed.of(date) == "closed" and (row is None or row.status != "pending"):
                    found[date] = frozen(tx, person, date)
            raise _Enough
    except _Enough:
        tx.memo.clear()
        tx.memo.update(memo)
    return found
