"""Trips and receipts go into a claim in any order, whole, and none is lost."""

import json
from typing import Any

from leima.features.rates.ready import laid_over
from leima.rules.situation.answer import interpret
from tests.company import Company, new_id
from tests.travel.claiming import (
    DUE,
    TRIP,
    act,
    add_receipt,
    add_trip,
    pulled,
    row_of,
    send_photo,
    whole_claim,
)


def test_one_tap_begins_a_trip_and_its_claim_with_it(company: Company) -> None:
    claim = new_id()
    begun = act(company, "aino", "trip.save", {"claim": claim, "start": "2026-11-20T08:00"})
    assert begun["status"] == "applied", begun
    told = pulled(company, "aino")[("trip", begun["id"])]
    assert (told["start"], told["end"], told["worked"]["missing"]) == ("2026-11-20T08:00", None, ["end"])
    head = pulled(company, "aino")[("claim", claim)]
    assert (head["status"], head["title"], head["total_cents"]) == ("draft", "", 0)
    named = act(company, "aino", "claim.save", {"title": "Tampere"}, claim)
    assert named["status"] == "applied"
    assert pulled(company, "aino")[("claim", claim)]["title"] == "Tampere"


def test_the_claim_holds_the_sums_of_its_trips_and_receipts(company: Company) -> None:
    claim = whole_claim(company)
    add_receipt(company, claim, gross_cents=3_000, lines=[{"rate": 0, "gross_cents": 3_000}], paid_by="employer")
    told = pulled(company, "aino")[("claim", claim)]
    sums = {name: told[name] for name in ("due_cents", "expenses_cents", "total_cents", "to_pay_cents")}
    assert sums == {
        "due_cents": DUE,
        "expenses_cents": 1_255,
        "total_cents": DUE + 1_255,
        "to_pay_cents": DUE + 1_255,
    }
    assert (told["from_date"], told["until_date"]) == ("2026-11-10", "2026-11-10")
    assert told["tax_free_cents"] + told["taxable_cents"] == told["due_cents"]


def test_a_trip_is_worked_out_as_a_described_situation_is(company: Company) -> None:
    trip = add_trip(company, new_id())["id"]
    worked = pulled(company, "aino")[("trip", trip)]["worked"]
    asked = {name: value for name, value in TRIP.items() if name not in ("purpose", "destination", "start_place")}
    answer = interpret({"ask": {"trip": asked}}, {}, laid_over(()))["answers"]["trip"]
    for name in ("lines", "due_cents", "tax_free_cents", "taxable_cents", "refused", "missing"):
        assert worked[name] == answer[name]
    for line in worked["lines"]:
        assert line["due_cents"] == line["tax_free_cents"] + line["taxable_cents"]


def test_overlapping_trips_are_both_kept_and_flagged(company: Company) -> None:
    claim = new_id()
    assert add_trip(company, claim)["flags"] == []
    second = add_trip(company, claim, start="2026-11-10T12:00", end="2026-11-11T08:00")
    assert (second["status"], second["flags"]) == ("applied", ["overlaps"])
    assert pulled(company, "aino")[("trip", second["id"])]["flags"] == ["overlaps"]


def test_a_receipt_that_looks_like_another_is_kept_and_points_at_it(company: Company) -> None:
    claim, photo = new_id(), send_photo(company, "aino", 10)
    first = add_receipt(company, claim, files=[photo])
    again = add_receipt(company, claim, files=[photo], supplier="Toinen")
    assert again["flags"] == ["duplicate"]
    assert pulled(company, "aino")[("receipt", again["id"])]["duplicate_of"] == first["id"]
    same = add_receipt(company, claim, files=[send_photo(company, "aino", 11)])
    assert pulled(company, "aino")[("receipt", same["id"])]["duplicate_of"] == first["id"]


def test_a_receipt_tells_of_its_file_and_its_tax(company: Company) -> None:
    receipt = add_receipt(company, new_id())["id"]
    told = pulled(company, "aino")[("receipt", receipt)]
    assert [(one["sha256"], one["media"], one["pages"]) for one in told["media"]] == [
        (told["files"][0], "image/jpeg", 1)
    ]
    assert told["worked"] == {
        "gross_eur_cents": 1_255,
        "lines": [{"rate": 25.5, "gross_cents": 1_255, "vat_cents": 255, "net_cents": 1_000}],
        "refused": [],
    }


def test_a_receipt_in_crowns_is_paid_back_in_euros(company: Company) -> None:
    claim = new_id()
    sek: dict[str, Any] = {"gross_cents": 10_000, "lines": [{"rate": 0, "gross_cents": 10_000}], "rate_source": "ecb"}
    add_receipt(company, claim, currency="SEK", rate_to_eur="0.0881", **sek)
    assert row_of(company, claim).expenses_cents == 881


def test_a_photo_that_has_not_come_keeps_the_receipt_waiting_and_is_never_a_rejection(company: Company) -> None:
    claim = new_id()
    waiting = add_receipt(company, claim, files=["0" * 64])
    assert (waiting["status"], waiting["code"]) == ("deferred", "blob_missing")
    assert company.rows("SELECT * FROM claim WHERE org=:org") == []


def test_a_receipt_waits_for_its_trip(company: Company) -> None:
    claim, trip = new_id(), new_id()
    assert add_receipt(company, claim, trip=trip)["code"] == "dep_missing"
    add_trip(company, claim, id=trip)
    assert add_receipt(company, claim, trip=trip)["status"] == "applied"


def test_the_receipts_of_a_removed_trip_stay_in_the_claim(company: Company) -> None:
    claim = new_id()
    trip = add_trip(company, claim)["id"]
    receipt = add_receipt(company, claim, trip=trip)["id"]
    assert act(company, "aino", "trip.remove", {}, trip)["status"] == "applied"
    rows = pulled(company, "aino")
    assert ("trip", trip) not in rows
    assert rows[("receipt", receipt)]["trip"] is None
    late = add_receipt(company, claim, trip=trip)
    assert (late["status"], late["flags"]) == ("applied", ["trip_removed", "duplicate"])
    assert (row_of(company, claim).due_cents, row_of(company, claim).expenses_cents) == (0, 2 * 1_255)


def test_a_trip_moves_to_another_claim_with_its_sum(company: Company) -> None:
    first, second = new_id(), new_id()
    trip = add_trip(company, first)["id"]
    assert add_trip(company, second, id=trip, base={"version": 1})["status"] == "applied"
    assert (row_of(company, first).due_cents, row_of(company, second).due_cents) == (0, DUE)
    assert row_of(company, first).until_date is None


def test_the_receipts_of_a_trip_that_moves_stay_where_they_are_and_name_it_no_more(company: Company) -> None:
    first, second = new_id(), new_id()
    trip = add_trip(company, first)["id"]
    receipt = add_receipt(company, first, trip=trip)["id"]
    assert add_trip(company, second, id=trip, base={"version": 1})["status"] == "applied"
    told = pulled(company, "aino")[("receipt", receipt)]
    assert (told["claim"], told["trip"]) == (first, None)


def test_what_another_device_said_is_not_overwritten_unseen(company: Company) -> None:
    claim = new_id()
    trip = add_trip(company, claim)["id"]
    assert add_trip(company, claim, id=trip, purpose="Messut", base={"version": 1})["version"] == 2
    stale = add_trip(company, claim, id=trip, purpose="Koulutus", base={"version": 1})
    assert (stale["status"], stale["fields"], stale["current"]["purpose"]) == ("conflict", ["purpose"], "Messut")
    same = add_trip(company, claim, id=trip, purpose="Messut", base={"version": 1})
    assert (same["status"], same["version"]) == ("applied", 2)


def test_a_claim_is_named_though_its_sums_have_moved_meanwhile(company: Company) -> None:
    claim = new_id()
    act(company, "aino", "claim.save", {"title": "Tampere"}, claim)
    add_trip(company, claim)
    renamed = act(company, "aino", "claim.save", {"title": "Turku"}, claim, base={"version": 1})
    assert renamed["status"] == "applied"
    stale = act(company, "aino", "claim.save", {"title": "Oulu"}, claim, base={"version": 1})
    assert (stale["status"], stale["fields"]) == ("conflict", ["title"])


def test_a_removed_claim_takes_its_trips_and_receipts_along(company: Company) -> None:
    claim = whole_claim(company)
    assert act(company, "aino", "claim.remove", {}, claim)["status"] == "applied"
    assert not [key for key in pulled(company, "aino") if key[0] in ("claim", "trip", "receipt")]
    late = add_trip(company, claim)
    assert (late["status"], late["code"]) == ("conflict", "claim_removed")
    assert act(company, "aino", "claim.withdraw", {}, claim)["code"] == "claim_removed"


def test_a_removed_trip_is_brought_back_by_who_has_seen_it_go(company: Company) -> None:
    claim = new_id()
    trip = add_trip(company, claim)["id"]
    gone = act(company, "aino", "trip.remove", {}, trip)
    unseen = add_trip(company, claim, id=trip, purpose="Messut", base={"version": 1})
    assert (unseen["status"], "deleted" in unseen["fields"]) == ("conflict", True)
    back = add_trip(company, claim, id=trip, base={"version": gone["version"]})
    assert (back["status"], row_of(company, claim).due_cents) == ("applied", DUE)


def test_every_order_of_arrival_comes_to_the_same_claim(company: Company) -> None:
    sums = set()
    for order in ((0, 1, 2), (2, 1, 0), (1, 0, 2)):
        claim = new_id()
        steps = (
            lambda claim=claim: act(company, "aino", "claim.save", {"title": "Tampere"}, claim),
            lambda claim=claim: add_trip(company, claim),
            lambda claim=claim: add_receipt(company, claim),
        )
        for n in order:
            assert steps[n]()["status"] == "applied"
        row = row_of(company, claim)
        sums.add((row.title, row.due_cents, row.expenses_cents, row.from_date, row.until_date, row.status))
    assert len(sums) == 1


def test_a_sealed_trip_counts_once_however_often_it_comes(company: Company) -> None:
    claim = new_id()
    trip = add_trip(company, claim)["id"]
    rows = company.rows("SELECT version FROM change_log WHERE org=:org AND entity_id=:id ORDER BY seq", id=trip)
    assert [row.version for row in rows] == [1]
    assert json.loads(company.rows("SELECT flags FROM trip WHERE org=:org")[0].flags) == []
