"""Links by which calendars outside read somebody's leave."""

from sqlalchemy import Index

from leima.db.tables.base import Table, body, key, ms


class FeedLink(Table, table=True):
    __table_args__ = (
        Index("ix_feed_link_org_person", "org", "person"),
        Index("ix_feed_link_hash", "hash", unique=True),
    )
    org: str = key()
    id: str = key()
    person: str
    hash: str
    """SHA-256 of the secret, hex."""
    name: str = body()
    kinds: bool = False
    """The person's own leave says its kind."""
    team: bool = False
    """It says who of the supervised teams is away."""
    created_at: int = ms()
    used_on: str | None = None
    """The date on which it was last read."""
