"""What was decided, what nobody decided in time, and how much time there is."""

from sqlalchemy import Index

from leima.db.tables.base import Table, body, key, ms


class Decision(Table, table=True):
    """One decision, with what was seen of the thing as it was made."""

    __table_args__ = (
        Index("ix_decision_org_at", "org", "at"),
        Index("ix_decision_org_person", "org", "person", "at"),
        Index("ix_decision_org_entity", "org", "entity_id"),
    )
    org: str = key()
    id: str = key()
    """That of the operation."""
    kind: str
    entity_id: str
    person: str
    date: str
    what: str = ""
    decision: str
    """approve, return or reject."""
    decided_by: str
    stood_in_for: str | None = None
    """Whose substitute decided."""
    at: int = ms()
    version: int
    totals: str = body("{}")
    """JSON of what it amounted to, as the inbox tells it."""
    undone_at: int | None = ms(None)
    undone_by: str | None = None
    undone_why: str | None = body(None)


class Escalation(Table, table=True):
    """Somebody further up was told that a thing has waited for too long."""

    __table_args__ = (
        Index("ix_escalation_org_told", "org", "told"),
        Index("ix_escalation_org_person", "org", "person"),
    )
    org: str = key()
    kind: str = key()
    entity_id: str = key()
    told: str = key()
    person: str
    due_at: int = ms()
    at: int = ms()


class InboxSetting(Table, table=True):
    """How many days an organisation gives to decide; 0 is no limit."""

    org: str = key()
    days: int = 0
