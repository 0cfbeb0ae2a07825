"""The first pay day that a change touches."""

from calendar import monthrange

from leima.db.tx import Tx


def pay_day_of(date: str, day: int) -> str:
    """When the month of a date is paid: on `day` of the following month, or (0) on its own last day.

    A day that the month does not have is its last.
    """
    year, month = int(date[:4]), int(date[5:7])
    if day:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    last = monthrange(year, month)[1]
    return f"{year:04d}-{month:02d}-{min(day or last, last):02d}"


def first_pay_day(tx: Tx, date: str) -> str:
    """The first pay day on which a change from `date` shows."""
    row = tx.one("SELECT pay_day FROM organisation WHERE id=:org", org=tx.org)
    return pay_day_of(date, int(row.pay_day) if row else 0)
