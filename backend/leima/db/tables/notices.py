"""What people are told: one row a person and message."""

from sqlalchemy import Index

from leima.db.tables.base import Table, body, key, ms


class Notice(Table, table=True):
    __table_args__ = (Index("ix_notice_org_person_at", "org", "person", "at"),)
    org: str = key()
    id: str = key()
    person: str
    at: int = ms()
    kind: str
    """The words key after `notice.`."""
    params: str = body("{}")
    read_at: int | None = ms(None)
    deleted: bool = False
    version: int = 1
