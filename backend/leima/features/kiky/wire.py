"""What is said about kiky at the office's desk: forms in, answers out. Minutes are whole, dates YYYY-MM-DD."""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from leima.web.forms import Day, Form, Id, Line

Source = Literal["flex", "overtime_leave", "bank", "reduction_leave", "annual_leave_day", "holiday_bonus"]
Way = Literal[
    "balance_deduction",
    "extension_day",
    "holiday_bonus",
    "longer_hours",
    "holiday_cut",
    "annual_leave_day",
    "reduction_leave",
    "reduction_day",
    "midweek_pay_percent",
]
"""How kiky is carried out: settled by the person, by a longer contract, or by the agreement itself."""
Year = Annotated[int, Meta(ge=2017, le=2100)]
Minutes = Annotated[int, Meta(ge=1, le=100_000)]
Cents = Annotated[int, Meta(ge=1, le=10_000_000)]
Reason = Annotated[str, Meta(min_length=3, max_length=500)]
Sources = Annotated[tuple[Source, ...], Meta(min_length=1, max_length=6)]
People = Annotated[tuple[Id, ...], Meta(min_length=1, max_length=1_000)]
Instant = Annotated[int, Meta(ge=0, le=4_102_444_800_000)]


class Deduction(Form, frozen=True):
    """Kiky settled from balances in the stated order. `pays` true settles nothing: see `confirmed`."""

    id: Id
    person: Id
    year: Year
    minutes: Minutes
    sources: Sources
    date: Day
    reason: Reason
    pays: bool = False
    confirmed: bool = False
    """With `pays`: the caller has seen that the time goes to the next pay as money and that kiky stays owed."""


class Leg(msgspec.Struct, frozen=True):
    """One account's side: minutes posted, and the balance before and after."""

    account: str
    minutes: int
    before: int
    after: int


class Deducted(msgspec.Struct, frozen=True):
    """What a deduction does: its legs and what stays owed. `planned`: it waits for the holiday bonus to be paid."""

    id: str
    person: str
    name: str
    year: int
    date: str
    minutes: int
    owed_before: int
    left: int
    legs: list[Leg]
    planned: bool = False
    paid_out: int = 0
    warnings: list[str] = []
    undone: bool = False


class BonusPaid(Form, frozen=True):
    """The holiday bonus is marked for payment: its amount and the scheme's hourly rate, in cents."""

    date: Day
    bonus_cents: Cents
    hourly_cents: Cents


class BonusTaken(msgspec.Struct, frozen=True):
    """What was taken of the bonus and what is left of it, in cents."""

    id: str
    minutes: int
    taken_cents: int
    bonus_left_cents: int
    source: str


class Bulk(Form, frozen=True):
    """A spreadsheet of deductions; `content` is the file in base64. What a row leaves out is taken from here."""

    id: Id
    name: Line
    content: Annotated[str, Meta(min_length=1, max_length=900_000)]
    year: Year
    date: Day
    sources: Sources
    reason: Reason
    minutes: Minutes | None = None
    dry_run: bool = True
    leave_out_faulty: bool = False
    """Without it a sheet with a faulty row is not carried out at all."""


class Fault(msgspec.Struct, frozen=True):
    """A row that cannot be done: where, what is wrong with which field, and what to do."""

    row: int
    field: str
    code: str
    message: str
    person: str = ""


class BulkDone(msgspec.Struct, frozen=True):
    """What a sheet would do (`dry_run`) or did."""

    id: str
    dry_run: bool
    rows: int
    done: list[Deducted]
    faults: list[Fault]
    minutes: int


class Marks(Form, frozen=True):
    """An extension day for many people; `start` and `end` are epoch ms."""

    id: Id
    people: People
    date: Day
    start: Instant | None = None
    end: Instant | None = None
    break_min: Annotated[int, Meta(ge=0, le=720)] = 0
    note: Annotated[str, Meta(max_length=500)] = ""


class MarkedOne(msgspec.Struct, frozen=True):
    """What became of one person's mark: marked, or why not."""

    person: str
    name: str
    status: Literal["marked", "already", "refused"]
    minutes: int = 0
    message: str = ""


class Marked(msgspec.Struct, frozen=True):
    id: str
    date: str
    people: list[MarkedOne]


class Returned(msgspec.Struct, frozen=True, omit_defaults=True):
    """One account that time goes back to, or comes from. `cents`: what the minutes are worth in a holiday bonus."""

    account: str
    minutes: int
    cents: int = 0


class Leaver(msgspec.Struct, frozen=True):
    """A leaver's kiky: what is left and what is proposed. Nothing happens before a person confirms it."""

    person: str
    name: str
    year: int
    leaves: str | None
    opening: int
    settled: int
    left: int
    proposal: Literal["return", "deduct", "none"]
    minutes: int
    legs: list[Returned]
    confirmed: bool
    may_deduct: bool = False
    """Whether the caller may take what is left from the final pay."""


class LeaverConfirmed(Form, frozen=True):
    """A person's decision on a leaver's kiky: what was proposed, or to waive what is left."""

    id: Id
    person: Id
    year: Year
    decision: Literal["return", "deduct", "waive"]
    minutes: Minutes
    """What was on the screen; anything else now is a conflict."""
    date: Day
    reason: Reason


class Switching(Form, frozen=True):
    """Kiky on or off from a date for one agreement or (null) all; `scheme` where the company has its own."""

    id: Id
    runs: bool
    from_date: Day
    reason: Reason
    agreement: Id | None = None
    until_date: Day | None = None
    scheme: "Scheme | None" = None


class Scheme(Form, frozen=True):
    """The company's own scheme. Supplements: additional, overtime, sunday, evening_night; null is not stated."""

    accounted: Literal["obligation", "contract", "none"]
    year_minutes: Annotated[int, Meta(ge=0, le=20_000)] = 1_440
    methods: Annotated[tuple[Way, ...], Meta(max_length=9)] = ("balance_deduction", "extension_day")
    extension_minutes: Annotated[int, Meta(ge=0, le=240)] = 0
    pay_out: Annotated[tuple[Literal["hourly", "monthly"], ...], Meta(max_length=2)] = ("hourly",)
    part_time: Literal["share", "out"] = "share"
    """Part-timers owe their share, or stay out."""
    supplements: "Supplements" = msgspec.field(default_factory=lambda: Supplements())
    year_end: Literal["finding", "lapse", "carry", "propose"] = "finding"


class Supplements(Form, frozen=True):
    """What is paid during kiky: yes, no, or not stated."""

    additional: bool | None = None
    overtime: bool | None = None
    sunday: bool | None = None
    evening_night: bool | None = None


class SwitchRow(msgspec.Struct, frozen=True):
    """A decision that stands."""

    id: str
    agreement: str | None
    agreement_name: str | None
    from_date: str
    until_date: str | None
    runs: bool
    scheme: dict[str, Any] | None
    reason: str
    who: str | None
    at: str


class Switches(msgspec.Struct, frozen=True):
    switches: list[SwitchRow]


class SwitchEffect(msgspec.Struct, frozen=True):
    """What a decision does to one person's accounts, in minutes."""

    person: str
    name: str
    kiky_before: int
    kiky_after: int
    flex_before: int
    flex_after: int


class SwitchTrial(msgspec.Struct, frozen=True):
    """A decision tried out. `warning`: the pay day is past, or soon (under 7 days)."""

    year: int
    changed: int
    unchanged: int
    first_pay_day: str
    days_until: int
    warning: str
    people: list[SwitchEffect]


class TeamRow(msgspec.Struct, frozen=True):
    """A person's year: opening with its adjustments, settled, done by extension days, planned, left."""

    person: str
    name: str
    accounted: str
    pay: str
    opening: int
    settled: int
    done: int
    lapsed: int
    planned: int
    left: int
    leaves: str | None = None
    proposal: str = "none"


class Team(msgspec.Struct, frozen=True):
    year: int
    today: str
    people: list[TeamRow]
