"""Requests for leave. What was granted is an absence of the same id."""

from sqlalchemy import Index

from leima.db.tables.base import Table, body, key, ms


class LeaveRequest(Table, table=True):
    __table_args__ = (
        Index("ix_leave_request_org_person", "org", "person", "from_date"),
        Index("ix_leave_request_org_status", "org", "status"),
    )
    org: str = key()
    id: str = key()
    person: str
    from_date: str
    until_date: str
    minutes: int | None = None
    """Minutes of each date; null is the whole day."""
    kind: str
    note: str = body("")
    reason: str = body("")
    """Why, for the person and payroll alone."""
    status: str = "requested"
    """requested, approved, rejected, withdrawn, cancelling (granted, and asked to be cancelled) or cancelled."""
    asked_at: int = ms()
    decided_at: int | None = ms(None)
    decided_by: str | None = None
    decided_was: str | None = None
    """What was decided, requested or cancelling; null where nothing of it can be taken back."""
    answer: str = body("")
    """What the decider wrote."""
    version: int = 1
