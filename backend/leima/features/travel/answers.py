"""Travel claims, trips and receipts as devices pull them. Money is cents, instants epoch milliseconds."""

from typing import Any, Literal

import msgspec

from leima.features.travel.schemas import ReceiptLine, TripDrive, TripLeg, TripNight
from leima.rules.agreed import TravelPay, TravelPrices

Status = Literal["draft", "submitted", "returned", "approved", "rejected", "paid"]
Payee = Literal["employee", "contractor"]


class WorkedLine(msgspec.Struct, frozen=True):
    """One line of a trip: `quantity` units at `rate_cents`; `tax_free_cents` and `taxable_cents` are `due_cents`."""

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
    params: dict[str, Any]
    source: str


class WorkedDay(msgspec.Struct, frozen=True, rename={"is_": "is"}):
    """A travel day between two epoch minutes: where it ends, what it is, and the rule that says so."""

    start: int
    end: int
    ends_in: str | None
    is_: str
    rule: str
    params: dict[str, Any]
    place: str | None


class WorkedRefusal(msgspec.Struct, frozen=True):
    """A line that cannot be given, the rule that says why, and the value that is missing or in the way."""

    line: str
    rule: str
    params: dict[str, Any]
    value: str


class WorkedFault(msgspec.Struct, frozen=True):
    """What cannot be as it is told: the path of the field and what is wrong."""

    place: str
    code: str
    params: dict[str, Any]


class WorkedTrip(msgspec.Struct, frozen=True):
    """A trip worked out, as the app works it out: lines, travel days, sums, what is refused and what is missing."""

    lines: list[WorkedLine]
    days: list[WorkedDay]
    due_cents: int
    tax_free_cents: int
    taxable_cents: int
    refused: list[WorkedRefusal]
    missing: list[str]
    faults: list[WorkedFault]


class TravelTerms(msgspec.Struct, frozen=True):
    """The contract's word on travel on the trip's first date; what is null follows the tax-free maximum.

    A contractor's have `invoice_vat`, the standard rate of tax on that date.
    """

    payee: Payee
    special_sector: bool
    travel_pay: TravelPay | None
    travel_prices: TravelPrices | None
    invoice_vat: float | msgspec.UnsetType = msgspec.UNSET


class ClaimData(msgspec.Struct, frozen=True):
    """A claim with its sums: `total_cents` is `due_cents` and `expenses_cents`, `to_pay_cents` less the advance.

    `flags`: `advance_larger` where the advance is more than the total.
    """

    id: str
    person: str
    person_name: str | None
    title: str
    status: Status
    cost_centre: str | None
    advance_cents: int
    note: str
    from_date: str | None
    until_date: str | None
    due_cents: int
    tax_free_cents: int
    taxable_cents: int
    expenses_cents: int
    total_cents: int
    to_pay_cents: int
    payee: Payee
    submitted_at: int | None
    decided_at: int | None
    decided_by: str | None
    reason: str
    paid_on: str | None
    flags: list[str]
    version: int


class TripData(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """A trip as it was told and as it was worked out. `flags`: `overlaps` where another trip has the same time."""

    id: str
    claim: str
    person: str
    version: int
    date: str | None
    worked: WorkedTrip
    terms: TravelTerms | None
    flags: list[str]
    purpose: str
    destination: str
    start: str | None
    end: str | None
    zone: str
    from_: Literal["workplace", "home"]
    start_place: str
    stops: list[str]
    km_from_workplace: float | None
    km_from_home: float | None
    free_meals: list[int]
    nights: list[TripNight]
    meals: int
    usual_eating_place: bool | None
    legs: list[TripLeg]
    day_ends_in: list[str]
    kilometres: list[TripDrive]
    cost_centre: str | None
    note: str
    travel_minutes: int | None


class VatLine(msgspec.Struct, frozen=True):
    """A part of a receipt in euro cents: `gross_cents` is `net_cents` and `vat_cents`; `rate` is the per cent."""

    rate: float
    gross_cents: int
    vat_cents: int
    net_cents: int


class WorkedReceipt(msgspec.Struct, frozen=True):
    """A receipt in euros, and what of it is refused and why."""

    gross_eur_cents: int
    lines: list[VatLine]
    refused: list[WorkedRefusal]


class Media(msgspec.Struct, frozen=True):
    """A file that is kept. `sha256` is of what was sent, `kept` of what is given back."""

    sha256: str
    kept: str
    media: str
    size: int
    pages: int


class ReceiptData(msgspec.Struct, frozen=True):
    """A receipt as it was told and in euros. `duplicate_of` is another receipt that looks like the same one."""

    id: str
    claim: str
    trip: str | None
    person: str
    version: int
    worked: WorkedReceipt
    media: list[Media]
    duplicate_of: str | None
    date: str | None
    supplier: str
    category: str
    gross_cents: int
    currency: str
    rate_to_eur: str | None
    rate_source: str
    lines: list[ReceiptLine]
    cost_centre: str | None
    note: str
    files: list[str]
    paid_by: str


class ListedReceipt(ReceiptData, frozen=True):
    """A receipt in a list of claims; `sha256` names its first file, null where it has none."""

    sha256: str | None


class ListedClaim(ClaimData, frozen=True):
    """A claim with everything in it."""

    trips: list[TripData]
    receipts: list[ListedReceipt]


class Claims(msgspec.Struct, frozen=True):
    """Claims by their id; `after` continues where there are more, else it is null."""

    claims: list[ListedClaim]
    after: str | None
