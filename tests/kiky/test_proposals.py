"""What an ended year left is proposed to a person, who confirms or declines it; a planned bonus waits beside it."""

from typing import Any

import pytest

from tests.company import FLEX, Company, new_id, operation
from tests.kiky.office import change_contract, hire_more, post
from tests.kiky.test_deductions import give
from tests.kiky.test_year import deduct

SCHEME = {"accounted": "obligation", "methods": ["balance_deduction", "holiday_bonus"], "pay_out": []}


@pytest.fixture
def proposing(company: Company) -> Company:
    """From January on what a year leaves is proposed; the hourly paid are in, and settle from their holiday bonus."""
    for agreement in ("company-office", "general-40"):
        body = {"id": new_id(), "runs": True, "agreement": agreement, "from_date": "2026-01-01", "reason": "Sovittu"}
        post(company, "palkka", "kiky/switches", {**body, "scheme": {**SCHEME, "year_end": "propose"}})
    return company


def waiting(company: Company, who: str = "palkka") -> dict[str, Any]:
    found: dict[str, Any] = company.get(who, "kiky/proposals")
    return found


def of(company: Company, name: str) -> dict[str, Any]:
    return next(one for one in waiting(company)["proposals"] if one["person"] == company.ids[name])


def answer(company: Company, name: str, minutes: int, *, confirm: bool, status: int = 200, id: str = "") -> Any:
    body = {"id": id or new_id(), "person": company.ids[name], "year": 2026, "confirm": confirm, "minutes": minutes}
    return post(company, "palkka", "kiky/proposals/decide", body, status)


def left(company: Company, name: str) -> int:
    seen = company.get("palkka", "kiky/year", person=company.ids[name], year=2026)
    return int(seen["left"])


def audited(company: Company) -> list[str]:
    return [
        str(row.new)
        for row in company.rows("SELECT new FROM audit_event WHERE org=:org AND what='act.made' ORDER BY n")
    ]


def test_a_years_rest_is_proposed_once_it_has_ended_and_one_tap_takes_it_from_flex(proposing: Company) -> None:
    deduct(proposing, "helmi", 600, "2026-01-02")
    assert waiting(proposing)["proposals"] == []
    proposing.turn("2027-01-04T06:00")
    assert (of(proposing, "helmi")["kind"], of(proposing, "helmi")["minutes"]) == ("deduct", 840)
    assert of(proposing, "helmi")["legs"] == [{"account": "flex", "minutes": -840}]
    assert answer(proposing, "helmi", 700, confirm=True, status=409)["code"] == "kiky_leaver_changed"
    before, id = proposing.account("helmi", "flex")["settled"], new_id()
    for _ in range(2):
        answer(proposing, "helmi", 840, confirm=True, id=id)
    assert left(proposing, "helmi") == 0
    assert proposing.account("helmi", "flex")["settled"] == before - 840
    assert proposing.ids["helmi"] not in {one["person"] for one in waiting(proposing)["proposals"]}
    post(proposing, "palkka", f"acts/{id}/undo", {})
    assert of(proposing, "helmi")["minutes"] == 840


def test_a_proposal_takes_from_each_balance_what_it_has(proposing: Company) -> None:
    give(proposing, "helmi", overtime_leave=480, bank=1200)
    give(proposing, "ilona", overtime_leave=480)
    proposing.turn("2027-01-04T06:00")
    assert of(proposing, "helmi")["legs"] == [
        {"account": "bank", "minutes": -1200},
        {"account": "overtime_leave", "minutes": -240},
    ]
    assert of(proposing, "ilona")["legs"] == [
        {"account": "overtime_leave", "minutes": -480},
        {"account": "flex", "minutes": -960},
    ]


def test_nothing_is_proposed_from_the_flex_of_a_person_without_flexitime(proposing: Company) -> None:
    hire_more(proposing, "kiintea", {**FLEX, "form": "office"})
    proposing.turn("2027-01-04T06:00")
    assert (of(proposing, "kiintea")["minutes"], of(proposing, "kiintea")["legs"]) == (1440, [])
    give(proposing, "kiintea", overtime_leave=480)
    assert of(proposing, "kiintea")["legs"] == [{"account": "overtime_leave", "minutes": -480}]
    answer(proposing, "kiintea", 1440, confirm=True)
    assert left(proposing, "kiintea") == 960


def settle(company: Company, by: str, name: str, decision: str, seen: int, reason: str = "") -> Any:
    """A phone's word on what a person's 2026 left."""
    body = {"decision": decision, "seen_minutes": seen, "reason": reason}
    sealed = operation(company.ids[name], "kiky.settle", body, company.clock.now(), id=f"{company.ids[name]}:2026")
    sealed["entity"]["type"] = "kiky_proposal"
    (result,) = company.push(by, sealed)["results"]
    return result


def test_a_phone_settles_what_it_saw_and_the_decision_is_kept(proposing: Company) -> None:
    proposing.turn("2027-01-04T06:00")
    late = settle(proposing, "palkka", "helmi", "approve", 1400)
    assert (late["status"], late["code"], late["current"]) == ("conflict", "changed_since", {"minutes": 1440})
    assert settle(proposing, "helmi", "helmi", "approve", 1440)["code"] == "forbidden"
    assert settle(proposing, "palkka", "helmi", "approve", 1440)["status"] == "applied"
    assert settle(proposing, "palkka", "ilona", "reject", 1440, "sovittu toisin")["status"] == "applied"
    assert (left(proposing, "helmi"), left(proposing, "ilona")) == (0, 1440)
    assert "sovittu toisin" in audited(proposing)[-1]
    kept = {one["person"]: one for one in proposing.get("palkka", "inbox/decided", kind="kiky_proposal")["items"]}
    said = {name: kept[proposing.ids[name]]["decision"] for name in ("helmi", "ilona")}
    assert said == {"helmi": "approve", "ilona": "reject"}
    assert kept[proposing.ids["helmi"]]["totals"] == {"minutes": 1440}


def test_a_declined_proposal_posts_nothing_is_audited_and_does_not_come_again(proposing: Company) -> None:
    proposing.turn("2027-01-04T06:00")
    acts = len(audited(proposing))
    answer(proposing, "ilona", 1440, confirm=False)
    assert left(proposing, "ilona") == 1440
    assert proposing.ids["ilona"] not in {one["person"] for one in waiting(proposing)["proposals"]}
    assert len(audited(proposing)) == acts + 1
    assert "kiky_declined" in audited(proposing)[-1]


def test_what_was_settled_too_much_is_proposed_back_to_where_it_came_from(proposing: Company) -> None:
    deduct(proposing, "jari", 1440, "2026-01-02")
    change_contract(proposing, "jari", *FULL_THEN_HALF)
    proposing.turn("2027-01-04T06:00")
    found = of(proposing, "jari")
    assert (found["kind"], found["minutes"], found["legs"]) == ("return", 360, [{"account": "flex", "minutes": 360}])
    answer(proposing, "jari", 360, confirm=True)
    assert left(proposing, "jari") == 0


def test_what_a_smaller_share_leaves_settled_too_much_is_proposed_back_at_once(company: Company) -> None:
    deduct(company, "jari", 1440, "2026-01-02")
    change_contract(company, "jari", *FULL_THEN_HALF)
    found = of(company, "jari")
    assert (found["year"], found["kind"], found["minutes"]) == (2026, "return", 360)
    rows = {row["name"]: row["proposal"] for row in company.get("palkka", "kiky/team", year=2026)["people"]}
    assert (rows["Jari"], rows["Helmi"]) == ("return", "none")
    before = company.account("jari", "flex")["settled"]
    answer(company, "jari", 360, confirm=True)
    assert (left(company, "jari"), company.account("jari", "flex")["settled"]) == (0, before + 360)
    assert company.ids["jari"] not in {one["person"] for one in waiting(company)["proposals"]}


def test_what_was_given_back_once_is_not_given_back_again(company: Company) -> None:
    deduct(company, "jari", 360, "2026-01-02")
    line = {"id": new_id(), "person": company.ids["jari"], "account": "kiky", "amount": -1080}
    post(company, "palkka", "postings", {**line, "date": "2026-01-02", "reason": "Tehty muualla"})
    change_contract(company, "jari", *FULL_THEN_HALF)
    answer(company, "jari", 360, confirm=True)
    change_contract(company, "jari", FULL_THEN_HALF[0], "2026-01-31", None)
    seen = company.get("palkka", "kiky/leaver", person=company.ids["jari"], year=2026)
    assert (seen["left"], seen["proposal"], seen["legs"]) == (-600, "none", [])


FULL_THEN_HALF = (
    {"agreement": "general-37-5", "variant": "company-office", "form": "flexitime", "pay": "monthly"},
    "2026-06-30",
    {"agreement": "general-37-5", "variant": "company-office", "form": "flexitime", "pay": "monthly", "share": 0.5},
)


def test_an_hourly_persons_kiky_waits_for_the_bonus_and_is_settled_when_that_is_paid(proposing: Company) -> None:
    deduct(proposing, "tunti", 1440, "2026-01-02", "holiday_bonus")
    (plan,) = waiting(proposing)["plans"]
    assert (plan["name"], plan["minutes"], plan["year"]) == ("Tunti", 1440, 2026)
    assert left(proposing, "tunti") == 1440
    paid = {"date": "2026-01-02", "bonus_cents": 90_000, "hourly_cents": 1_850}
    done = post(proposing, "palkka", f"kiky/deductions/{plan['id']}/paid", paid)
    assert (done["taken_cents"], done["bonus_left_cents"]) == (44_400, 45_600)
    assert left(proposing, "tunti") == 0
    assert waiting(proposing)["plans"] == []


def test_supervisors_see_their_own_peoples_alone_and_employees_none(proposing: Company) -> None:
    proposing.turn("2027-01-04T06:00")
    assert {one["name"] for one in waiting(proposing, "boss")["proposals"]} >= {"Helmi", "Tunti"}
    answer_ = proposing.client.get("/api/v1/kiky/proposals", headers=proposing.headers("helmi"))
    assert answer_.status_code == 403
