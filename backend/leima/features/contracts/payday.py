"""The first pay day that a change touches."""

from calendar import monthrange
from datetime import date as Date
from typing import Literal

from leima.db.tx import Tx

SOON = 7
"""Days before a pay day in which a change comes late."""


def pay_day_of(tx: Tx) -> int:
    """The organisation's pay day: the day of the following month; 0 is the month's own last day."""
    row = tx.one("SELECT pay_day FROM organisation WHERE id=:org", org=tx.org)
    return int(row.pay_day) if row else 0


def first_pay_day(first: str, pay_day: int) -> str:
    """The day on which the month of `first` is paid; a day that the month has not is its last."""
    day = Date.fromisoformat(first)
    if pay_day == 0:
        return day.replace(day=monthrange(day.year, day.month)[1]).isoformat()
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    return Date(year, month, min(pay_day, monthrange(year, month)[1])).isoformat()


def how_near(pay_day: str, now: str) -> Literal["past", "soon", "ahead"]:
    """Whether a pay day has passed, is less than a week away, or leaves time."""
    left = (Date.fromisoformat(pay_day) - Date.fromisoformat(now)).days
    return "past" if left < 0 else "soon" if left < SOON else "ahead"
