"""What can never be is refused with words; nothing of it is kept, and nothing that stood before is lost."""

import json
from typing import Any

import pytest

from leima import paths
from leima.db.tables.people import CostCentre
from leima.db.tx import Tx
from tests.company import HOURLY, Company, add_terms, new_id, operation
from tests.travel.claiming import (
    RECEIPT,
    TRIP,
    act,
    add_receipt,
    add_trip,
    pulled,
    row_of,
    send_photo,
    sent_claim,
    submit,
    whole_claim,
)

DRIVE = {"date": "2026-11-10", "vehicle": "car"}
NEVER: dict[str, tuple[dict[str, Any], str, str]] = {
    "it ends before it starts": ({"end": "2026-11-10T06:59"}, "trip_end", "end"),
    "it lasts 400 days": ({"start": "2025-10-06T07:00", "end": "2026-11-10T07:00"}, "trip_too_long", "end"),
    "negative kilometres": ({"kilometres": [{**DRIVE, "km": -5}]}, "trip_negative", "kilometres[0].km"),
    "a negative distance": ({"km_from_home": -1}, "trip_negative", "km_from_home"),
    "an unknown country": ({"kilometres": [], "day_ends_in": ["XX"]}, "trip_unknown_place", "day_ends_in[0]"),
    "the hour 24:00": ({"start": "2026-11-09T24:00"}, "bad_moment", "start"),
    "a time that the clock jumps over": ({"start": "2026-03-29T03:30"}, "no_such_time", "start"),
    "a time that occurs twice": ({"start": "2026-10-25T03:30"}, "time_twice", "start"),
    "a day that there is not": ({"start": "2026-02-30T08:00"}, "trip_unclear", "start"),
    "a drive on another day": ({"kilometres": [{**DRIVE, "date": "2026-11-12", "km": 5}]}, "trip_date_outside", ""),
    "a zone that there is not": ({"zone": "Europe/Tampere"}, "trip_unclear", "zone"),
    "a vehicle that nobody knows": ({"kilometres": [{**DRIVE, "vehicle": "ufo", "km": 5}]}, "trip_unclear", ""),
}


@pytest.mark.parametrize("why", NEVER)
def test_a_trip_that_can_never_be_is_refused_in_words(company: Company, why: str) -> None:
    told, code, place = NEVER[why]
    claim, trip = new_id(), new_id()
    add_trip(company, claim, id=trip)
    result = add_trip(company, claim, id=trip, base={"version": 1}, **told)
    assert (result["status"], result["code"], result["message_key"]) == ("rejected", code, f"rejected.{code}")
    assert result["params"]["place"].startswith(place)
    for lang in ("fi", "sv", "en"):
        assert json.loads((paths.shared() / "words" / f"{lang}.json").read_text("utf-8"))[f"error.{code}"]
    assert pulled(company, "aino")[("trip", trip)]["version"] == 1


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"currency": "kruunu"}, "bad_currency"),
        ({"currency": "SEK", "rate_to_eur": "0"}, "bad_currency_rate"),
        ({"date": "2026-02-30"}, "bad_date"),
        ({"date": "2099-01-01"}, "date_too_far"),
        ({"currency": "SEK", "rate_to_eur": "99999.0", "gross_cents": 10**9}, "trip_too_much"),
    ],
)
def test_a_receipt_that_can_never_be_is_refused_in_words(company: Company, told: dict[str, Any], code: str) -> None:
    result = add_receipt(company, new_id(), **told)
    assert (result["status"], result["code"]) == ("rejected", code)
    assert json.loads((paths.shared() / "words" / "fi.json").read_text("utf-8"))[f"error.{code}"]


FAR = {"start": "2099-01-01T08:00", "end": "2099-01-01T12:00", "kilometres": []}
FIELDS: dict[str, tuple[str, dict[str, Any], str]] = {
    **{why: ("trip.save", told, place) for why, (told, _, place) in NEVER.items()},
    "a trip that begins in 2099": ("trip.save", FAR, "start"),
    "a trip's cost centre": ("trip.save", {"cost_centre": "ei ole"}, "cost_centre"),
    "a receipt of 2099": ("receipt.save", {"date": "2099-01-01"}, "date"),
    "a receipt of no day": ("receipt.save", {"date": "2026-02-30"}, "date"),
    "a currency": ("receipt.save", {"currency": "kruunu"}, "currency"),
    "a rate of nothing": ("receipt.save", {"currency": "SEK", "rate_to_eur": "0"}, "rate_to_eur"),
}


@pytest.mark.parametrize("why", FIELDS)
def test_a_new_trip_or_receipt_that_is_refused_names_its_field_and_can_be_said_again_by_its_id(
    company: Company, why: str
) -> None:
    type, told, place = FIELDS[why]
    good, claim, id = {**(TRIP if type == "trip.save" else RECEIPT)}, new_id(), new_id()
    refused = act(company, "aino", type, {**good, "claim": claim, **told}, id)
    assert refused["status"] == "rejected"
    assert refused["params"]["place"] and refused["params"]["place"].startswith(place), refused
    assert company.rows("SELECT id FROM claim WHERE org=:org") == []
    again = act(company, "aino", type, {**good, "claim": claim}, id)
    assert (again["status"], again["version"]) == ("applied", 1)
    assert company.rows(f"SELECT claim FROM {type[:-5]} WHERE org=:org AND id=:id", id=id)[0].claim == claim


@pytest.mark.parametrize("type", ["claim.save", "trip.save", "receipt.save"])
def test_a_cost_centre_that_there_is_not_is_refused_and_one_that_is_no_longer_offered_is_taken(
    company: Company, type: str
) -> None:
    def centre(tx: Tx) -> str:
        tx.org = company.ids["org"]
        id = new_id()
        tx.insert(CostCentre(org=tx.org, id=id, code="7", name="Ennen", active=False))
        return id

    claim, known = whole_claim(company), company.world.db.write_now(centre)
    body = {"claim.save": {}, "trip.save": {**TRIP, "claim": claim}, "receipt.save": {**RECEIPT, "claim": claim}}[type]
    id = claim if type == "claim.save" else new_id()
    result = act(company, "aino", type, {**body, "cost_centre": "ei ole"}, id, base={"version": 9})
    assert (result["status"], result["code"]) == ("rejected", "unknown_cost_centre")
    assert result["params"] == {"place": "cost_centre"}
    assert "error.unknown_cost_centre" in json.loads((paths.shared() / "words" / "sv.json").read_text("utf-8"))
    assert all(row.cost_centre is None for row in company.rows("SELECT cost_centre FROM claim WHERE org=:org"))
    again = act(company, "aino", type, {**body, "cost_centre": known}, id, base={"version": 9})
    assert again["status"] == "applied", again


def test_a_draft_that_names_an_unknown_cost_centre_from_before_is_not_sent(company: Company) -> None:
    claim = whole_claim(company)

    def before(tx: Tx) -> None:
        tx.run("UPDATE claim SET cost_centre='ei ole' WHERE org=:org AND id=:id", org=company.ids["org"], id=claim)

    company.world.db.write_now(before)
    result = submit(company, claim)
    assert (result["status"], result["code"]) == ("rejected", "unknown_cost_centre")
    assert row_of(company, claim).status == "draft"


@pytest.mark.parametrize(
    ("told", "lacking"),
    [
        ({"currency": "SEK", "lines": [{"rate": 0, "gross_cents": 1_255}]}, ("rate_to_eur", "receipt_no_rate")),
        ({"lines": [{"rate": 14, "gross_cents": 1_255}]}, ("lines[0]", "receipt_vat")),
        ({"lines": [{"rate": 25.5, "gross_cents": 1_000}]}, ("gross_cents", "receipt_sum")),
    ],
)
def test_a_draft_holds_a_receipt_that_does_not_fit_yet_and_says_so_when_it_is_sent(
    company: Company, told: dict[str, Any], lacking: tuple[str, str]
) -> None:
    claim = new_id()
    receipt = add_receipt(company, claim, **told)
    assert receipt["status"] == "applied"
    result = submit(company, claim)
    assert (result["status"], result["code"]) == ("rejected", "claim_incomplete")
    field, rule = lacking
    assert result["params"]["missing"] == [{"item": "receipt", "id": receipt["id"], "field": field, "rule": rule}]
    assert row_of(company, claim).status == "draft"


def test_everything_that_is_missing_is_listed_at_once(company: Company) -> None:
    claim = new_id()
    assert submit(company, claim)["code"] == "not_found"
    trip = add_trip(company, claim, purpose="", end=None, km_from_home=None)["id"]
    receipt = add_receipt(company, claim, supplier="", files=[])["id"]
    missing = submit(company, claim)["params"]["missing"]
    assert [(one["id"], one["field"]) for one in missing] == [
        (trip, "purpose"),
        (trip, "end"),
        (receipt, "supplier"),
        (receipt, "files"),
    ]


def test_an_empty_claim_is_not_sent(company: Company) -> None:
    claim = whole_claim(company)
    rows = pulled(company, "aino")
    for kind, id in [key for key in rows if key[0] in ("trip", "receipt")]:
        company.push("aino", _removal(company, kind, id))
    assert submit(company, claim)["params"]["missing"] == [{"item": "claim", "id": claim, "field": "trips"}]


def _removal(company: Company, kind: str, id: str) -> dict[str, Any]:
    return operation(company.ids["aino"], f"{kind}.remove", {}, company.clock.now(), id=id)


def test_a_distance_that_decides_on_the_per_diem_must_be_told(company: Company) -> None:
    claim = new_id()
    add_trip(company, claim, km_from_workplace=None)
    assert [one["field"] for one in submit(company, claim)["params"]["missing"]] == ["km_from_workplace"]


def test_nobody_makes_a_claim_for_somebody_else(company: Company) -> None:
    claim = new_id()
    for who in ("boss", "paula"):
        result = act(company, who, "trip.save", {**TRIP, "claim": claim}, subject="aino")
        assert (result["status"], result["code"]) == ("rejected", "forbidden")
    assert company.rows("SELECT id FROM claim WHERE org=:org") == []


def test_anothers_claim_trip_and_receipt_look_like_none(company: Company) -> None:
    claim = whole_claim(company)
    trip = company.rows("SELECT id FROM trip WHERE org=:org")[0].id
    receipt = company.rows("SELECT id FROM receipt WHERE org=:org")[0].id
    other = new_id()
    assert add_trip(company, claim, "eino")["code"] == "not_found"
    assert add_trip(company, other, "eino", id=trip)["code"] == "not_found"
    assert add_receipt(company, other, "eino", id=receipt)["code"] == "not_found"
    assert add_receipt(company, other, "eino", trip=trip)["code"] == "not_found"
    assert company.rows("SELECT id FROM claim WHERE org=:org AND id=:id", id=other) == []


def test_anothers_photo_is_one_that_has_not_come(company: Company) -> None:
    theirs = send_photo(company, "aino", 90)
    result = add_receipt(company, new_id(), "eino", files=[theirs])
    assert (result["status"], result["code"]) == ("deferred", "blob_missing")


def test_a_receipt_goes_with_a_trip_of_its_own_claim(company: Company) -> None:
    first, second = new_id(), new_id()
    trip = add_trip(company, first)["id"]
    assert add_receipt(company, second, trip=trip)["code"] == "receipt_of_other_claim"


def test_a_claim_holds_trips_of_one_kind_of_contract(company: Company) -> None:
    """Payroll pays an employee's claim and a contractor invoices theirs: one of both would be lost between them."""
    claim = whole_claim(company)

    def work(tx: Tx) -> None:
        tx.org = company.ids["org"]
        add_terms(tx, company.ids["aino"], "2026-11-12", **HOURLY, payee="contractor")

    company.world.db.write_now(work)
    later = add_trip(company, claim, start="2026-11-12T08:00", end="2026-11-12T20:00", kilometres=[])
    refused = submit(company, claim)
    assert (refused["status"], refused["code"]) == ("rejected", "claim_two_payees")
    act(company, "aino", "trip.remove", {}, later["id"])
    assert submit(company, claim)["status"] == "applied"
    assert row_of(company, claim).payee == "employee"


def test_what_was_sent_is_not_changed_and_the_phone_is_told_how_it_stands(company: Company) -> None:
    claim = sent_claim(company)
    late = add_trip(company, claim, start="2026-11-12T08:00", end="2026-11-12T20:00", kilometres=[])
    assert (late["status"], late["code"], late["current"]["status"]) == ("conflict", "claim_sent", "submitted")
    trip = company.rows("SELECT id, version FROM trip WHERE org=:org")[0]
    moved = add_trip(company, new_id(), id=trip.id, base={"version": trip.version})
    assert moved["code"] == "claim_sent"
