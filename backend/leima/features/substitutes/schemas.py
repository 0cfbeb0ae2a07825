"""Substitutes on the wire."""

from typing import Literal

import msgspec

from leima.web.forms import Day, Form, Id


class NameSubstitute(Form, frozen=True):
    """A substitute for a supervisor, the caller where none is named; both dates included."""

    id: Id
    person: Id
    from_: Day = msgspec.field(name="from")
    until: Day
    supervisor: Id | None = None


class Substitute(msgspec.Struct, frozen=True):
    """Who stands in for whom. `may_end` tells whether the caller may end it."""

    id: str
    supervisor: str
    supervisor_name: str
    person: str
    person_name: str
    from_date: str
    until_date: str
    state: Literal["coming", "now", "ended"]
    may_end: bool


class Named(msgspec.Struct, frozen=True):
    """A person and their name."""

    id: str
    name: str


class Substitutes(msgspec.Struct, frozen=True):
    """What concerns the caller, the newest first, and who may be named: for whom, and whom."""

    as_of: str
    substitutes: list[Substitute]
    supervisors: list[Named]
    people: list[Named]
