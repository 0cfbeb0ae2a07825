"""History from an old clock on the wire: first what a file would do, then the deed."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from leima.features.history.columns import Layout
from leima.features.importing.schemas import MOST_FILE, StaffColumn, StaffFault
from leima.web.forms import Form, Label, Line

Clock = Annotated[str, Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d\Z")]


class HistoryFile(Form, frozen=True):
    """The file (CSV or XLSX, in base64). Without `seen` nothing is kept: the reply to that names what to send as `seen`
    to have exactly this done."""

    name: Line
    content: Annotated[str, Meta(min_length=1, max_length=MOST_FILE)]
    columns: Annotated[dict[Line, Label], Meta(max_length=200)] = msgspec.field(default_factory=dict)
    """What each column means, by its title, where its title does not tell."""
    named: Annotated[dict[Line, Label], Meta(max_length=5000)] = msgspec.field(default_factory=dict)
    """Whose lines they are, by the name in the file: a person's id, or "-" for who is left out."""
    clock_zone: Label = ""
    """The time zone of the file's clock; empty for the organisation's."""
    date_order: Literal["", "dmy", "mdy"] = ""
    """How dates with slashes are written; empty where the file itself shows it."""
    totals_from: Clock = "08:00"
    """Where a day's total begins, which has no clock time of its own."""
    leave_out: bool = False
    """Whether the good lines are taken though others have faults, which stay out."""
    seen: Label = ""


class HistoryBalance(msgspec.Struct, frozen=True):
    """An opening: minutes, or hundredths of a day for holidays. `before` is null where none stands."""

    account: str
    as_of: str
    before: int | None
    after: int


class HistoryPerson(msgspec.Struct, frozen=True):
    """What the file has of a person: days and minutes of what is new, and how many lines are new, there already, or
    left out because they overlap with what is stored. Balances count from `counts_from`."""

    person: str
    name: str
    said: str
    by: Literal["number", "email", "name", "chosen"]
    """How they were found."""
    days: int
    minutes: int
    new: int
    same: int
    overlapping: list[int]
    """Rows of the file."""
    first: str
    last: str
    counts_from: str
    before: int
    """New lines on days before that: they are kept and change no balance."""
    openings: list[HistoryBalance]


class HistoryUnknown(msgspec.Struct, frozen=True):
    """A name of the file that is nobody's here, how many lines it has, and what was chosen for it."""

    said: str
    lines: int
    chosen: str


class HistoryChoice(msgspec.Struct, frozen=True):
    """Somebody whose lines they may be."""

    id: str
    name: str


class HistoryTaken(msgspec.Struct, frozen=True):
    """What the file does, or did where `written` says so."""

    written: bool
    seen: str
    layout: Layout
    clock_zone: str
    date_order: str
    rows: int
    columns: list[StaffColumn]
    fields: list[str]
    people: list[HistoryPerson]
    unknown: list[HistoryUnknown]
    choices: list[HistoryChoice]
    """Everybody, where names are to be chosen."""
    faults: list[StaffFault]
    """The first ones; `bad` says how many there are."""
    bad: int
    ready: bool
    """Whether it can be done as it is."""
