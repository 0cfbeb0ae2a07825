"""Moves the date from which a person's balances count. Moving it back gives the numbers that stood before."""

from leima.db.site import today
from leima.db.tx import Tx
from leima.features.people import store


def count_from(tx: Tx, person: str, date: str) -> None:
    """Balances count from `date` (YYYY-MM-DD) on; the days that begin to count, or no longer do, are worked out again.

    Days that wait to be counted keep their facts, so moving the date back gives what stood before.
    """
    row = store.person(tx, person)
    if row is None or row.counts_from == date:
        return
    store.update_person(tx, person, counts_from=date)
    tx.cache.months.pop(person, None)
    tx.termed.add(person)
    first, last = sorted((row.counts_from, date))
    tx.touch(person, first, min(last, today(tx)))
