"""How far months have come, what they were closed with, and what reached them afterwards."""

from sqlalchemy import Index

from leima.db.tables.base import Table, body, key, ms


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
    """A request to change a locked month: it keeps the whole operation until a person decides."""

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
