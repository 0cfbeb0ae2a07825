"""Files that people have sent, each for its sender; the bytes lie beside the database."""

from sqlalchemy import Index

from leima.db.tables.base import Table, key, ms


class Blob(Table, table=True):
    __table_args__ = (Index("ix_blob_org_person_at", "org", "person", "at"),)
    org: str = key()
    person: str = key()
    sha256: str = key()
    """Of the bytes as they were sent: their name on the wire."""
    kept: str
    """SHA-256 of the bytes as they are kept."""
    media: str
    size: int
    """Bytes that are kept."""
    pages: int
    at: int = ms()
    unnamed_at: int | None = ms(None)
    """Since when nothing names it, as it was last seen; null for one that is named or new."""
