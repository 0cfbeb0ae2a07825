"""Certificates of absences and of requests for leave, apart from what they belong to: they are data on health."""

from sqlalchemy import Index

from leima.db.tables.base import Table, body, key, ms


class Certificate(Table, table=True):
    __table_args__ = (Index("ix_certificate_org_person", "org", "person"),)
    org: str = key()
    id: str = key()
    """The id of the absence or the request that it belongs to."""
    person: str
    files: str = body("[]")
    """JSON list of its files, as a receipt's; empty once it was taken away."""
    pages: int = 0
    """Pages of all its files; 0 once it was taken away."""
    given_at: int = ms()
    deleted: bool = False
    version: int = 1
