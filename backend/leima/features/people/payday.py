"""The first pay day that a change touches."""

from calendar import monthrange
from datetime import date as Date
from typing import Literal

from leima.db.tx import Tx

SOON = 7
"""Days before a pay day in which a change comes late."""

Near = Literal["past", "soon", "ahead"]


def pay_day_of(date: str, day: int) -> str:
    """When the month of a date is paid: on `day` of the following month, or (0) on its own last day.

    A day that the month does not have is its last.
    """
    on = Date.fromisoformat(date)
    year, month = (on.year, on.month) if day == 0 else (on.year + on.month // 12, on.month % 12 + 1)
    last = monthrange(year, month)[1]
    return Date(year, month, min(day or last, last)).isoformat()


def first_pay_day(tx: Tx, date: str) -> str:
    """The first pay day on which a change from `date` shows."""
    day = tx.value(int, "SELECT pay_day FROM organisation WHERE id=:org", org=tx.org)
    return pay_day_of(date, day or 0)


def left_until(pay_day: str, now: str) -> tuple[int, Near]:
    """Days until a pay day, and whether it has passed, is less than a week away, or leaves time."""
    days = (Date.fromisoformat(pay_day) - Date.fromisoformat(now)).days
    return days, "past" if days < 0 else "soon" if days < SOON else "ahead"
