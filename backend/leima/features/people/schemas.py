"""What is said about people on the wire."""

from typing import Annotated, Literal

import msgspec

from leima.web.forms import Day, Email, Form, Id, Line

Language = Literal["fi", "sv", "en"]
Role = Literal["employee", "supervisor", "planner", "admin", "payroll", "reception"]


class SetLanguage(Form, frozen=True):
    lang: Language


class Organisation(msgspec.Struct, frozen=True):
    """`logo` is the version of its logo; null where it has none."""

    id: str
    name: str
    zone: str
    logo: str | None


class Membership(msgspec.Struct, frozen=True):
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
    teams: list[Membership]


class Listed(msgspec.Struct, frozen=True, omit_defaults=True):
    """A person in a list; supervisors see the name and the teams alone."""

    id: str
    name: str
    teams: list[Membership]
    email: str | None = None
    roles: list[str] | None = None
    active: bool | None = None
    joined: bool | None = None
    """Whether a password has been set."""
    contract: bool | None = None
    """Whether a contract is in force today."""


class People(msgspec.Struct, frozen=True):
    people: list[Listed]


class EditPerson(Form, frozen=True):
    """What a person is from a date on: all of it, changed or not."""

    name: Line
    email: Email
    team: Id | None
    supervises: Annotated[list[Id], msgspec.Meta(max_length=500)]
    roles: Annotated[list[Role], msgspec.Meta(max_length=5)]
    from_: Day = msgspec.field(name="from")
    site: Id | msgspec.UnsetType | None = msgspec.UNSET
    """A site of the person's own; null takes the team's, and what is left out stays as it is."""


class TeamChoice(msgspec.Struct, frozen=True):
    id: str
    name: str


class SiteChoice(msgspec.Struct, frozen=True):
    id: str
    name: str


class Planned(msgspec.Struct, frozen=True):
    """A change that waits for its date."""

    what: str
    """name, email, roles, site or team."""
    value: str | list[str] | None
    """Null for no site of one's own."""
    from_: str = msgspec.field(name="from")


class PersonDetails(msgspec.Struct, frozen=True):
    """What the office may change of a person, as it will be once all that waits has come; `teams` and `sites` are all
    there are."""

    name: str
    email: str
    team: str | None
    supervises: list[str]
    roles: list[str]
    teams: list[TeamChoice]
    site: str | None
    sites: list[SiteChoice]
    planned: list[Planned]
