"""Days and the team's state as JSON. Lengths are minutes."""

from typing import Literal

import msgspec

from leima.features.hours.answers import CorrectionData, WorkOrderData
from leima.rules.outcome import DayResult

Status = Literal["none", "open", "pending", "done"]


class DayData(msgspec.Struct, frozen=True):
    """A stored day as devices pull it."""

    person: str
    date: str
    status: Status
    facts_seq: int
    result: DayResult


class WantedOrder(msgspec.Struct, frozen=True):
    """An order that would approve unordered time: between two instants, or the day's last `minutes`."""

    start: int | msgspec.UnsetType = msgspec.UNSET
    end: int | msgspec.UnsetType = msgspec.UNSET
    minutes: int | msgspec.UnsetType = msgspec.UNSET


class Attention(msgspec.Struct, frozen=True):
    """What of a day asks for somebody's word. Instants are epoch milliseconds."""

    date: str
    kind: str
    opening_punch: str | None
    opened_at: int | None
    proposal: int | None
    minutes: int | msgspec.UnsetType = msgspec.UNSET
    orders: list[WantedOrder] | msgspec.UnsetType = msgspec.UNSET


class TeamMember(msgspec.Struct, frozen=True):
    """Whether somebody is in, since when (epoch milliseconds), and what waits for a word."""

    person: str
    name: str
    team: str | None
    state: Literal["in", "break", "out"]
    since: int | None
    remote: bool
    away: Literal["away"] | None
    attention: list[Attention]
    clock_suspect: bool


class TeamStanding(msgspec.Struct, frozen=True):
    """A team with its members by name."""

    id: str
    name: str
    members: list[TeamMember]


class WaitingMark(msgspec.Struct, frozen=True):
    """A kiky mark that waits for a supervisor's word. Instants are epoch ms, null for the whole day."""

    id: str
    person: str
    person_name: str
    date: str
    start: int | None
    end: int | None
    break_min: int
    note: str
    version: int


class Teams(msgspec.Struct, frozen=True):
    """The caller's teams, and the requests that wait for their word."""

    as_of: str
    teams: list[TeamStanding]
    corrections: list[CorrectionData]
    orders: list[WorkOrderData]
    marks: list[WaitingMark]
