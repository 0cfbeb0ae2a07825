"""Openings for the import, whose room lies below: the ledger behind the shape that it asks for."""

from leima.db.tx import Tx
from leima.features.balances import store


class AccountLedger:
    """Reads and posts openings. Amounts are minutes, or hundredths of a day."""

    def opening(self, tx: Tx, person: str, account: str, year: int) -> int | None:
        """The opening that stands, as the sum of its postings; None without one."""
        rows = store.openings(tx, person, account, year)
        return sum(row.amount for row in rows) if rows else None

    def open_account(self, tx: Tx, person: str, account: str, year: int, date: str, amount: int, why: str) -> bool:
        """Makes the account's opening `amount`; posts only the difference. Answers whether anything changed."""
        return store.open_account(tx, person, account, year, date, amount, why)
