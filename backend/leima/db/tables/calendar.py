"""Calendars of teams: how many people each one needs."""

from leima.db.tables.base import Table, key, ms


class TeamMinimum(Table, table=True):
    """From a date on, how many of a team's people should be at work; 0 is no minimum."""

    org: str = key()
    team: str = key()
    from_date: str = key()
    people: int
    who: str | None = None
    at: int = ms()
