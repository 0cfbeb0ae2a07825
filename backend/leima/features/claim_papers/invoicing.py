"""What an invoicing contractor may invoice of approved claims: receipts, and travel at the prices that are agreed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import msgspec

from leima.features.claim_papers.held import HeldReceipt, HeldTrip
from leima.features.claim_papers.receipt_part import paid_back
from leima.features.travel.working import VAT
from leima.rules.agreed import TravelPrices
from leima.rules.travel.rates import Rates

HOUR = 60
Unit = Literal["km", "day", "hour"]


class InvoicingLine(msgspec.Struct, frozen=True):
    """A line: `quantity` units of travel at a price without tax, or a receipt's part at one rate of tax. `gross_cents`
    is `net_cents` and `vat_cents`. `trip` or `receipt` is where it comes from."""

    claim: str
    date: str | None
    kind: str
    what: str
    net_cents: int
    vat_rate: float
    vat_cents: int
    gross_cents: int
    quantity: float | None = None
    unit: Unit | None = None
    price_cents: int | None = None
    trip: str | None = None
    receipt: str | None = None


class Unpriced(msgspec.Struct, frozen=True):
    """Travel that no price is agreed for, or whose rate of tax is not known: it is not invoiced."""

    claim: str
    trip: str
    unit: Unit
    quantity: float


class InvoicingSum(msgspec.Struct, frozen=True):
    """All lines of one rate of value added tax."""

    vat_rate: float
    net_cents: int
    vat_cents: int
    gross_cents: int


class ApprovedMonth(msgspec.Struct, frozen=True):
    """Minutes worked within the interval in a month (YYYY-MM) that is approved."""

    month: str
    minutes: int


class Invoicing(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """A contractor's lines of an interval beside the approved hours, which have no price here."""

    person: str
    person_name: str
    from_: str
    until: str
    months: list[ApprovedMonth]
    lines: list[InvoicingLine]
    sums: list[InvoicingSum]
    unpriced: list[Unpriced]
    net_cents: int
    vat_cents: int
    gross_cents: int


@dataclass(frozen=True)
class Work:
    """Some units of travel, in thousandths, and the agreed price of one in cents."""

    unit: Unit
    thousandths: int
    price_cents: int | None


def travel_lines(claim: str, trip: HeldTrip, rates: Rates) -> Iterator[InvoicingLine | Unpriced]:
    """The kilometres, travel days and hours of a trip at the prices of its contract, with the standard rate of tax.

    A travel day is a begun 24 hours from the departure. Amounts are whole cents, half up, rounded once a line.
    """
    date = trip.told.date or ""
    rate = _tax(trip, date, rates)
    for work in _work(trip):
        quantity = work.thousandths / 1000
        if not work.thousandths:
            continue
        if work.price_cents is None or rate is None:
            yield Unpriced(claim, trip.told.id, work.unit, quantity)
            continue
        net = _half_up(work.thousandths * work.price_cents, 1000)
        vat = _half_up(net * round(rate * 10), 1000)
        yield InvoicingLine(
            claim=claim,
            date=date,
            kind=work.unit,
            what=trip.told.destination,
            net_cents=net,
            vat_rate=rate,
            vat_cents=vat,
            gross_cents=net + vat,
            quantity=quantity,
            unit=work.unit,
            price_cents=work.price_cents,
            trip=trip.told.id,
        )


def _tax(trip: HeldTrip, date: str, rates: Rates) -> float | None:
    """The standard rate of tax as it stood when the claim was sent; by today's table where that was not kept yet."""
    kept = trip.told.terms.invoice_vat if trip.told.terms is not None else msgspec.UNSET
    if kept is not msgspec.UNSET:
        return kept
    found = rates.on(VAT, date)
    return found.value if found is not None else None


def _work(trip: HeldTrip) -> tuple[Work, ...]:
    told = trip.told
    agreed = told.terms.travel_prices if told.terms is not None else None
    prices = agreed or TravelPrices()
    metres = sum(round(one.km * 1000) for one in told.kilometres)
    return (
        Work("km", metres, prices.per_km_cents),
        Work("day", 1000 * len(told.worked.days), prices.per_day_cents),
        Work("hour", _half_up((told.travel_minutes or 0) * 1000, HOUR), prices.per_hour_cents),
    )


def _half_up(above: int, below: int) -> int:
    return (2 * above + below) // (2 * below)


def receipt_lines(claim: str, receipt: HeldReceipt) -> Iterator[InvoicingLine]:
    """A receipt's parts with the tax that is on it; none of what the other side has paid itself."""
    told = receipt.told
    if not paid_back(receipt):
        return
    for line in told.worked.lines:
        yield InvoicingLine(
            claim=claim,
            date=told.date,
            kind=told.category,
            what=told.supplier,
            net_cents=line.net_cents,
            vat_rate=line.rate,
            vat_cents=line.vat_cents,
            gross_cents=line.gross_cents,
            receipt=told.id,
        )


def sums_of(lines: list[InvoicingLine]) -> list[InvoicingSum]:
    """The sums by rate of tax, the highest first."""
    found = []
    for rate in sorted({one.vat_rate for one in lines}, reverse=True):
        of_rate = [one for one in lines if one.vat_rate == rate]
        net, vat = sum(one.net_cents for one in of_rate), sum(one.vat_cents for one in of_rate)
        found.append(InvoicingSum(rate, net, vat, net + vat))
    return found
