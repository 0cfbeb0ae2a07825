"""The lists, the person card, and what is done with many months on the wire. Instants are epoch milliseconds."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from leima.features.people.schemas import Membership
from leima.web.forms import Id, Month

People = Annotated[list[Id], Meta(min_length=1, max_length=20_000)]
CellMap = dict[str, int | str | None]


class TableChoice(msgspec.Struct, frozen=True):
    """A value that a column may be narrowed to, and how many of all the rows have it, where they are counted."""

    value: str
    title: str
    rows: int | None


class TableColumn(msgspec.Struct, frozen=True):
    """A column: `kind` says how its cells are shown, `chosen` whether it is until somebody chooses, and `sorts` whether
    rows can be put in its order."""

    key: str
    kind: Literal["text", "choice", "date", "instant", "min", "signed", "count"]
    title: str
    chosen: bool
    sorts: bool
    choices: list[TableChoice]


class TableRow(msgspec.Struct, frozen=True):
    """A row about a person."""

    id: str
    cells: CellMap


class Chain(msgspec.Struct, frozen=True):
    """What a check of the whole audit chain found: the numbers of events that were altered or cut; one after the last
    stands for those that were cut off the end. `more` are not named."""

    events: int
    broken: list[int]
    more: int


Key = Annotated[str, Meta(min_length=1, max_length=40, pattern=r"^[a-z_]+\Z")]


class Look(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """How the caller left a list: the columns that are shown, and whether rows stand close together. No columns: those
    that the list shows by itself."""

    columns: Annotated[list[Key], Meta(max_length=30)]
    dense: bool = False


class Table(msgspec.Struct, frozen=True):
    """A page of a list: `found` rows fit what was asked, of `all` that the caller may see. `look` is as the caller left
    it on any device, null until they set it."""

    columns: list[TableColumn]
    rows: list[TableRow]
    found: int
    all: int
    page: int
    size: int
    look: Look | None


class CardAway(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """Time away; the kind is `away` to those whose matter it is not."""

    from_: str
    until: str
    kind: str


class CardDevice(msgspec.Struct, frozen=True):
    """A signed-in device, and when it was last heard of."""

    name: str
    seen_at: int


class PersonCard(msgspec.Struct, frozen=True):
    """What is known of a person beside their days. A part that is null is not the caller's to see."""

    id: str
    name: str
    teams: list[Membership]
    site: str | None
    """The name of their own site, else of their team's."""
    decides: list[str]
    """Names of those who decide on what the person asks for today."""
    month: str
    """The last month that is over (YYYY-MM)."""
    away: list[CardAway]
    email: str | None
    roles: list[str] | None
    devices: list[CardDevice] | None
    active: bool | None
    joined: bool | None
    """Whether a password has been set."""


class WeekCell(msgspec.Struct, frozen=True):
    """A date of somebody: minutes worked and asked for, whether an entry has no end yet, and its findings.

    `away` is why they are away, and `away` itself to those whose matter it is not.
    """

    date: str
    worked: int
    target: int
    away: str | None
    open: bool
    findings: int


class WeekPerson(msgspec.Struct, frozen=True):
    """Somebody's week with their last team in it; a date is null where it is not the caller's to see."""

    person: str
    name: str
    team: str | None
    team_name: str | None
    cells: list[WeekCell | None]


class WeekTeam(msgspec.Struct, frozen=True):
    """A team that somebody in the week is in."""

    id: str
    name: str


class PeopleWeek(msgspec.Struct, frozen=True):
    """Seven dates from a Monday, and everybody whom the caller may see on any of them, by name."""

    today: str
    dates: list[str]
    teams: list[WeekTeam]
    people: list[WeekPerson]


class RemindMonths(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Reminds people of a month that they have not sent: those named, or all whom the caller decides on."""

    month: Month
    people: People | None = None


class ReopenMonths(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Opens closed months again, of people by name and with a reason. `id` makes a repeat harmless."""

    id: Id
    month: Month
    people: People
    reason: Annotated[str, Meta(min_length=1, max_length=2000, pattern=r"^[^\x00]*[^\s\x00][^\x00]*\Z")]


class MonthOf(msgspec.Struct, frozen=True):
    """Somebody with whose month it was done."""

    person: str
    name: str


class MonthRefused(msgspec.Struct, frozen=True):
    """Somebody with whose month it was not done, and why."""

    person: str
    name: str
    code: str
    detail: str


class MonthsDone(msgspec.Struct, frozen=True):
    """What came of everybody."""

    month: str
    done: list[MonthOf]
    refused: list[MonthRefused]
