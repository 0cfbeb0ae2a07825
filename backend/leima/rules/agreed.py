"""What agreements and contracts say as small values: rounding, breaks, daily overtime, work periods, wages, travel."""

from dataclasses import dataclass
from typing import Literal

from leima.rules.shape import Shape


@dataclass(frozen=True, slots=True)
class Rounding(Shape):
    """How punched ins and outs are rounded, on a grid of `minutes` that starts at local midnight."""

    mode: Literal["none", "nearest", "outward", "inward", "step"] = "none"
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class AutoBreak(Shape):
    """`minutes` of break once work exceeds `over` minutes: taken off, or (as `break_rule`) looked for."""

    over: int
    minutes: int


@dataclass(frozen=True, slots=True)
class DailyOvertime(Shape):
    """Ordered work beyond `from_` minutes a day is overtime: the `first` minutes at +50 %, the rest at +100 %."""

    from_: int
    first: int


@dataclass(frozen=True, slots=True)
class WorkPeriod(Shape):
    """Periods of `weeks` whole weeks; `start` is the first day of any one of them, the others follow from it both
    ways."""

    weeks: int
    start: str


@dataclass(frozen=True, slots=True)
class Wage(Shape):
    """An hourly wage in cents from a date on; null from where it is not known any more."""

    from_: str
    hourly_cents: int | None


@dataclass(frozen=True, slots=True)
class TravelPay(Shape):
    """What the employer pays in cents where it is not the tax-free maximum (null: the maximum): for the vehicle's
    kilometre, and for a whole per diem of each kind."""

    per_km_cents: int | None = None
    full_cents: int | None = None
    partial_cents: int | None = None
    foreign_cents: int | None = None


@dataclass(frozen=True, slots=True)
class TravelPrices(Shape):
    """What a contractor invoices for travel in cents, where it is agreed: for a kilometre, a day, an hour."""

    per_km_cents: int | None = None
    per_day_cents: int | None = None
    per_hour_cents: int | None = None


@dataclass(frozen=True, slots=True)
class TravelTerms(Shape):
    """The contract's word on travel from a date on. In a special sector daily trips have rules of their own."""

    from_: str
    payee: Literal["employee", "contractor"] = "employee"
    special_sector: bool = False
    travel_pay: TravelPay | None = None
    travel_prices: TravelPrices | None = None
