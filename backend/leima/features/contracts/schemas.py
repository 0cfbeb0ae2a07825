"""Contracts, changes of them and what they would do, on the wire. Lengths are minutes."""

from typing import Annotated, Any, Literal

import msgspec

from leima.features.agreements.schemas import (
    TRAVEL,
    DayMinutes,
    HourlyCents,
    OneAgreement,
    Payee,
    Period,
    TravelPayForm,
    TravelPricesForm,
)
from leima.web.forms import Day, Form, Id, Line

MOST_PEOPLE = 500
"""People in one change; more are done in several."""
WeekMinutes = Annotated[int, msgspec.Meta(ge=0, le=10_080)]
FormName = Literal["general", "office", "shift", "averaged", "period", "flexitime", "flexiwork", "exempt"]


class Change(Form, frozen=True, kw_only=True):
    """What becomes different; what is not given stays. `…_add` are minutes at full time, scaled by each one's share.

    A new `agreement` takes the old variant away unless `variant` names one.
    """

    agreement: Id | None = None
    variant: Id | None = None
    form: FormName | None = None
    pay: Literal["monthly", "hourly"] | None = None
    day_minutes: DayMinutes | None = None
    week_minutes: WeekMinutes | None = None
    weekdays: Annotated[list[DayMinutes], msgspec.Meta(min_length=7, max_length=7)] | None = None
    day_minutes_add: Annotated[int, msgspec.Meta(ge=-600, le=600)] | None = None
    week_minutes_add: Annotated[int, msgspec.Meta(ge=-3000, le=3000)] | None = None
    share: Annotated[float, msgspec.Meta(gt=0, le=1)] | None = None
    period: Period | None = None
    """When the periods of period work begin; without one the agreement's own periods hold."""
    kiky_opt_out: Line | None = None
    """The reason why the person stays out of kiky from the date."""
    hourly_cents: HourlyCents | None = None
    """The wage of those who are paid by the hour; the monthly paid do not change."""
    payee: Payee | None = None
    special_sector: bool | None = None
    travel_pay: TravelPayForm | None = None
    """Instead of the tax-free maximum; without any sum in it the maximum holds again."""
    travel_prices: TravelPricesForm | None = None

    @property
    def moves_hours(self) -> bool:
        """Whether anything but the wage and travel becomes different."""
        given = {name for name, value in msgspec.structs.asdict(self).items() if value is not None}
        return bool(given - {"hourly_cents", *TRAVEL})

    @property
    def lengthens(self) -> bool:
        return (self.day_minutes_add or 0) > 0 or (self.week_minutes_add or 0) > 0


class Wanted(Form, frozen=True, kw_only=True, rename={"from_": "from"}):
    """A change of contracts from a date, until another or for good, for one person or many."""

    from_: Day
    until: Day | None = None
    people: Annotated[list[Id], msgspec.Meta(min_length=1, max_length=MOST_PEOPLE)]
    change: Change
    hourly_too: bool = False
    """Longer hours for the hourly paid as well, though they only raise their pay."""
    begins: bool = False
    """A contract for those who have none on the date: `change` gives its agreement, form and pay, and hours or not."""


class Deed(Wanted, frozen=True, kw_only=True, rename={"from_": "from"}):
    """The same, to be done. The id is the caller's: the same request again is done once."""

    id: Id


class Shape(msgspec.Struct, frozen=True):
    """What a contract comes to."""

    agreement: str
    agreement_name: str
    form: str
    pay: str
    day_minutes: int
    week_minutes: int
    share: float
    kiky: bool


class TravelShape(msgspec.Struct, frozen=True):
    """What a contract says of travel; where it gives no pay the tax-free maximum is paid."""

    payee: Payee = "employee"
    special_sector: bool = False
    travel_pay: TravelPayForm | None = None
    travel_prices: TravelPricesForm | None = None


class DayChange(msgspec.Struct, frozen=True):
    """One day whose result is another one afterwards: target and flex, before and after."""

    date: str
    target: tuple[int, int]
    flex: tuple[int, int]
    kiky: tuple[int, int]


class ClosedPart(msgspec.Struct, frozen=True):
    """What the change makes of days in closed months: so many of them, minutes of flex and kiky, posted on `date`."""

    date: str
    days: int
    flex: int
    kiky: int


class PersonChange(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """One person: what was, what comes, and the days that it changes. `period` is said where hours follow periods."""

    person: str
    name: str
    from_: str
    before: Shape | None
    after: Shape | None
    recomputed: int
    changed_days: int
    days: list[DayChange]
    flex: tuple[int, int]
    kiky: tuple[int, int]
    later: list[str] = []
    period: tuple[str, str] | None = None
    warnings: list[str] = []
    closed: ClosedPart | None = None
    travel: tuple[TravelShape, TravelShape] | None = None
    """What is said of travel, before and after; null where it stays."""


class PersonLeft(msgspec.Struct, frozen=True):
    """One person who does not change, and why: `contracts.left.<reason>` with its params."""

    person: str
    name: str
    reason: str
    params: dict[str, Any] = {}


class Outcome(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """What a change does, or did: who changed, who did not, and the first pay day that it touches."""

    from_: str
    until: str | None
    changed: list[PersonChange]
    left: list[PersonLeft]
    first_pay_day: str
    pay_day: Literal["past", "soon", "ahead"]
    days_recomputed: int
    days_changed: int
    flex_change: int
    id: str | None = None
    at: str | None = None
    by: str | None = None
    undone: bool = False
    may_undo: bool = False


class Changes(msgspec.Struct, frozen=True):
    changes: list[Outcome]


class ContractRow(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """One dated contract: what it says itself, and (where it is in force) what it comes to."""

    id: str
    from_: str
    until: str | None
    agreement: str
    agreement_name: str
    variant: str | None
    variant_name: str | None
    form: str
    pay: str
    share: float
    day_minutes: int | None
    week_minutes: int | None
    weekdays: list[int] | None
    kiky_opt_out: dict[str, str] | None
    period: Period | None = None
    hourly_cents: int | None = None
    """The hourly wage, for payroll and admins alone."""
    payee: Payee = "employee"
    special_sector: bool = False
    travel_pay: TravelPayForm | None = None
    """What is paid for travel, for payroll and admins alone; so are prices."""
    travel_prices: TravelPricesForm | None = None


class PersonContracts(msgspec.Struct, frozen=True):
    """A person in the list, with what holds today; `contracts` when one person was asked for."""

    person: str
    name: str
    teams: list[str]
    now: Shape | None
    since: str | None
    until: str | None
    next: str | None
    contracts: list[ContractRow] | None = None


class Contracts(msgspec.Struct, frozen=True):
    people: list[PersonContracts]


class Rules(Form, frozen=True, kw_only=True):
    """An agreement's own rows as they shall be. `version` is the one that the caller saw."""

    version: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]
    name: Line
    until: Day
    source: Line
    rows: Annotated[list[dict[str, Any]], msgspec.Meta(min_length=1, max_length=400)]


class RulesOutcome(msgspec.Struct, frozen=True):
    """What changed rules do, or did. `from` is the first date that they concern; null when no row differs."""

    agreement: OneAgreement
    first: str | None
    outcome: Outcome | None
