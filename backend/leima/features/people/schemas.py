"""What is said about people on the wire."""

from typing import Literal

import msgspec

from leima.web.forms import Form

Language = Literal["fi", "sv", "en"]
Role = Literal["employee", "supervisor", "planner", "admin", "payroll"]


class SetLanguage(Form, frozen=True):
    lang: Language


class Organisation(msgspec.Struct, frozen=True):
    id: str
    name: str
    zone: str


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
