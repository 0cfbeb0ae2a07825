"""Balances, explanations, the office's table and the statement as JSON, each in its account's unit."""

from typing import Any, Literal

import msgspec

from leima.features.days.answers import Status
from leima.features.ledger.kinds import Unit
from leima.features.ledger.schemas import BalanceFinding


class Account(msgspec.Struct, frozen=True):
    """One account in its `unit`: `amount` is `settled` and `today` together. `owed` is counted down, as kiky is.

    `opening`, `done` and `planned` stand on kiky alone.
    """

    account: str
    year: int | None
    unit: Unit
    amount: float
    settled: float
    today: float
    owed: bool
    opening: int | msgspec.UnsetType = msgspec.UNSET
    done: int | msgspec.UnsetType = msgspec.UNSET
    planned: int | msgspec.UnsetType = msgspec.UNSET


class Today(msgspec.Struct, frozen=True, rename={"break_": "break"}):
    """The date as it stands, open span and all; `running_since` is epoch milliseconds."""

    date: str
    status: Status
    target: int
    worked: int
    break_: int
    kiky: int
    flex: int
    running_since: int | None


class Balances(msgspec.Struct, frozen=True):
    """Every account of a person on `today_date`. Days before `counts_from` are on none of them."""

    as_of: str
    person: str
    today_date: str
    counts_from: str | None
    seq: int
    accounts: list[Account]
    pending_days: int
    today: Today


class Point(msgspec.Struct, frozen=True):
    """A balance at the end of a date."""

    date: str
    amount: float


class BalanceHistory(msgspec.Struct, frozen=True):
    """The balance of the last days, oldest first."""

    points: list[Point]


class ExplainedLine(msgspec.Struct, frozen=True):
    """One step of a rule; those with `total` false add up to the one with `total` true."""

    rule: str
    minutes: int
    params: dict[str, Any]
    source: str | None
    total: bool
    title: str
    because: str


class ExplainedRow(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """One day, ledger line, or what was carried from before; `date` is null where it covers several."""

    date: str | None
    from_: str
    until: str
    kind: str
    amount: float
    status: str
    title: str
    params: dict[str, Any]
    lines: list[ExplainedLine]


class Explanation(msgspec.Struct, frozen=True):
    """Why an account is what it is, newest first: the rows' amounts add up to `total`."""

    account: str
    year: int | None
    unit: Unit
    on: str
    as_of: str
    total: float
    settled: float
    today: float
    rows: list[ExplainedRow]


class HeldAccount(msgspec.Struct, frozen=True):
    """What somebody has on an account."""

    account: str
    year: int | None
    unit: Unit
    amount: float
    owed: bool


class PersonBalances(msgspec.Struct, frozen=True):
    """One person's accounts at the end of a date."""

    person: str
    name: str
    team: str | None
    active: bool
    accounts: list[HeldAccount]
    findings: list[BalanceFinding]


class TeamName(msgspec.Struct, frozen=True):
    """A team that may be asked for."""

    id: str
    name: str


class BalanceTable(msgspec.Struct, frozen=True):
    """Every account of many people at the end of the date `on`."""

    as_of: str
    on: str
    people: list[PersonBalances]
    teams: list[TeamName]


class DecidedLine(msgspec.Struct, frozen=True):
    """What was decided on an account; `at` is epoch milliseconds."""

    act: str
    decision: Literal["pay", "deduct", "lapse", "keep"]
    reason: str
    at: int
    who_name: str | None
    amount: float


class StatementLine(msgspec.Struct, frozen=True):
    """One account of a leaver, what is proposed, and what has been decided."""

    account: str
    year: int | None
    unit: Unit
    amount: float
    owed: bool
    proposal: Literal["nothing", "lapse", "deduct", "return", "pay"]
    source: str | None
    """Where the agreement's rule of the account was read; null where no row of it says anything."""
    decided: DecidedLine | None


class Statement(msgspec.Struct, frozen=True):
    """A leaver's accounts on a date; `open` counts the lines that nobody has decided on."""

    person: str
    name: str
    on: str
    lines: list[StatementLine]
    open: int
    may_decide: bool
