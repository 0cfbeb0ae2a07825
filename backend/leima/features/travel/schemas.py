"""The bodies of the operations on travel claims: strict and bounded. Money is cents, distances kilometres.

What a trip says has the names and forms of `docs/interpret.md`. A draft may lack nearly everything; what a number or a
place cannot be, the rules of travel say in words.
"""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

Id = Annotated[str, Meta(min_length=1, max_length=64)]
Uuid = Annotated[str, Meta(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\Z")]
Line = Annotated[str, Meta(max_length=200)]
Code = Annotated[str, Meta(max_length=40)]
Note = Annotated[str, Meta(max_length=2000)]
Moment = Annotated[str, Meta(max_length=40)]
"""`2026-03-02T08:00`, local to the trip's zone, or with an offset."""
Date = Annotated[str, Meta(pattern=r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\Z")]
Count = Annotated[int, Meta(ge=-1_000_000, le=1_000_000)]
Kilometres = Annotated[float, Meta(ge=-1_000_000, le=1_000_000)]
Cents = Annotated[int, Meta(ge=0, le=1_000_000_000)]
Version = Annotated[int, Meta(ge=1, le=2**53)]
Sha256 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]
Category = Literal[
    "parking",
    "taxi",
    "public_transport",
    "flight",
    "hotel",
    "meals",
    "fuel",
    "tolls",
    "representation",
    "other",
]


class Strict(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The base of every body from outside."""


class ClaimSave(Strict, frozen=True):
    """The head of a claim, made or changed. `advance_cents` is what the person has had already."""

    title: Line = ""
    cost_centre: Id | None = None
    advance_cents: Cents = 0
    note: Note = ""


class NoMore(Strict, frozen=True):
    """The operation says all by itself."""


class TripNight(Strict, frozen=True):
    """Where the night from the evening of `date` was slept: none, employer, receipt or berth."""

    date: Code
    lodging: Code = "none"


class TripLeg(Strict, frozen=True, rename={"from_": "from"}):
    """One stretch of the route between codes of the rate table; `by` is plane, ship or land."""

    from_: Code
    to: Code
    depart: Moment
    arrive: Moment
    by: Code = "land"


class TripDrive(Strict, frozen=True, rename={"with_": "with"}):
    """Kilometres driven on a date; `forest_km` of them on forest roads."""

    date: Code
    vehicle: Code
    km: Kilometres
    passengers: Count = 0
    with_: Annotated[list[Code], Meta(max_length=10)] = []
    forest_km: Kilometres = 0


class TripSave(Strict, frozen=True, rename={"from_": "from"}):
    """A whole trip as it is now, made or changed; without `end` it is under way.

    `travel_minutes` are the hours of travel that a contractor invoices.
    """

    claim: Uuid
    purpose: Line = ""
    destination: Line = ""
    start: Moment | None = None
    end: Moment | None = None
    zone: Annotated[str, Meta(max_length=64)] = "Europe/Helsinki"
    from_: Literal["workplace", "home"] = "workplace"
    start_place: Line = ""
    stops: Annotated[list[Line], Meta(max_length=40)] = []
    km_from_workplace: Kilometres | None = None
    km_from_home: Kilometres | None = None
    free_meals: Annotated[list[Count], Meta(max_length=400)] = []
    nights: Annotated[list[TripNight], Meta(max_length=400)] = []
    meals: Count = 0
    usual_eating_place: bool | None = None
    legs: Annotated[list[TripLeg], Meta(max_length=100)] = []
    day_ends_in: Annotated[list[Code], Meta(max_length=400)] = []
    kilometres: Annotated[list[TripDrive], Meta(max_length=200)] = []
    cost_centre: Id | None = None
    note: Note = ""
    travel_minutes: Annotated[int, Meta(ge=0, le=600_000)] | None = None


class ReceiptLine(Strict, frozen=True):
    """A part of a receipt at one rate of value added tax, in its currency."""

    rate: Annotated[float, Meta(ge=0, le=100)]
    gross_cents: Cents


class ReceiptSave(Strict, frozen=True):
    """A whole receipt as it is now, made or changed. `rate_to_eur` is the euros for one unit of its currency.

    `files` are named by the SHA-256 of what was sent to `/api/v1/blobs`.
    """

    claim: Uuid
    trip: Uuid | None = None
    date: Date | None = None
    supplier: Line = ""
    category: Category = "other"
    gross_cents: Cents = 0
    currency: Annotated[str, Meta(max_length=8)] = "EUR"
    rate_to_eur: Annotated[str, Meta(pattern=r"^\d{1,5}(\.\d{1,8})?\Z")] | None = None
    rate_source: Literal["", "ecb", "card", "typed"] = ""
    lines: Annotated[list[ReceiptLine], Meta(max_length=20)] = []
    cost_centre: Id | None = None
    note: Note = ""
    files: Annotated[list[Sha256], Meta(max_length=20)] = []
    paid_by: Literal["self", "employer"] = "self"


class ClaimSubmit(Strict, frozen=True):
    """The claim goes to its approver. `due_cents` is the sum of the trips that the person saw."""

    due_cents: Cents | None = None


class ClaimDecide(Strict, frozen=True):
    """A word on the claim that was seen: its version, and its total in cents."""

    decision: Literal["approve", "return", "reject"]
    seen_version: Version
    seen_total_cents: Cents
    reason: Note = ""


class ClaimUndo(Strict, frozen=True):
    """A decision is taken back, while it stands as it was made: one's own, or with a reason another's."""

    seen_version: Version
    reason: Note = ""


class ClaimPay(Strict, frozen=True):
    """The claim was paid on a date."""

    paid_on: Date
    seen_version: Version
