"""How long records are kept: what the organisation has chosen, what is on hold, what was removed and whose."""

from sqlalchemy import Index

from leima.db.tables.base import Table, body, key, ms


class RetentionSetting(Table, table=True):
    """The organisation keeps a kind of record for longer than it has to."""

    org: str = key()
    kind: str = key()
    years: int
    who: str | None = None
    at: int = ms()


class LegalHold(Table, table=True):
    """While it stands nothing of a person goes, or, without a person, nothing of the organisation."""

    __table_args__ = (Index("ix_legal_hold_org_person", "org", "person"),)
    org: str = key()
    id: str = key()
    person: str | None = None
    reason: str = body()
    from_date: str
    until_date: str | None = None
    """Its last date; null until somebody lifts it."""
    set_by: str
    set_at: int = ms()
    lifted_by: str | None = None
    lifted_at: int | None = ms(None)


class RetentionRun(Table, table=True):
    """A removal that an admin has confirmed: what it removed."""

    org: str = key()
    id: str = key()
    at: int = ms()
    who: str
    counts: str = body()
    """JSON: by kind how many records went, and the first date whose records stayed."""


class Erasure(Table, table=True):
    """A person who left and whose data was erased, but for what the law keeps."""

    org: str = key()
    person: str = key()
    at: int = ms()
    who: str
    counts: str = body()
    """JSON: by kind how many records went, and how many stayed until when."""
