"""Shapes of the rules: epoch minutes (UTC), whole minutes, dates `YYYY-MM-DD`. Twin: `pwa/src/domain/types.ts`."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any, Literal, Self

from leima.rules.agreed import AutoBreak as AutoBreak
from leima.rules.agreed import DailyOvertime as DailyOvertime
from leima.rules.agreed import Rounding as Rounding
from leima.rules.agreed import TravelTerms, Wage, WorkPeriod
from leima.rules.leave.rules import LeaveRules
from leima.rules.outcome import DayResult as DayResult
from leima.rules.outcome import Finding as Finding
from leima.rules.outcome import Line as Line
from leima.rules.outcome import Proposal as Proposal
from leima.rules.outcome import Span as Span
from leima.rules.shape import Shape

PunchKind = Literal["in", "out", "break_start", "break_end"]
Clock = tuple[int, ...]
"""A pair [start, end]: epoch minutes in a day plan."""


@dataclass(frozen=True, slots=True)
class FlexTerms(Shape):
    """Flexitime as agreed; `core` and `band` are local clock times, `max` and `min` the balance's caps."""

    daily_limit: int
    core: tuple[str, ...] | None = None
    band: tuple[str, ...] | None = None
    max: int = 0
    min: int = 0


@dataclass(frozen=True, slots=True)
class KikyTerms(Shape):
    """The unpaid extension in force: its minutes a year or a scheduled day, and what the year's end does."""

    from_: str
    until: str | None
    accounted: Literal["obligation", "contract", "none"]
    year_minutes: int = 0
    methods: tuple[str, ...] = ()
    extension_minutes: int = 0
    supplements: Mapping[str, Any] = field(default_factory=dict)
    year_end: Literal["finding", "lapse", "carry", "propose"] = "finding"


@dataclass(frozen=True, slots=True)
class HolidayTerms(Shape):
    """What a midweek holiday cuts: `cut` minutes, or (null) that weekday's own; `spill` moves what is left."""

    cut: int | None = None
    spill: bool = False
    except_: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Terms(Shape):
    """One person's dated, resolved terms as plain values. `bank`: the agreement has a working-time bank. `wages`: the
    hourly wages within these terms in order of date, as far as they are known; no minute depends on them.
    `travel`: the contract's word on travel in the same way; empty is the usual. `leave`: the rules of leave in order of
    date; empty where the agreement does not say how days are counted."""

    id: str
    person: str
    from_: str
    until: str | None
    zone: str
    agreement: str
    form: str
    pay: Literal["monthly", "hourly"]
    weekdays: tuple[int, ...]
    contract_day: int
    week_minutes: int
    daily_limit: int
    share: float = 1.0
    boundary: Literal["calendar", "shift_start"] = "calendar"
    rounding: Rounding = field(default_factory=Rounding)
    auto_break: AutoBreak | None = None
    break_rule: AutoBreak | None = None
    flex: FlexTerms | None = None
    kiky: KikyTerms | None = None
    holiday: HolidayTerms | None = None
    sources: Mapping[str, str] = field(default_factory=dict)
    overtime: DailyOvertime | None = None
    bank: bool = False
    period: WorkPeriod | None = None
    wages: tuple[Wage, ...] = ()
    travel: tuple[TravelTerms, ...] = ()
    leave: tuple[LeaveRules, ...] = ()


@dataclass(frozen=True, slots=True)
class CalendarDay(Shape):
    """A named day of the holiday calendar with the three flags."""

    date: str
    name: str
    pays_as_sunday: bool
    uses_holiday_day: bool
    shortens_week: bool


@dataclass(frozen=True, slots=True)
class Absence(Shape):
    """Time away: `minutes` null is the whole day; `credits` says that it counts towards the target."""

    id: str
    date: str
    minutes: int | None
    credits: bool
    kind: str


@dataclass(frozen=True, slots=True)
class Mark(Shape):
    """A planned kiky extension day. `waits`: without punches it needs a supervisor's word."""

    id: str
    date: str
    start: int | None = None
    end: int | None = None
    break_min: int = 0
    status: Literal["planned", "cancelled"] = "planned"
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Order(Shape):
    """Work that a supervisor ordered or approved: between two epoch minutes, or the day's last `minutes`."""

    id: str
    date: str
    start: int | None = None
    end: int | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Punch(Shape):
    """One clocked fact at an epoch minute; `ms` are milliseconds that put the punches of one minute in order."""

    id: str
    kind: PunchKind
    at: int
    device: str | None = None
    author: str | None = None
    work_type: str | None = None
    cost_centre: str | None = None
    remote: bool = False
    kiky: bool = False
    estimated: bool = False
    superseded: bool = False
    flags: tuple[str, ...] = ()
    ms: int = 0


@dataclass(frozen=True, slots=True)
class Entry(Shape):
    """A stored span: typed in, or paired from punches with the fields that somebody has overridden."""

    id: str
    opening_punch: str | None
    start: int
    end: int | None
    work_type: str | None = None
    cost_centre: str | None = None
    remote: bool = False
    kiky: bool = False
    overrides: Mapping[str, Any] = field(default_factory=dict)
    deleted: bool = False
    source: Literal["punch", "typed"] = "typed"
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class PlannedFlex(Shape):
    """Flexitime of one date; `core` and `band` as epoch minutes, `leave` the agreed minutes of flex leave."""

    daily_limit: int
    core: Clock | None
    band: Clock | None
    leave: int = 0


@dataclass(frozen=True, slots=True)
class PlannedKiky(Shape):
    """Kiky of one date: what is left before it (null: no limit known), the day's extension, the marks."""

    accounted: str
    left: int | None
    extension: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class DayPlan(Shape):
    """What one date expects; `start` and `end` are its local midnights. `own_limit` is the own work that needs
    nobody's approval (null: no limit), `regular` what ordered work fills before it is additional; `away`: an absence
    of any kind is told."""

    date: str
    person: str
    zone: str
    start: int
    end: int
    scheduled: int
    holiday: str | None
    holiday_cut: int
    credit: int
    target: int
    contract_day: int
    pay: str
    form: str
    boundary: str
    rounding: Rounding
    auto_break: AutoBreak | None
    break_rule: AutoBreak | None
    flex: PlannedFlex | None
    daily_limit: int
    own_limit: int | None
    kiky: PlannedKiky | None
    sources: Mapping[str, str]
    lines: tuple[Line, ...]
    regular: int = 0
    overtime: DailyOvertime | None = None
    orders: tuple[Order, ...] = ()
    away: bool = False

    def of(self, person: str) -> Self:
        """The same plan, for this person."""
        date, _, *rest = _PLANNED(self)
        return type(self)(date, person, *rest)


_PLANNED = attrgetter(*(one.name for one in fields(DayPlan)))
