"""Shapes of travel: epoch minutes (UTC), dates `YYYY-MM-DD`, metres, cents. Twin: `pwa/src/domain/travel/types.ts`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from leima.rules.shape import Shape

VEHICLES = (
    *("car", "car_benefit_limited", "motorcycle", "moped", "snowmobile", "atv"),
    *("motorboat_le_50hp", "motorboat_gt_50hp", "other_vehicle"),
)
INCREMENTS = ("trailer", "caravan", "heavy_load", "large_or_over_80kg", "dog")
"""What the vehicle carries on all its kilometres; forest road and passengers are told by their own numbers."""
MEANS = ("plane", "ship", "land")
LODGINGS = ("none", "employer", "receipt", "berth")

DayKind = Literal["none", "partial", "full", "foreign", "foreign_half"]


@dataclass(frozen=True, slots=True)
class Leg(Shape):
    """One stretch of the route between two places, codes of the rate table or `FI`; `depart` and `arrive` are epoch
    minutes, so clocks and zones have no say."""

    from_: str
    to: str
    depart: int
    arrive: int
    by: str = "land"


@dataclass(frozen=True, slots=True)
class Night(Shape):
    """Where the night from the evening of `date` was slept."""

    date: str
    lodging: str = "none"


@dataclass(frozen=True, slots=True)
class Drive(Shape):
    """Metres driven on a date; `forest_metres` of them on forest roads, `passengers` all the way."""

    date: str
    vehicle: str
    metres: int
    passengers: int = 0
    with_: tuple[str, ...] = ()
    forest_metres: int = 0


@dataclass(frozen=True, slots=True)
class Paid(Shape):
    """What the employer pays, in hundredths of a cent, where it is not the tax-free maximum (null: the maximum).

    `per_km` is for the vehicle alone; increments follow the maximum. The others are for a whole per diem of their
    kind, which free meals and the way home halve as they halve the maximum.
    """

    per_km: int | None = None
    full: int | None = None
    partial: int | None = None
    foreign: int | None = None


@dataclass(frozen=True, slots=True)
class Trip(Shape):
    """One trip as it was made. `zone` is the zone of its clock times; `from_` says where it began.

    Null is what nobody has told: `start`, `end`, the distances in metres from workplace and home to the farthest
    place, and whether the usual eating place was within reach. `free_meals` has a number per travel day, `day_ends_in`
    a place per full travel day and stands in place of `legs`.
    """

    start: int | None = None
    end: int | None = None
    zone: str = "Europe/Helsinki"
    from_: Literal["workplace", "home"] = "workplace"
    metres_from_workplace: int | None = None
    metres_from_home: int | None = None
    payee: Literal["employee", "contractor"] = "employee"
    special_sector: bool = False
    free_meals: tuple[int, ...] = ()
    nights: tuple[Night, ...] = ()
    meals: int = 0
    usual_eating_place: bool | None = None
    legs: tuple[Leg, ...] = ()
    day_ends_in: tuple[str, ...] = ()
    kilometres: tuple[Drive, ...] = ()
    paid: Paid = field(default_factory=Paid)


@dataclass(frozen=True, slots=True)
class TravelDay(Shape):
    """Up to 24 hours from the departure on. `ends_in` is the place where it ends (null: nobody has told), `is_` what
    it earns, `rule` and `params` why; `place` is whose per diem it earns abroad."""

    start: int
    end: int
    ends_in: str | None
    is_: DayKind
    rule: str
    params: Mapping[str, Any]
    place: str | None = None


@dataclass(frozen=True, slots=True)
class TravelLine(Shape):
    """One line: `quantity` units at `rate_cents`, which may have decimals. `due_cents` is what the employer pays, of
    which `tax_free_cents` up to the maximum and `taxable_cents` is wages; whole cents, half up, rounded once."""

    kind: str
    date: str
    quantity: float
    unit: str
    rate_cents: float
    due_cents: int
    tax_free_cents: int
    taxable_cents: int
    income_type: int | None
    rule: str
    params: Mapping[str, Any]
    source: str


@dataclass(frozen=True, slots=True)
class Refusal(Shape):
    """A line that cannot be given: `line` is its kind, `rule` says why, `value` names what is missing or in the way."""

    line: str
    rule: str
    params: Mapping[str, Any]
    value: str


@dataclass(frozen=True, slots=True)
class Fault(Shape):
    """What cannot be as it is told: `place` is the path of the field, `code` names the sentence
    `interpret.<code>`."""

    place: str
    code: str
    params: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Worked(Shape):
    """A trip worked out. With `faults` nothing else is; `missing` are fields without which a line was left out, or
    taken to be as they usually are."""

    lines: tuple[TravelLine, ...] = ()
    days: tuple[TravelDay, ...] = ()
    due_cents: int = 0
    tax_free_cents: int = 0
    taxable_cents: int = 0
    refused: tuple[Refusal, ...] = ()
    missing: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
