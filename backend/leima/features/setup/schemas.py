"""A company set up: what there is, what is missing, and what an admin makes."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from leima.web.forms import Form, Id, Line


class SetOrganisation(Form, frozen=True):
    name: Line
    zone: Line


class PutTeam(Form, frozen=True):
    name: Line
    supervisors: Annotated[list[Id], Meta(max_length=50)] = msgspec.field(default_factory=list)


class PutWorkType(Form, frozen=True):
    name: Line
    kiky: bool = False
    active: bool = True


class PutCostCentre(Form, frozen=True):
    code: Line
    name: Line
    active: bool = True


class MakeSheets(Form, frozen=True):
    people: Annotated[list[Id], Meta(min_length=1, max_length=200)]


class Sheet(msgspec.Struct, frozen=True):
    """A person's invitation on paper. `qr` is the path of an SVG picture of `size` modules a side."""

    person: str
    name: str
    lang: str
    email: str
    link: str
    expires_at: str
    qr: str
    size: int


class Sheets(msgspec.Struct, frozen=True):
    organisation: str
    sheets: list[Sheet]


class SetUpTeam(msgspec.Struct, frozen=True):
    """A team with how many are in it today, and who supervises it."""

    id: str
    name: str
    members: int
    supervisors: list[str]


class SetUpWorkType(msgspec.Struct, frozen=True):
    """A kind of work, and how many entries are booked on it."""

    id: str
    name: str
    kiky: bool
    active: bool
    used: int


class SetUpCostCentre(msgspec.Struct, frozen=True):
    """A cost centre, and how many entries are booked on it."""

    id: str
    code: str
    name: str
    active: bool
    used: int


class SetUpPerson(msgspec.Struct, frozen=True):
    """A person without a password yet; `invited` says whether a link of theirs is still good."""

    id: str
    name: str
    team: str | None
    invited: bool


class SetUp(msgspec.Struct, frozen=True):
    """How far a company has come. Everything of the organisation as it stands today."""

    name: str
    zone: str
    teams: list[SetUpTeam]
    work_types: list[SetUpWorkType]
    cost_centres: list[SetUpCostCentre]
    agreements: list[str]
    people: int
    employed: int
    joined: int
    payroll: int
    """How many run payroll, the first admin among them."""
    waiting: list[SetUpPerson]
    clocked_in: bool


class Lack(msgspec.Struct, frozen=True):
    """What the company has and the pilot lacks: an agreement, a working-time form, a kind of pay, or a role."""

    kind: Literal["agreement", "form", "pay", "role"]
    value: str
    people: int
    """How many have it in the company."""


class Pilot(msgspec.Struct, frozen=True):
    """A pilot group: what it lacks, its first day of work, whole weeks since, and whether there is a pay run."""

    people: int
    lacks: list[Lack]
    began: str | None
    weeks: int
    weeks_needed: int
    pay_run: bool
