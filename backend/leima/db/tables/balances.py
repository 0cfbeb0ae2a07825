"""Accounts: the append-only ledger and the month rows that make a balance cheap to read."""

from sqlalchemy import Index

from leima.db.tables.base import Table, body, key, ms


class Posting(Table, table=True):
    """Opening, accrual, adjustment, transfer, payout, settlement or lapse: who, when, why."""

    __table_args__ = (Index("ix_posting_org_person", "org", "person", "account", "date"),)
    org: str = key()
    id: str = key()
    person: str
    account: str
    year: int = 0
    """The account's year for yearly accounts, else 0."""
    date: str
    kind: str
    amount: int
    """Minutes, or hundredths of a day for accounts kept in days."""
    pays: bool = False
    why: str = body("")
    who: str | None = None
    at: int = ms()
    source: str = body("")


class AccountMonth(Table, table=True):
    """The sum of one account's postings in one month; updated by difference."""

    org: str = key()
    person: str = key()
    account: str = key()
    year: int = key()
    month: str = key()
    """YYYY-MM."""
    amount: int
