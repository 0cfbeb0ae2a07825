"""Accounts: the append-only ledger and the month rows that make a balance cheap to read."""

from sqlalchemy import Index

from leima.db.tables.base import Table, body, key, ms


class Posting(Table, table=True):
    """Opening, accrual, adjustment, transfer, payout, settlement or lapse: who, when, why."""

    __table_args__ = (
        Index("ix_posting_org_person", "org", "person", "account", "date"),
        Index("ix_posting_org_act", "org", "act"),
    )
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
    act: str | None = None
    """The act that it is a leg of; the legs of an act are undone together."""
    corrects: str | None = None
    """The day or posting that it corrects: `person:date`, or a posting's id."""


class AccountMonth(Table, table=True):
    """The sum of one account's postings in one month; updated by difference."""

    org: str = key()
    person: str = key()
    account: str = key()
    year: int = key()
    month: str = key()
    """YYYY-MM."""
    amount: int


class DayPosting(Table, table=True):
    """What a day posts to accounts other than flex and kiky; recomputed with its day."""

    __table_args__ = (Index("ix_day_posting_org_date", "org", "date"),)
    org: str = key()
    person: str = key()
    date: str = key()
    account: str = key()
    year: int = key()
    amount: int
    why: str = body("{}")


class Act(Table, table=True):
    """One deed on the ledger with all its legs: a settlement, transfer, adjustment or payout, or many at once."""

    __table_args__ = (Index("ix_act_org_person", "org", "person", "at"), Index("ix_act_org_bulk", "org", "bulk"))
    org: str = key()
    id: str = key()
    person: str | None = None
    bulk: str | None = None
    """The act that this one is a part of."""
    kind: str
    date: str
    why: str = body("")
    more: str = body("{}")
    """JSON of what its kind needs to know."""
    who: str | None = None
    at: int = ms()
    undone_at: int | None = ms(None)
    undone_by: str | None = None
