"""Who stands in for a supervisor, and when."""

from sqlalchemy import Index

from leima.db.tables.base import Table, key, ms


class Substitute(Table, table=True):
    """From `from_date` to `until_date`, both included, `person` decides for the teams that `supervisor` supervises."""

    __table_args__ = (
        Index("ix_substitute_org_person", "org", "person"),
        Index("ix_substitute_org_supervisor", "org", "supervisor"),
    )
    org: str = key()
    id: str = key()
    supervisor: str
    person: str
    from_date: str
    until_date: str
    named_by: str
    named_at: int = ms()
    ended_at: int | None = ms(None)
    """When it was ended before its last date."""
    ended_by: str | None = None
