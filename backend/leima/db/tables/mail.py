"""E-mail about notices: what still has to go, who has chosen it, and how each address takes it."""

from sqlalchemy import Index

from leima.db.tables.base import Table, body, key, ms


class MailOutbox(Table, table=True):
    """A letter that the mail server has not taken yet."""

    __table_args__ = (
        Index("ix_mail_outbox_due_at", "due_at"),
        Index("ix_mail_outbox_org_person", "org", "person"),
    )
    org: str = key()
    id: str = key()
    """The notice's id: one letter a notice, with the same Message-ID at every try."""
    person: str
    at: int = ms()
    due_at: int = ms()
    expires_at: int = ms()
    tries: int = 0


class MailChoice(Table, table=True):
    """The topics that a person wants by e-mail, as JSON. Without a row nothing goes."""

    org: str = key()
    person: str = key()
    topics: str = body("[]")


class MailAddress(Table, table=True):
    """How a person's address takes letters. Another address begins anew."""

    org: str = key()
    person: str = key()
    address: str
    refused: int = 0
    """Refusals in a row."""
    failing_since: int | None = ms(None)
    stopped_at: int | None = ms(None)
    """Since then nothing is sent to the address."""
    sent_at: int | None = ms(None)
