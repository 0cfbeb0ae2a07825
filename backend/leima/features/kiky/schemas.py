"""What is said about kiky: bodies of operations, and the office's forms and answers.

Minutes are whole, dates YYYY-MM-DD, instants milliseconds.
"""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from leima.db.operations import MAX_INSTANT
from leima.features.agreements.switch_schemas import Reason
from leima.web.forms import Day, Form, Id, Line

Instant = Annotated[int, Meta(ge=0, le=MAX_INSTANT)]


class KikyMark(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """An extension day, with clock times or without."""

    date: Annotated[str, Meta(pattern=r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]
    start: Instant | None = None
    end: Instant | None = None
    break_min: Annotated[int, Meta(ge=0, le=720)] = 0
    note: Annotated[str, Meta(max_length=2000)] = ""


class KikyUnmark(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The mark is taken away."""


class KikyDecide(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A supervisor's word on a mark that waits for one."""

    decision: Literal["approve", "reject"]
    seen_version: Annotated[int, Meta(ge=1, le=2**31)]
    reason: Annotated[str, Meta(max_length=2000)] = ""


class KikyUndo(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A decision is taken back, while it stands as it was made: one's own, or with a reason another's."""

    seen_version: Annotated[int, Meta(ge=1, le=2**31)]
    reason: Annotated[str, Meta(max_length=2000)] = ""


class KikySettle(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A word on what an ended year left, or had too much; `seen_minutes` as they were shown."""

    decision: Literal["approve", "reject"]
    seen_minutes: Annotated[int, Meta(ge=1, le=100_000)]
    reason: Annotated[str, Meta(max_length=2000)] = ""


Source = Literal["flex", "overtime_leave", "bank", "reduction_leave", "annual_leave_day", "holiday_bonus"]

Year = Annotated[int, Meta(ge=2017, le=2100)]

Minutes = Annotated[int, Meta(ge=1, le=100_000)]

Cents = Annotated[int, Meta(ge=1, le=10_000_000)]

Sources = Annotated[tuple[Source, ...], Meta(min_length=1, max_length=6)]

People = Annotated[tuple[Id, ...], Meta(min_length=1, max_length=1_000)]


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


class KikyTeam(msgspec.Struct, frozen=True):
    year: int
    today: str
    people: list[TeamRow]


class KikyProposal(msgspec.Struct, frozen=True):
    """What a year left: `deduct` what is owed from these accounts (none: there is nothing to take it from), or
    `return` what was settled too much."""

    person: str
    name: str
    year: int
    kind: Literal["return", "deduct"]
    minutes: int
    legs: list[Returned]


class Plan(msgspec.Struct, frozen=True):
    """Minutes that wait until the holiday bonus is marked for payment; `id` is the act that planned them."""

    id: str
    person: str
    name: str
    year: int
    minutes: int
    date: str
    reason: str


class Waiting(msgspec.Struct, frozen=True):
    """Everything about kiky that waits for the caller's word."""

    proposals: list[KikyProposal]
    plans: list[Plan]


class Decided(Form, frozen=True):
    """A person's word on an ended year: the proposal is carried out, or declined. `minutes` as they were shown."""

    id: Id
    person: Id
    year: Year
    confirm: bool
    minutes: Minutes
