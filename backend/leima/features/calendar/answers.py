"""The calendar of a team as it goes over the wire."""

from typing import Literal

import msgspec

from leima.features.leave.answers import LeaveStatus

State = Literal["away", "requested", "kiky"]


class LaneDay(msgspec.Struct, frozen=True, omit_defaults=True):
    """A date on which a person is away, asks to be, or plans an extension day (`kiky`, to those who may know).

    `part`: for some hours only. `kind` is why, and `request` the request for leave behind it, to those who may know.
    `also_kiky`: an extension day is planned beside the rest.
    """

    date: str
    state: State
    part: bool = False
    also_kiky: bool = False
    kind: str | None = None
    request: str | None = None


class LaneRequest(msgspec.Struct, frozen=True):
    """A request for leave that meets the calendar. `decides`: the caller may decide on it, in this `version`."""

    id: str
    status: LeaveStatus
    kind: str
    from_date: str
    until_date: str
    minutes: int | None
    version: int
    decides: bool


class Lane(msgspec.Struct, frozen=True, omit_defaults=True):
    """One person's dates, and what they ask for as far as the caller may know. `may_record`: the caller may record an
    absence of theirs, as their supervisor."""

    person: str
    name: str
    days: list[LaneDay]
    requests: list[LaneRequest]
    may_record: bool = False


class Holiday(msgspec.Struct, frozen=True):
    """A named day: its name in the caller's language, and whether it is a midweek holiday."""

    date: str
    key: str
    name: str
    midweek: bool


class Minimum(msgspec.Struct, frozen=True):
    """How many people the team needs from a date on; 0 is no minimum."""

    from_date: str
    people: int


class Count(msgspec.Struct, frozen=True):
    """A working date of the team: how many of its people work on it, and how many of them are away or ask to be."""

    date: str
    working: int
    away: int
    requested: int


class CalendarTeam(msgspec.Struct, frozen=True):
    """A team whose calendar the caller may open."""

    id: str
    name: str


class Calendar(msgspec.Struct, frozen=True, rename={"first": "from", "last": "to"}):
    """A team's calendar. `minimum` is the one of the last date; `short` are the working dates with fewer people, and
    `short_if_granted` those there would be if all that is asked for were granted."""

    first: str
    last: str
    as_of: str
    team: str | None
    teams: list[CalendarTeam]
    people: list[Lane]
    holidays: list[Holiday]
    counts: list[Count]
    minimum: int | None
    minimums: list[Minimum]
    short: list[str]
    short_if_granted: list[str]
    may_set_minimum: bool


class Minimums(msgspec.Struct, frozen=True):
    """Every minimum of a team in order of date."""

    team: str
    minimums: list[Minimum]
