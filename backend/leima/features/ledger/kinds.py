"""The accounts that a person may have, what each is kept in, and how the wire shows it.

Time accounts are kept in minutes; so are the days off that some agreements give in place of midweek holidays, since
kiky is taken from them by time. Annual holiday is kept in hundredths of a day, holiday bonus in cents.
"""

from typing import Literal

from leima.features.ledger.store import DAY_ACCOUNTS

Unit = Literal["min", "day", "cent"]
"""What an amount on the wire is."""

ACCOUNTS = (
    *("flex", "kiky", "overtime_leave", "bank", "reduction_leave", "annual_leave_day"),
    *("annual_holiday", "saved_leave", "holiday_bonus", "bonus_time"),
)
"""Every account, in the order in which they are shown."""
CENT_ACCOUNTS = frozenset({"holiday_bonus"})
"""Accounts kept in cents."""


def unit_of_account(account: str) -> Unit:
    """What the wire's amounts are: `min`, `day` or `cent`."""
    if account in DAY_ACCOUNTS:
        return "day"
    return "cent" if account in CENT_ACCOUNTS else "min"


def in_unit(stored: int, account: str) -> float | int:
    """A stored amount as the wire shows it: hundredths of a day as days, the rest as they are."""
    if account not in DAY_ACCOUNTS:
        return stored
    whole = stored / 100
    return int(whole) if whole == int(whole) else whole


def place_of(account: str) -> int:
    """Where an account stands among the others."""
    return ACCOUNTS.index(account) if account in ACCOUNTS else len(ACCOUNTS)
