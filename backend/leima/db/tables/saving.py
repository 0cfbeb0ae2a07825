"""Wishes to save annual holiday over years. What was agreed is an act of the same id on the ledger."""

from sqlalchemy import Index

from leima.db.tables.base import Table, body, key, ms


class Saving(Table, table=True):
    __table_args__ = (
        Index("ix_saving_org_person", "org", "person", "earning_year"),
        Index("ix_saving_org_status", "org", "status"),
    )
    org: str = key()
    id: str = key()
    person: str
    earning_year: int
    """Named by the 31 March on which it ended."""
    days: int
    """Whole days."""
    note: str = body("")
    status: str = "requested"
    """requested, approved, rejected or withdrawn."""
    asked_at: int = ms()
    decided_at: int | None = ms(None)
    decided_by: str | None = None
    answer: str = body("")
    """What the decider wrote."""
    version: int = 1
