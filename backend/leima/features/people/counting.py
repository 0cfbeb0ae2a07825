"""Since when a person's balances count: moved by an import, forth and back with the same numbers."""

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
    tx.memo.pop(("months", person), None)
    first, last = sorted((str(row.counts_from), date))
    tx.touch(person, first, min(last, today(tx)))
