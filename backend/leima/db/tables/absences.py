"""Time away, by kind and dates. A reason of health lies apart, in `reason`."""

from sqlalchemy import Index

from leima.db.tables.base import Table, body, key


class Absence(Table, table=True):
    __table_args__ = (Index("ix_absence_org_person_from", "org", "person", "from_date"),)
    org: str = key()
    id: str = key()
    person: str
    unit: str | None = None
    from_date: str
    until_date: str
    minutes: int | None = None
    """Minutes of each date; null is the whole day."""
    kind: str
    note: str = body("")
    reason: str = body("")
    author: str
    deleted: bool = False
    version: int = 1
