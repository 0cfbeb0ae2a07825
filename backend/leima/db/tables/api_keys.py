"""Keys by which programs of a company ask the API."""

from sqlalchemy import Index

from leima.db.tables.base import Table, body, key, ms


class ApiKey(Table, table=True):
    __table_args__ = (Index("ix_api_key_hash", "hash", unique=True),)
    org: str = key()
    id: str = key()
    """Begins with `key-`: what the key does carries it as its actor."""
    name: str = body()
    hash: str
    """SHA-256 of the key, hex; the key itself is kept nowhere."""
    ending: str
    """Its last four letters, to tell it from others."""
    scopes: str = body()
    """What it may do, as JSON."""
    lang: str
    """The language of what it reads, its maker's."""
    made_by: str | None = None
    """Who made it; None for the command line."""
    made_at: int = ms()
    expires_at: int = ms()
    used_at: int | None = ms(None)
    """When it was last used, to a minute or so."""
    revoked_at: int | None = ms(None)
