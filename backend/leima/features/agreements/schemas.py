"""Agreements, new people and first contracts on the wire. Lengths are minutes."""

from typing import Annotated, Any, Literal

import msgspec

from leima.features.people.schemas import Language, Role
from leima.web.forms import Day, Email, Form, Id, Line

Clock = Annotated[str, msgspec.Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d\Z")]


class Kiky(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """One scheme of an agreement; `out` lists the kinds of pay that stay out of it."""

    from_: str
    until: str | None
    accounted: str
    methods: list[str]
    out: list[str]
    year_minutes: int
    extension_minutes: int
    source: str


class Head(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """An agreement in the list. `checks` counts its own rows whose source waits to be read at its origin."""

    key: str
    name: str
    from_: str
    until: str | None
    source: str
    kind: Literal["ready", "own"]
    base: str | None
    base_name: str | None
    copied_from: str | None
    copied_from_name: str | None
    ended: bool
    checks: int
    people: int
    version: int
    kiky: list[Kiky]


class Agreements(msgspec.Struct, frozen=True):
    agreements: list[Head]


class SettingRow(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """One dated setting, and which agreement of the chain says it: the law, a base, or the agreement itself."""

    key: str
    form: str | None
    from_: str
    until: str | None
    value: Any
    source: str
    check: bool
    of: str
    of_name: str
    origin: str
    in_force: bool


class RulesChange(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """One change of rules: the version that it made, and whether the rules still stand as it left them."""

    version: int
    at: str
    by: str | None
    from_: str | None
    settings: list[str]
    undone: bool
    may_undo: bool


class OneAgreement(msgspec.Struct, frozen=True):
    agreement: Head
    may_change: bool
    rows: list[SettingRow]
    changes: list[RulesChange]


class Side(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    key: str
    name: str
    from_: str
    until: str | None
    source: str


class SideBySide(msgspec.Struct, frozen=True):
    key: str
    form: str | None
    differs: bool
    a: SettingRow | None
    b: SettingRow | None


class Comparison(msgspec.Struct, frozen=True):
    on: str
    a: Side
    b: Side
    rows: list[SideBySide]


class NewCopy(Form, frozen=True, rename={"from_": "from"}):
    """A copy of an agreement under a key of its own; its last day and its source must be said."""

    id: Id
    copy_of: Id
    name: Line
    from_: Day
    until: Day
    source: Line


class Work(Form, frozen=True, rename={"break_": "break"}):
    """A span of the example week; `break_` minutes are taken out of it."""

    start: Clock
    end: Clock
    break_: Annotated[int, msgspec.Meta(ge=0, le=600)] = 0
    ordered: bool = False


class WeekDay(Form, frozen=True):
    date: Day
    work: Annotated[list[Work], msgspec.Meta(max_length=6)]


class Week(Form, frozen=True, kw_only=True):
    """The same days under two agreements."""

    a: Id
    b: Id
    form: Literal["general", "office", "shift", "averaged", "period", "flexitime", "flexiwork", "exempt"] = "general"
    pay: Literal["monthly", "hourly"] = "monthly"
    days: Annotated[list[WeekDay], msgspec.Meta(min_length=1, max_length=14)]


DayMinutes = Annotated[int, msgspec.Meta(ge=0, le=1_440)]

HourlyCents = Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]
"""An hourly wage in cents."""


Payee = Literal["employee", "contractor"]
TravelCents = Annotated[int, msgspec.Meta(ge=0, le=100_000)]
"""A price of travel in cents: up to 1000 euros."""


class TravelPayForm(Form, frozen=True):
    """What the employer pays in cents where it is not the tax-free maximum; none of them: the maximum in everything."""

    per_km_cents: Annotated[int, msgspec.Meta(ge=0, le=2_000)] | None = None
    full_cents: TravelCents | None = None
    partial_cents: TravelCents | None = None
    foreign_cents: TravelCents | None = None


class TravelPricesForm(Form, frozen=True):
    """What a contractor invoices for travel in cents; none of them: nothing is agreed."""

    per_km_cents: Annotated[int, msgspec.Meta(ge=0, le=2_000)] | None = None
    per_day_cents: TravelCents | None = None
    per_hour_cents: TravelCents | None = None


class Period(Form, frozen=True):
    """The periods of period work: their length in weeks, and the first day of any one of them."""

    weeks: Annotated[int, msgspec.Meta(ge=1, le=52)]
    start: Day


class NewContract(Form, frozen=True):
    """The first contract; minutes are the person's own, not scaled by `share` again."""

    agreement: Id
    form: Literal["general", "office", "shift", "averaged", "period", "flexitime", "flexiwork", "exempt"]
    pay: Literal["monthly", "hourly"]
    variant: Id | None = None
    until: Day | None = None
    day_minutes: DayMinutes | None = None
    week_minutes: Annotated[int, msgspec.Meta(ge=0, le=10_080)] | None = None
    weekdays: Annotated[list[DayMinutes], msgspec.Meta(min_length=7, max_length=7)] | None = None
    share: Annotated[float, msgspec.Meta(gt=0, le=1)] = 1.0
    period: Period | None = None
    hourly_cents: HourlyCents | None = None
    """The wage of those who are paid by the hour."""
    payee: Payee | None = None
    """Whether the person is paid as an employee (if nothing is said) or invoices."""
    special_sector: bool | None = None
    """Construction and other sectors whose daily trips have rules of their own."""
    travel_pay: TravelPayForm | None = None
    travel_prices: TravelPricesForm | None = None


class NewPerson(Form, frozen=True):
    """A person who starts on `start`; `team` is a team's id."""

    name: Line
    email: Email
    start: Day
    lang: Language = "fi"
    team: Id | None = None
    roles: Annotated[tuple[Role, ...], msgspec.Meta(max_length=5)] = ()
    contract: NewContract | None = None


class Added(msgspec.Struct, frozen=True):
    id: str


TRAVEL = ("payee", "special_sector", "travel_pay", "travel_prices")
"""What a contract says of travel."""


def travel_body(form: Any) -> dict[str, Any]:
    """What a form says of travel, as a contract's body holds it; what it does not give is left out, so that it stays.

    Pay or prices without any sum in them are null: nothing is agreed but the usual.
    """
    given = {name: msgspec.to_builtins(value) for name in TRAVEL if (value := getattr(form, name)) is not None}
    return {
        name: None if isinstance(value, dict) and not any(one is not None for one in value.values()) else value
        for name, value in given.items()
    }
