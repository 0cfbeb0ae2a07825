"""What is said about people on the wire."""

from typing import Annotated, Literal

import msgspec

from leima.web.forms import Day, Email, Form, Id, Line

Language = Literal["fi", "sv", "en"]
Role = Literal["employee", "supervisor", "planner", "admin", "payroll"]
DayMinutes = Annotated[int, msgspec.Meta(ge=0, le=1_440)]


class SetLanguage(Form, frozen=True):
    lang: Language


class Period(Form, frozen=True):
    """The periods of period work: their length in weeks, and the first day of any one of them."""

    weeks: Annotated[int, msgspec.Meta(ge=1, le=52)]
    start: Day


class NewContract(Form, frozen=True):
    """The first contract; minutes are the person's own, not scaled by `share` again."""

    agreement: Id
    form: Literal["general", "office", "shift", "averaged", "period", "flexitime", "flexiwork", "exempt"]
    pay: Literal["monthly", "hourly"]
    variant: Id | None = None
    until: Day | None = None
    day_minutes: DayMinutes | None = None
    week_minutes: Annotated[int, msgspec.Meta(ge=0, le=10_080)] | None = None
    weekdays: Annotated[list[DayMinutes], msgspec.Meta(min_length=7, max_length=7)] | None = None
    share: Annotated[float, msgspec.Meta(gt=0, le=1)] = 1.0
    period: Period | None = None


class NewPerson(Form, frozen=True):
    """A person who starts on `start`; `team` is a team's id."""

    name: Line
    email: Email
    start: Day
    lang: Language = "fi"
    team: Id | None = None
    roles: Annotated[tuple[Role, ...], msgspec.Meta(max_length=5)] = ()
    contract: NewContract | None = None


class Organisation(msgspec.Struct, frozen=True):
    id: str
    name: str
    zone: str


class Team(msgspec.Struct, frozen=True):
    id: str
    name: str
    role: str


class Me(msgspec.Struct, frozen=True):
    """The caller."""

    id: str
    name: str
    email: str
    lang: str
    roles: list[str]
    organisation: Organisation
    teams: list[Team]


class Listed(msgspec.Struct, frozen=True, omit_defaults=True):
    """A person in a list; supervisors see the name and the teams alone."""

    id: str
    name: str
    teams: list[Team]
    email: str | None = None
    roles: list[str] | None = None
    active: bool | None = None
    joined: bool | None = None
    """Whether a password has been set."""
    contract: bool | None = None
    """Whether a contract is in force today."""


class People(msgspec.Struct, frozen=True):
    people: list[Listed]


class Added(msgspec.Struct, frozen=True):
    id: str
