"""A company set up: what there is, what is missing, and what an admin makes."""

from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta

from leima.web.forms import Form, Id, Label, Line

NOT_BLANK = r"^[^\x00-\x1f\x7f]*[^\x00-\x1f\x7f\s][^\x00-\x1f\x7f]*\Z"
Name: TypeAlias = Annotated[str, Meta(min_length=1, max_length=200, pattern=NOT_BLANK)]
"""One line that is not blank."""


class SetOrganisation(Form, frozen=True):
    name: Name
    zone: Line


class PutTeam(Form, frozen=True):
    name: Name
    supervisors: Annotated[list[Id], Meta(max_length=50)] = msgspec.field(default_factory=list)
    site: Id | msgspec.UnsetType | None = msgspec.UNSET
    """Null takes the team from its site; what is left out stays as it is."""


class PutSite(Form, frozen=True):
    name: Name
    address: Label = ""


class PutWorkType(Form, frozen=True):
    name: Name
    counts_as_kiky: bool = False
    in_use: bool = True


class PutCostCentre(Form, frozen=True):
    code: Name
    name: Name
    in_use: bool = True


class MergeChoices(Form, frozen=True):
    """`away` goes out of use, and `heir` is booked instead. A trial changes nothing."""

    which: Literal["work_type", "cost_centre"]
    away: Id
    heir: Id
    dry_run: bool = True


class PruneChoices(Form, frozen=True):
    """Takes out of use what nobody has used for some months. A trial changes nothing; after it only what it has
    shown goes."""

    unused_months: Annotated[int, Meta(ge=1, le=120)]
    shown: Annotated[list[Id], Meta(max_length=2000)] = msgspec.field(default_factory=list)
    dry_run: bool = True


class MakeSheets(Form, frozen=True):
    people: Annotated[list[Id], Meta(min_length=1, max_length=200)]


class SheetSite(msgspec.Struct, frozen=True):
    """Where somebody comes to work."""

    name: str
    address: str


class Sheet(msgspec.Struct, frozen=True):
    """A person's invitation on paper. `qr` is the path of an SVG picture of `size` modules a side; `site` is null where
    no team of theirs has one."""

    person: str
    name: str
    lang: str
    email: str
    site: SheetSite | None
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
    site: str | None
    members: int
    supervisors: list[str]


class SetUpSite(msgspec.Struct, frozen=True):
    """A site, and how many teams are at it."""

    id: str
    name: str
    address: str
    teams: int


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


class ChoiceUsed(msgspec.Struct, frozen=True):
    """A work type or cost centre: entries booked on it, the local date of the latest of them, and how many agreements
    those who booked on it have today."""

    which: Literal["work_type", "cost_centre"]
    id: str
    name: str
    in_use: bool
    counts_as_kiky: bool
    entries: int
    agreements: int
    last_used: str | None
    merged_into: str | None
    merged_on: str | None


class ChoicesUsed(msgspec.Struct, frozen=True):
    """Every work type and cost centre."""

    choices: list[ChoiceUsed]


class Merged(msgspec.Struct, frozen=True):
    """What a merge does, or would do (`dry_run`), from a date on."""

    dry_run: bool
    away: ChoiceUsed
    heir: ChoiceUsed
    begins: str


class Pruned(msgspec.Struct, frozen=True):
    """What nobody has used since a date: it would go out of use (`dry_run`), or went."""

    dry_run: bool
    since: str
    choices: list[ChoiceUsed]


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
    logo: str | None
    """The version of its logo."""
    teams: list[SetUpTeam]
    sites: list[SetUpSite]
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
