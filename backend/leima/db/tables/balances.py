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
    """What a settled day posts to accounts other than flex and kiky; recomputed with its day."""

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


class MonthState(Table, table=True):
    """How far a person's month has come, and what it was frozen at."""

    __table_args__ = (
        Index("ix_month_state_org_id", "org", "id", unique=True),
        Index("ix_month_state_org_unit", "org", "unit", "month"),
    )
    org: str = key()
    person: str = key()
    month: str = key()
    """YYYY-MM."""
    id: str
    """`person:month`, as devices know it."""
    unit: str | None = None
    status: str = "open"
    """open, sent, returned, approved or closed."""
    sent_at: int | None = ms(None)
    decided_at: int | None = ms(None)
    decided_by: str | None = None
    closed_at: int | None = ms(None)
    closed_by: str | None = None
    reason: str = body("")
    totals: str = body("{}")
    """JSON: what the month held when it was closed."""
    version: int = 1


class FrozenDay(Table, table=True):
    """What a day of a closed month was reported at when the month was closed."""

    org: str = key()
    person: str = key()
    date: str = key()
    cells: str = body()
    """JSON of the report's cells in raw values: minutes, clocks, ids, findings, notes."""


class MonthCorrection(Table, table=True):
    """Minutes by which a closed day is corrected in an open month; the accounts' part is in the act's postings."""

    __table_args__ = (
        Index("ix_month_correction_org_person", "org", "person", "corrects"),
        Index("ix_month_correction_org_act", "org", "act"),
    )
    org: str = key()
    id: str = key()
    person: str
    date: str
    """The date in the open month on which it counts."""
    corrects: str
    """The closed date."""
    act: str
    minutes: str = body()
    """JSON of minutes by the report's cells: worked, classes of pay, supplements, absences."""
    why: str = body("")
    who: str | None = None
    at: int = ms()


class ChangeRequest(Table, table=True):
    """A fact that met a closed month: kept as it came, and decided by a person."""

    __table_args__ = (
        Index("ix_change_request_org_person", "org", "person", "date"),
        Index("ix_change_request_org_unit", "org", "unit"),
    )
    org: str = key()
    id: str = key()
    person: str
    unit: str | None = None
    date: str
    kind: str
    """late_punch, entry, order, absence, kiky_mark."""
    fact: str | None = None
    """The id of the fact that waits."""
    wish: str = body("{}")
    """JSON of what is asked, old and new."""
    op_id: str | None = None
    status: str = "waiting"
    reason: str = body("")
    decided_by: str | None = None
    posting: str | None = None
    """The adjustment in the open month that carries it out."""
    version: int = 1
