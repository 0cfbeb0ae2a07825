"""What the rules made of the facts: one result a person and day, and each person's state now."""

from sqlalchemy import Index

from leima.db.tables.base import Table, body, key, ms


class DayResult(Table, table=True):
    __table_args__ = (
        Index("ix_day_result_org_date", "org", "date"),
        Index("ix_day_result_hours", "org", "person", "date", "status", "worked", "begins", "ends", "flex", "kiky"),
    )
    org: str = key()
    person: str = key()
    date: str = key()
    status: str
    flex: int
    kiky: int
    posted: bool = False
    """True once the day counts in account_month."""
    attention: str = body("")
    """JSON of what asks for a person's word; empty when nothing does."""
    body: str = body()
    version: int = 1
    worked: int | None = None
    """Minutes of work, kiky included; null for rows of older versions, whose body tells it."""
    begins: int | None = None
    """Epoch minutes at which the hours begin and end, breaks at either side left out; null without hours."""
    ends: int | None = None


class TeamState(Table, table=True):
    """Who is in, on break or out, for the supervisors of the unit."""

    __table_args__ = (Index("ix_team_state_org_unit", "org", "unit"),)
    org: str = key()
    person: str = key()
    unit: str | None = None
    state: str = "out"
    since: int | None = ms(None)
    remote: bool = False
    attention: str = body("[]")
    version: int = 1


class DayShare(Table, table=True):
    """Minutes of one day by what they were booked on, so that whole organisations are added up without the bodies."""

    __table_args__ = ({"sqlite_with_rowid": False},)
    org: str = key()
    kind: str = key()
    """work; rest: what automatic breaks and rounding change of it; target; ordered, which is part of work."""
    date: str = key()
    person: str = key()
    work_type: str = key()
    """Empty where nothing was chosen; so is the cost centre."""
    cost_centre: str = key()
    remote: bool = key()
    minutes: int
