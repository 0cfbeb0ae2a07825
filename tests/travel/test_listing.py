"""GET /claims and the files of receipts: one's own, one's people's by the date, and for payroll what was sent."""

from typing import Any

import pytest

from leima.features.people import store as people
from leima.features.travel import listing
from tests.company import Company, new_id
from tests.travel.claiming import (
    DUE,
    act,
    add_receipt,
    add_trip,
    decide,
    photo,
    pulled,
    send_photo,
    sent_claim,
    submit,
    whole_claim,
)


def listed(company: Company, who: str, **asked: Any) -> list[str]:
    return [one["id"] for one in company.get(who, "claims", **asked)["claims"]]


def file(company: Company, who: str, claim: str, sha256: str) -> Any:
    return company.client.get(f"/api/v1/claims/{claim}/files/{sha256}", headers=company.headers(who))


def moved(company: Company, who: str, team: str, date: str) -> None:
    """Moves somebody into another team from a date on."""

    def work(tx: Any) -> None:
        tx.org = company.ids["org"]
        people.add_membership(tx, company.ids[who], company.ids[team], from_date=date)

    company.world.db.write_now(work)


def test_a_claim_is_listed_with_its_trips_and_receipts(company: Company) -> None:
    claim = sent_claim(company)
    for who in ("aino", "boss", "paula"):
        found = company.get(who, "claims")
        assert found["after"] is None
        (one,) = found["claims"]
        assert (one["id"], one["status"], one["due_cents"]) == (claim, "submitted", DUE)
        assert [trip["worked"]["due_cents"] for trip in one["trips"]] == [DUE]
        (receipt,) = one["receipts"]
        assert receipt["sha256"] == receipt["files"][0] == receipt["media"][0]["sha256"]


def test_a_draft_is_its_persons_alone(company: Company) -> None:
    claim = whole_claim(company)
    assert listed(company, "aino") == [claim]
    for who in ("eino", "boss", "paula", "admin", "stranger"):
        assert listed(company, who) == []
    photo_of = company.get("aino", "claims")["claims"][0]["receipts"][0]["sha256"]
    assert [file(company, who, claim, photo_of).status_code for who in ("aino", "boss", "paula")] == [200, 404, 404]


def test_a_file_is_seen_by_who_may_see_the_claim_and_by_nobody_else(company: Company) -> None:
    claim = sent_claim(company)
    sha256 = company.get("aino", "claims")["claims"][0]["receipts"][0]["sha256"]
    for who in ("aino", "boss", "paula"):
        got = file(company, who, claim, sha256)
        assert (got.status_code, got.content) == (200, photo())
        assert "sandbox" in got.headers["content-security-policy"]
    for who in ("eino", "stranger", "admin", "vera"):
        assert file(company, who, claim, sha256).status_code == 404
        own = company.client.get(f"/api/v1/blobs/{sha256}", headers=company.headers(who))
        assert own.status_code == 404


def test_a_claim_gives_no_file_that_none_of_its_receipts_names(company: Company) -> None:
    claim, other = sent_claim(company), send_photo(company, "aino", 17)
    assert file(company, "boss", claim, other).status_code == 404
    act(company, "aino", "claim.withdraw", {}, claim)
    receipt = company.rows("SELECT id FROM receipt WHERE org=:org")[0].id
    named = company.get("aino", "claims")["claims"][0]["receipts"][0]["sha256"]
    act(company, "aino", "receipt.remove", {}, receipt)
    assert file(company, "aino", claim, named).status_code == 404
    assert file(company, "aino", new_id(), named).status_code == 404


def test_anothers_hash_in_ones_own_claim_shows_nothing(company: Company) -> None:
    sha256 = send_photo(company, "aino", 33)
    claim = new_id()
    add_receipt(company, claim, "eino", files=[sha256])
    assert file(company, "eino", claim, sha256).status_code == 404


def test_a_claim_stays_with_the_supervisor_of_its_date_when_the_person_moves(company: Company) -> None:
    claim = sent_claim(company)
    sha256 = company.get("aino", "claims")["claims"][0]["receipts"][0]["sha256"]
    moved(company, "aino", "sales", "2026-11-15")
    assert (listed(company, "boss"), listed(company, "stranger")) == ([claim], [])
    assert [file(company, who, claim, sha256).status_code for who in ("boss", "stranger")] == [200, 404]
    assert decide(company, "stranger", claim)["code"] == "not_found"
    assert ("claim", claim) not in pulled(company, "stranger")
    assert decide(company, "boss", claim)["status"] == "applied"


def test_a_claim_after_the_move_is_the_new_supervisors(company: Company) -> None:
    moved(company, "aino", "sales", "2026-11-09")
    claim = sent_claim(company)
    rows = pulled(company, "stranger")
    assert {key[0] for key in rows if key[0] in ("claim", "trip", "receipt")} == {"claim", "trip", "receipt"}
    assert (listed(company, "boss"), listed(company, "stranger")) == ([], [claim])
    assert decide(company, "boss", claim)["code"] == "not_found"
    assert decide(company, "stranger", claim)["status"] == "applied"


def test_the_list_is_narrowed_by_status_person_and_date(company: Company) -> None:
    sent, mine = sent_claim(company), whole_claim(company)
    late = new_id()
    add_trip(company, late, "eino", start="2026-11-18T08:00", end="2026-11-18T20:00", kilometres=[])
    submit(company, late, "eino")
    assert listed(company, "aino", status="draft") == [mine]
    assert listed(company, "paula", status="submitted", person=company.ids["aino"]) == [sent]
    assert listed(company, "paula", **{"from": "2026-11-11", "to": "2026-11-30"}) == [late]
    assert listed(company, "paula", **{"to": "2026-11-10"}) == [sent]
    unknown = company.client.get(f"/api/v1/claims?person={new_id()}", headers=company.headers("boss"))
    assert unknown.status_code == 404
    wrong = company.client.get("/api/v1/claims?from=2026-02-30", headers=company.headers("aino"))
    assert (wrong.status_code, wrong.json()["code"]) == (400, "bad_date")
    odd = company.client.get("/api/v1/claims?status=lost", headers=company.headers("aino"))
    assert odd.status_code == 400


def test_pages_follow_each_other_without_a_gap(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    made = sorted(whole_claim(company) for _ in range(5))
    monkeypatch.setattr(listing, "PAGE", 2)
    page = company.get("aino", "claims")
    found = [one["id"] for one in page["claims"]]
    while page["after"]:
        page = company.get("aino", "claims", after=page["after"])
        found += [one["id"] for one in page["claims"]]
    assert found == made
