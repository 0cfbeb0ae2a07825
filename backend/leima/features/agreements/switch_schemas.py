"""The company's switch of kiky on the wire. Minutes are whole, dates YYYY-MM-DD."""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from leima.web.forms import Day, Form, Id

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

Reason = Annotated[str, Meta(min_length=3, max_length=500)]


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
