"""Planning rounds for leave: what is planned, what people wish for, and what a supervisor has in mind."""

from sqlalchemy import Index

from leima.db.tables.base import Table, body, key, ms


class LeaveRound(Table, table=True):
    __table_args__ = (Index("ix_leave_round_org_team", "org", "team", "from_date"),)
    org: str = key()
    id: str = key()
    team: str
    title: str = body()
    from_date: str
    until_date: str
    wish_by: str
    """The last date on which wishes are taken."""
    least: int
    """How many of the team are to be at work on every working day."""
    status: str = "open"
    """open, settled or cancelled."""
    opened_by: str
    opened_at: int = ms()
    ended_by: str | None = None
    ended_at: int | None = ms(None)
    version: int = 1


class RoundWish(Table, table=True):
    __table_args__ = (
        Index("ix_round_wish_org_round", "org", "round", "person"),
        Index("ix_round_wish_org_person", "org", "person"),
    )
    org: str = key()
    id: str = key()
    round: str
    person: str
    first_from: str
    first_until: str
    second_from: str | None = None
    second_until: str | None = None
    note: str = body("")
    status: str = "wished"
    """wished, withdrawn, granted, rejected, asked (another one decides), or lapsed with a change of team."""
    granted_from: str | None = None
    granted_until: str | None = None
    answer: str = body("")
    """What the one who settled the round wrote."""
    wished_at: int = ms()
    version: int = 1


class RoundDraft(Table, table=True):
    """What one person has in mind for the wishes of a round; nobody else sees it."""

    org: str = key()
    round: str = key()
    person: str = key()
    words: str = body("[]")
    at: int = ms()
