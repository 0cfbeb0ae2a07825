"""A file of people from the organisation's own register on the wire: first what it would do, then the deed."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from leima.web.forms import Day, Form, Label, Line

MOST_FILE = 8_000_000
"""Bytes of a request with a file in base64: some 11,500 people."""


class Usual(Form, frozen=True):
    """What new people get of what no column tells."""

    agreement: Label = ""
    form: Label = ""
    pay: Label = ""
    lang: Label = ""


class StaffFile(Form, frozen=True):
    """The file (CSV or XLSX, in base64); its changes hold from a date on. Without `seen` nothing is kept: the reply to
    that names what to send as `seen` to have exactly this done."""

    name: Line
    content: Annotated[str, Meta(min_length=1, max_length=MOST_FILE)]
    from_: Day = msgspec.field(name="from")
    everybody: bool = False
    many_leave: bool = False
    make_teams: bool = False
    columns: Annotated[dict[Line, Label], Meta(max_length=200)] = msgspec.field(default_factory=dict)
    usual: Usual = Usual()
    seen: Label = ""


class StaffColumn(msgspec.Struct, frozen=True):
    """A column by its title, and the field that it fills; empty for one that is left out."""

    title: str
    field: str


class StaffFault(msgspec.Struct, frozen=True):
    """What is wrong, where, and what to do. `row` is null for the file as a whole."""

    row: int | None
    column: str
    message: str


class StaffNote(msgspec.Struct, frozen=True):
    """What differs of a person from a date on; lengths are minutes, sums cents, dates YYYY-MM-DD."""

    field: str
    before: str
    after: str
    from_: str = msgspec.field(name="from")


class StaffPerson(msgspec.Struct, frozen=True):
    """A person who comes, leaves or is changed; `row` is null of who is not in the file."""

    name: str
    row: int | None
    kind: Literal["joined", "left", "changed"]
    notes: list[StaffNote]


class StaffTaken(msgspec.Struct, frozen=True):
    """What the file does, or did where `written` says so. Nothing is written while there are faults."""

    written: bool
    seen: str
    rows: int
    same: int
    columns: list[StaffColumn]
    fields: list[str]
    teams: list[str]
    people: list[StaffPerson]
    faults: list[StaffFault]
