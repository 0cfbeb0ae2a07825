"""Addresses of a company that hear of what happens, and what each has still to hear or has heard."""

from sqlalchemy import Index

from leima.db.tables.base import Table, body, key, ms


class Webhook(Table, table=True):
    org: str = key()
    id: str = key()
    name: str = body()
    address: str = body()
    events: str = body()
    """What it hears of, as JSON."""
    secret: str
    """Signs each message; begins with `whsec_`."""
    old_secret: str | None = None
    """The secret before it, which signs beside it until `old_until`."""
    old_until: int = ms(0)
    made_by: str
    made_at: int = ms()
    failures: int = 0
    """Messages in a row that did not get through."""
    next_at: int = ms(0)
    """Before this instant nothing is tried."""
    sent_at: int | None = ms(None)
    """When a message last got through."""
    paused_at: int | None = ms(None)
    """Since when nothing is sent, after failures or by hand."""


class WebhookMessage(Table, table=True):
    """A message for one webhook, written with what it tells of; kept for a while after it was sent."""

    __table_args__ = (
        Index("ix_webhook_message_due_at", "due_at"),
        Index("ix_webhook_message_org_webhook", "org", "webhook", "at"),
        Index("ix_webhook_message_at", "at"),
    )
    org: str = key()
    id: str = key()
    """Its `webhook-id`, the same each time that it is sent."""
    webhook: str
    event: str
    body: str = body()
    at: int = ms()
    due_at: int | None = ms(None)
    """When it is tried next; None once it got through or was given up."""
    tries: int = 0
    tried_at: int | None = ms(None)
    status: int | None = None
    """The last answer's status; None where there was none."""
    sent_at: int | None = ms(None)
    """When it got through."""
