"""Months, requests and the trail on the wire. Lengths are minutes, instants epoch milliseconds unless ISO is said."""

from typing import Any, Literal

import msgspec

from leima.features.ledger.kinds import Unit
from leima.rules.month import Unfinished
from leima.rules.outcome import DayResult

MonthStatus = Literal["open", "sent", "returned", "approved", "closed"]


class FoundInMonth(msgspec.Struct, frozen=True):
    """A kind of finding, how often, and its first dates."""

    kind: str
    count: int
    dates: list[str]


class MonthSummary(msgspec.Struct, frozen=True):
    """The month's sums, what is odd, and what it lacks. The classes of a week's or period's test stand where made."""

    worked: int
    target: int
    flex: int
    kiky: int
    unapproved: int
    additional: int
    overtime50: int
    overtime100: int
    days: int
    findings: list[FoundInMonth]
    pending: list[str]
    unfinished: Unfinished
    corrected: int
    weekly50: int | msgspec.UnsetType = msgspec.UNSET
    weekly100: int | msgspec.UnsetType = msgspec.UNSET
    period50: int | msgspec.UnsetType = msgspec.UNSET
    period100: int | msgspec.UnsetType = msgspec.UNSET


class FrozenAccount(msgspec.Struct, frozen=True):
    """An account in a closed month, as stored: minutes, hundredths of a day, or cents."""

    account: str
    year: int
    opening: int
    change: int
    closing: int


class MonthTotals(msgspec.Struct, frozen=True):
    """What a month was frozen at; `corrected` is the part that corrects earlier months."""

    worked: int
    target: int
    flex: int
    breaks: int
    days: int
    classes: dict[str, int]
    accounts: list[FrozenAccount]
    corrected: dict[str, int] | msgspec.UnsetType = msgspec.UNSET


class MonthData(msgspec.Struct, frozen=True):
    """A month that was sent; `summary` while it waits or is approved, `totals` once it is closed.

    Rows that devices pull have no `summary`: it moves without them, and is asked for where somebody decides.
    """

    id: str
    person: str
    person_name: str
    month: str
    status: MonthStatus
    sent_at: int | None
    decided_at: int | None
    reason: str
    decided_by_name: str | None
    closed_at: int | None
    closed_by_name: str | None
    version: int
    summary: MonthSummary | None
    changed: bool
    totals: MonthTotals | None


class ChangeRequestData(msgspec.Struct, frozen=True):
    """A request to change a locked month: what is asked (`new`) and what stood (`old`)."""

    id: str
    person: str
    person_name: str
    date: str
    kind: str
    what: str
    fact: str
    old: dict[str, Any] | None
    new: dict[str, Any]
    at: int
    status: Literal["waiting", "approved", "rejected"]
    reason: str
    asked_by: str
    asked_by_name: str | None
    decided_by_name: str | None
    posting: str | None
    version: int


class WaitingMonths(msgspec.Struct, frozen=True):
    """What waits for the caller's word; `as_of` is ISO."""

    as_of: str
    months: list[MonthData]
    changes: list[ChangeRequestData]


class PersonMonth(msgspec.Struct, frozen=True):
    """How far one person's month has come; `left`: they have left."""

    person: str
    name: str
    team: str | None
    status: MonthStatus
    version: int
    sent_at: int | None
    changed: bool
    decided_at: int | None
    closed_at: int | None
    decided_by_name: str | None
    reason: str
    left: bool


class Months(msgspec.Struct, frozen=True):
    """Everybody's month; `late` are requests about it or earlier ones. `as_of` is ISO."""

    as_of: str
    month: str
    over: bool
    people: list[PersonMonth]
    late: list[ChangeRequestData]
    may_close: bool


class MonthDate(msgspec.Struct, frozen=True):
    """One date of a month; `result` is null where there is none yet."""

    date: str
    target: int
    away: bool
    result: DayResult | None


class OneMonth(msgspec.Struct, frozen=True):
    """One person's month day by day; `row` is the month to decide on. `as_of` is ISO."""

    as_of: str
    today: str
    person: str
    name: str
    month: str
    status: MonthStatus
    row: MonthData | None
    may_decide: bool
    summary: MonthSummary
    days: list[MonthDate]


class ComparedAccount(msgspec.Struct, frozen=True):
    """An account as it was frozen, what came later, and both together, in its unit."""

    account: str
    year: int | None
    unit: Unit
    opening: float
    change: float
    closing: float
    corrected: float
    together: float


class CorrectedAccount(msgspec.Struct, frozen=True):
    """A later line on an account for a date of the closed month, posted on a date of an open one."""

    account: str
    year: int | None
    unit: Unit
    amount: float
    posted: str
    date: str
    why: str
    by_name: str | None
    at: int


class CorrectedDay(msgspec.Struct, frozen=True):
    """The minutes by which a closed date was corrected, by the cells of the report."""

    date: str
    posted: str
    minutes: dict[str, int]
    why: str
    by_name: str | None
    at: int


class FrozenMonth(msgspec.Struct, frozen=True):
    """A closed month beside what has corrected it since; `totals` is null while it is not closed. `as_of` is ISO."""

    as_of: str
    person: str
    person_name: str
    month: str
    status: MonthStatus
    closed_at: int | None
    totals: MonthTotals | None
    closed_by_name: str | None
    accounts: list[ComparedAccount]
    corrections: list[CorrectedAccount]
    days: list[CorrectedDay]
    corrected: dict[str, int]


class ClosedPerson(msgspec.Struct, frozen=True):
    """Somebody whose month is closed."""

    person: str
    name: str


class NotClosed(msgspec.Struct, frozen=True):
    """Somebody whose month is not closed, and why in words."""

    person: str
    name: str
    code: str
    detail: str


class Closed(msgspec.Struct, frozen=True):
    """What closing did."""

    month: str
    closed: list[ClosedPerson]
    refused: list[NotClosed]


class AuditValue(msgspec.Struct, frozen=True):
    """A value in words."""

    label: str
    value: str


class AuditEvent(msgspec.Struct, frozen=True):
    """One deed; `sealed` is false where the chain does not hold."""

    n: int
    at: int
    who: str | None
    who_name: str | None
    what: str
    title: str
    entity: str
    entity_id: str
    person: str | None
    person_name: str | None
    old: list[AuditValue]
    new: list[AuditValue]
    sealed: bool


class Audit(msgspec.Struct, frozen=True):
    """A page of deeds, newest first; `next` is the `after` of the page that follows. `as_of` is ISO."""

    as_of: str
    events: list[AuditEvent]
    next: int | None
    intact: bool
