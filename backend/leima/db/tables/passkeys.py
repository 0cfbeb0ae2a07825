"""Passkeys, and the challenges that they sign."""

from sqlalchemy import Index

from leima.db.tables.base import Table, body, key, ms


class Passkey(Table, table=True):
    """A person's passkey: its public half."""

    __table_args__ = (
        Index("ix_passkey_id", "id", unique=True),
        Index("ix_passkey_org_person", "org", "person"),
    )
    org: str = key()
    id: str = key()
    """What the authenticator calls it, base64url."""
    person: str
    name: str
    public_key: str = body()
    """COSE, base64url."""
    sign_count: int = ms(0)
    """The authenticator's own count of its signatures; 0 for ever where it counts none."""
    made_at: int = ms()
    used_at: int | None = ms(None)
    copied_at: int | None = ms(None)
    """When its count went back, so that somebody has a copy: it opens nothing since."""


class PasskeyTry(Table, table=True):
    """A challenge that has been given out: signed once, for ten minutes."""

    __table_args__ = (Index("ix_passkey_try_expires_at", "expires_at"),)
    hash: str = key()
    """SHA-256 of the challenge, hex."""
    org: str | None = None
    person: str | None = None
    """Who adds a passkey; nobody is known yet where somebody signs in."""
    expires_at: int = ms()
