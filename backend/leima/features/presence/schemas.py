"""The presence board on the wire. Instants are epoch milliseconds."""

from typing import Literal

import msgspec

Status = Literal["in", "remote", "break", "away", "gone", "unseen"]
Why = Literal["supervisor", "payroll", "admin", "reception"]


class PresenceTeam(msgspec.Struct, frozen=True):
    """A team that somebody on the board is in today, and the site that it is at."""

    id: str
    name: str
    site: str | None


class PresenceSite(msgspec.Struct, frozen=True):
    """A site of a team or a person on the board. It says where they belong, and never where anybody is."""

    id: str
    name: str


class Present(msgspec.Struct, frozen=True):
    """Somebody on the board. `since` and `kind` are null where they are not the caller's to know."""

    person: str
    name: str
    team: str | None
    status: Status
    since: int | None
    """When they came in, went for a break, or left today."""
    kind: str | None
    """Why they are away today, for payroll alone."""
    site: str | None
    """Where they belong: their own site, else their team's."""


class Presence(msgspec.Struct, frozen=True):
    """Everybody now, by name."""

    as_of: int
    teams: list[PresenceTeam]
    sites: list[PresenceSite]
    people: list[Present]


class SeesMe(msgspec.Struct, frozen=True):
    """Somebody who sees whether the caller is in, and by what right."""

    name: str
    why: Why


class SeenBy(msgspec.Struct, frozen=True):
    """Who sees whether the caller is in, by name."""

    people: list[SeesMe]
