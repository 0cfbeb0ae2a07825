"""Notices that go to phones: where to, what still has to go, what a person has chosen, and the key that signs them."""

from sqlalchemy import Index

from leima.db.tables.base import Table, body, key, ms


class PushSubscription(Table, table=True):
    """One signed-in device that takes messages. A browser has one endpoint: who signs in there next takes it over."""

    __table_args__ = (
        Index("ix_push_subscription_org_person", "org", "person"),
        Index("ix_push_subscription_mark", "mark", unique=True),
    )
    org: str = key()
    id: str = key()
    person: str
    family: str
    """The session of the device: with it the subscription ends."""
    endpoint: str = body()
    mark: str
    """SHA-256 of the endpoint."""
    p256dh: str
    auth: str
    created_at: int = ms()
    failures: int = 0
    """Messages in a row that did not get through."""
    failing_since: int | None = ms(None)
    next_at: int = ms(0)
    """Before this instant nothing is tried."""
    sent_at: int | None = ms(None)
    """When the push service last took a message."""
    tried_at: int = ms(0)
    """When the person last asked for a test message."""


class PushOutbox(Table, table=True):
    """A message that a push service has not taken yet, for one subscription."""

    __table_args__ = (
        Index("ix_push_outbox_due_at", "due_at"),
        Index("ix_push_outbox_org_subscription", "org", "subscription"),
    )
    org: str = key()
    id: str = key()
    subscription: str
    person: str
    notice: str
    """Its notice; empty for a test message."""
    kind: str
    at: int = ms()
    due_at: int = ms()
    expires_at: int = ms()


class PushChoice(Table, table=True):
    """What a person has chosen. Without a row all goes, at every hour."""

    org: str = key()
    person: str = key()
    off: str = body("[]")
    """The topics that stay in the inbox, as JSON."""
    quiet_from: str | None = None
    quiet_until: str | None = None
    """Between these hours of the site nothing is sent, as HH:MM."""


class PushKey(Table, table=True):
    """The pair by which push services know this server; made at first need."""

    id: str = key()
    secret: str = body()
    public: str = body()
    """Both as PEM."""
    created_at: int = ms()
