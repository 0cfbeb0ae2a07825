"""Trips and receipts as they were told, worked out by the rules of travel that `leima interpret` speaks with."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from leima.db.operations import Rejected
from leima.db.site import today
from leima.db.tx import Tx
from leima.features.agreements.terms import terms_on
from leima.features.rates.store import rates_for
from leima.rules.agreed import TravelPay, TravelTerms
from leima.rules.situation import trip as questions
from leima.rules.situation.given import Given, Refused
from leima.rules.travel.receipt import EURO, MILLIONTHS, half_up, split_vat
from leima.rules.travel.shapes import Paid, Trip, Worked
from leima.rules.travel.trip import work_out
from leima.rules.zone import local_date

SAID = frozenset(
    {
        *("trip_end", "trip_negative", "trip_too_long", "trip_too_early", "trip_too_much", "trip_unknown_place"),
        *("trip_beyond_days", "trip_date_outside", "trip_forest", "trip_leg_end", "trip_leg_outside"),
        *("trip_legs_apart", "trip_legs_overlap", "bad_moment", "no_such_time", "time_twice"),
        *("bad_currency", "bad_currency_rate"),
    }
)
"""Refusals of the rules that have sentences of their own, `error.<code>`."""
HUNDREDTHS = 100
"""Of a cent in a cent."""
VAT = "vat.standard"
"""The tax on travel that is invoiced."""
USUAL = TravelTerms("")
"""What holds where the contract says nothing of travel."""


@dataclass(frozen=True, slots=True)
class WorkedTrip:
    """A trip with what was made of it: the dates it covers, the contract's terms, lines and sums."""

    trip: Trip
    date: str | None
    until_date: str | None
    terms: TravelTerms
    worked: Worked


@dataclass(frozen=True, slots=True)
class WorkedReceipt:
    """A receipt in euro cents: the whole, what the person is paid back, and its JSON."""

    gross_eur_cents: int
    expense_cents: int
    refused: tuple[Mapping[str, Any], ...]
    worked: Mapping[str, Any]


def travel_terms(tx: Tx, person: str, date: str) -> TravelTerms:
    """The contract's word on travel on a date."""
    terms = terms_on(tx, person, date)
    told = [one for one in terms.travel if one.from_ <= date] if terms is not None else []
    return told[-1] if told else USUAL


def work_trip(tx: Tx, person: str, body: Mapping[str, Any]) -> WorkedTrip:
    """Works a trip out by today's rates and the contract of its first date.

    Raises Rejected, with the field in `place`, for what can never be as it is told.
    """
    told = {name: value for name, value in body.items() if name in questions.TRIP and value is not None}
    try:
        trip = questions.trip_of(Given(told, "", questions.TRIP))
    except Refused as refusal:
        raise _never(refusal.place, refusal.code, refusal.params) from None
    date = None if trip.start is None else local_date(trip.zone, trip.start)
    until = None if trip.end is None else local_date(trip.zone, trip.end)
    terms = travel_terms(tx, person, date or today(tx))
    trip = replace(
        trip, payee=terms.payee, special_sector=terms.special_sector, paid=_paid(terms.travel_pay or TravelPay())
    )
    worked = work_out(trip, rates_for(tx))
    for fault in worked.faults:
        raise _never(fault.place, fault.code, fault.params)
    return WorkedTrip(trip, date, until, terms, worked)


def work_receipt(tx: Tx, body: Mapping[str, Any]) -> WorkedReceipt:
    """Works a receipt out. What does not fit yet is told in `refused`; Raises Rejected for what can never be."""
    if body["date"] is None:
        return _as_receipt(0, (), (), body)
    told = {name: value for name, value in body.items() if name in questions.RECEIPT and value is not None}
    rate = told.get("rate_to_eur")
    try:
        receipt = questions.receipt_of(
            Given(told | ({} if rate is None else {"rate_to_eur": float(rate)}), "", questions.RECEIPT)
        )
    except Refused as refusal:
        raise _never(refusal.place, refusal.code, refusal.params) from None
    split = split_vat(receipt, rates_for(tx))
    to_euro = MILLIONTHS if receipt.currency == EURO else receipt.rate_to_eur or 0
    whole = half_up(receipt.gross_cents * to_euro, MILLIONTHS)
    if whole > questions.MOST_CENTS:
        raise _never("gross_cents", "trip_too_much", {"most": questions.MOST_CENTS // 100})
    gross = whole if split.refused else sum(line.gross_cents for line in split.lines)
    return _as_receipt(gross, split.to_json()["lines"], split.to_json()["refused"], body)


def _as_receipt(gross: int, lines: Any, refused: Any, body: Mapping[str, Any]) -> WorkedReceipt:
    paid_back = gross if body["paid_by"] == "self" else 0
    worked = {"gross_eur_cents": gross, "lines": list(lines), "refused": list(refused)}
    return WorkedReceipt(gross, paid_back, tuple(refused), worked)


def _paid(pay: TravelPay) -> Paid:
    given = (pay.per_km_cents, pay.full_cents, pay.partial_cents, pay.foreign_cents)
    return Paid(*(None if cents is None else cents * HUNDREDTHS for cents in given))


def _never(place: str, code: str, params: Mapping[str, Any]) -> Rejected:
    """The rejection of what can never be; `place` is the path of the field, `why` what the rules call it."""
    told = {**params, "place": place}
    return Rejected(code, **told) if code in SAID else Rejected("trip_unclear", **told, why=code)


def terms_json(tx: Tx, made: WorkedTrip) -> str:
    """The terms as a trip keeps them; a contractor's with the tax of the date, which changed rates move no more."""
    told = {name: value for name, value in made.terms.to_json().items() if name != "from"}
    rate = rates_for(tx).on(VAT, made.date) if made.terms.payee == "contractor" and made.date else None
    kept = {} if rate is None or rate.value is None else {"invoice_vat": rate.value}
    return json.dumps({**told, **kept}, sort_keys=True)
