"""What the ledger's routes take and answer. Time is minutes, days are days, money is cents."""

from typing import Annotated, Literal

import msgspec

from leima.features.ledger.kinds import Unit
from leima.web.forms import Day, Form, Id

Reason = Annotated[str, msgspec.Meta(min_length=1, max_length=500, pattern=r"^[^\x00-\x1f\x7f]*\S[^\x00-\x1f\x7f]*\Z")]
TimeAccount = Literal["flex", "overtime_leave", "bank", "reduction_leave", "annual_leave_day"]
AccountName = TimeAccount | Literal["kiky", "annual_holiday", "saved_leave", "holiday_bonus", "bonus_time"]
Year = Annotated[int, msgspec.Meta(ge=1970, le=2200)]
Amount = Annotated[float, msgspec.Meta(ge=-1_000_000, le=1_000_000)]


class NewPosting(Form, frozen=True, kw_only=True):
    """One "Uusi saldokirjaus". `amount` is signed: whole minutes, days (to a hundredth) or whole cents."""

    id: Id
    person: Id
    account: AccountName
    amount: Amount
    date: Day
    reason: Reason
    year: Year | None = None
    """The year of a yearly account; the date's own when it is left out."""
    pays: bool = False
    """False: "Ei siirry palkkaan"."""
    kind: Literal["adjustment", "accrual", "lapse"] = "adjustment"
    is_kiky: bool | None = None
    """The answer to "Onko tämä kiky-vähennys?", needed where it is asked: with yes, as much kiky is settled."""
    opening: bool = False
    """A positive posting on kiky is the year's opening, in place of the automatic one; else an addition to it."""
    dry_run: bool = False


class NewTransfer(Form, frozen=True, kw_only=True):
    """Minutes from one account to another."""

    id: Id
    person: Id
    source: TimeAccount
    target: TimeAccount
    minutes: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]
    date: Day
    reason: Reason
    dry_run: bool = False


class NewExchange(Form, frozen=True, kw_only=True):
    """Pay turned into time in the bank: so many minutes of it. `hourly_cents` is what an hour of it is worth; the
    person's hourly wage in force where it is left out."""

    id: Id
    person: Id
    source: Literal["supplements", "holiday_bonus"]
    minutes: Annotated[int, msgspec.Meta(ge=1, le=100_000)]
    date: Day
    reason: Reason
    hourly_cents: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)] | None = None
    dry_run: bool = False


class NewStatementLine(Form, frozen=True, kw_only=True):
    """A person's word on one account of a leaver."""

    id: Id
    account: AccountName
    decision: Literal["pay", "deduct", "lapse", "keep"]
    date: Day
    reason: Reason
    year: Year | None = None


class Moved(msgspec.Struct, frozen=True):
    """One account before and after."""

    account: str
    year: int | None
    unit: Unit
    before: float
    amount: float
    after: float


class BalanceFinding(msgspec.Struct, frozen=True):
    """Something that a person should know: the words `finding.<kind>` with raw params."""

    kind: str
    params: dict[str, int | str]


class Done(msgspec.Struct, frozen=True):
    """What an act did, or would do (`dry_run`)."""

    id: str
    kind: str
    date: str
    moved: list[Moved]
    findings: list[BalanceFinding]
    dry_run: bool = False


class Undone(msgspec.Struct, frozen=True):
    """An act that is undone."""

    id: str


class LedgerLine(msgspec.Struct, frozen=True):
    """One line of the ledger: who, when, why."""

    id: str
    person: str
    date: str
    account: str
    year: int | None
    unit: Unit
    kind: str
    """opening, accrual, adjustment, transfer, payout, settlement, lapse, or undo for the opposite of another line."""
    amount: float
    pays: bool
    why: str
    who: str | None
    who_name: str | None
    at: int
    """Epoch ms."""
    act: str | None
    undone: bool
    corrects: str | None
    may_undo: bool


class Ledger(msgspec.Struct, frozen=True):
    """Lines, newest first; `more` when older ones were left out."""

    lines: list[LedgerLine]
    more: bool
