"""Openings that an import brings. Amounts are minutes, or hundredths of a day."""

from leima.db.tables.ledger import Posting
from leima.db.tx import Tx
from leima.features.ledger import store
from leima.features.ledger.acts import open_date

SETTLED = "kiky_settled"
"""Kiky that another system had already settled: minutes off the year's account, not an opening of its own."""
IMPORT = "import"


def opening(tx: Tx, person: str, account: str, year: int) -> int | None:
    """The opening that stands, as the sum of its postings; None without one."""
    if account == SETTLED:
        rows = _settled(tx, person, year)
        return -sum(row.amount for row in rows) if rows else None
    rows = store.openings(tx, person, account, year)
    return sum(row.amount for row in rows) if rows else None


def open_account(tx: Tx, person: str, account: str, year: int, date: str, amount: int, why: str) -> bool:
    """Makes the account's opening `amount`; posts only the difference, in an open month.

    Returns whether anything changed.
    """
    date = open_date(tx, person, date)
    if account != SETTLED:
        return store.open_account(tx, person, account, year, date, amount, why)
    missing = amount + sum(row.amount for row in _settled(tx, person, year))
    if missing:
        line = store.NewPosting(person, "kiky", year, date, "settlement", -missing, why, IMPORT)
        store.post(tx, line)
    return bool(missing)


def _settled(tx: Tx, person: str, year: int) -> list[Posting]:
    """What the import has said was settled elsewhere."""
    rows = store.year_postings(tx, person, "kiky", year)
    return [row for row in rows if row.kind == "settlement" and row.source == IMPORT]
