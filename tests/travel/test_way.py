"""A claim's way: sent, returned, approved, paid; each step once, by who may, on what was seen."""

import re
from itertools import pairwise

from leima.app import WAITING
from leima.db.actor import load_actor
from leima.db.tx import Tx
from leima.db.waiting import waiting_for
from leima.features.travel.notices import NOTICES
from leima.web.words import say
from tests.company import Company, operation
from tests.travel.claiming import DUE, act, add_trip, decide, pay, pulled, row_of, sent_claim, submit, whole_claim

TOTAL = DUE + 1_255


def waits(company: Company, who: str) -> list[str]:
    """The ids of the claims that wait for somebody."""

    def work(tx: Tx) -> list[str]:
        actor = load_actor(tx, company.ids["org"], company.ids[who], f"family-{who}")
        return [one.about.id for one in waiting_for(tx, actor, WAITING) if one.kind == "claim"]

    return company.world.db.read_now(work)


def kinds(company: Company, who: str = "aino") -> list[str]:
    rows = company.rows("SELECT kind FROM notice WHERE org=:org AND person=:person", person=company.ids[who])
    return [row.kind for row in rows]


def test_a_claim_goes_from_a_draft_to_its_payment(company: Company) -> None:
    claim = whole_claim(company)
    assert waits(company, "boss") == []
    assert submit(company, claim, due=DUE)["flags"] == []
    assert (row_of(company, claim).status, row_of(company, claim).shown_on) == ("submitted", "2026-11-10")
    assert waits(company, "boss") == [claim]
    assert decide(company, "boss", claim)["status"] == "applied"
    assert waits(company, "boss") == []
    assert pay(company, "paula", claim)["status"] == "applied"
    told = pulled(company, "aino")[("claim", claim)]
    assert (told["status"], told["decided_by"], told["paid_on"]) == ("paid", "Boss", "2026-11-20")
    assert kinds(company) == ["claim_approved", "claim_paid"]
    rows = company.rows("SELECT what FROM audit_event WHERE org=:org AND entity_id=:id ORDER BY n", id=claim)
    assert [row.what for row in rows] == [
        "claim.begun",
        "claim.submitted",
        "claim.approved",
        "claim.paid",
    ]


def test_versions_in_the_log_have_no_gap(company: Company) -> None:
    claim = sent_claim(company)
    decide(company, "boss", claim)
    rows = company.rows(
        "SELECT entity_id AS id, version FROM change_log WHERE org=:org AND owner IS NOT NULL"
        " AND entity_type IN ('claim', 'trip', 'receipt') ORDER BY seq"
    )
    by_id: dict[str, list[int]] = {}
    for row in rows:
        by_id.setdefault(row.id, []).append(row.version)
    assert len(by_id) == 3
    for versions in by_id.values():
        assert versions[0] == 1
        assert all(after - before == 1 for before, after in pairwise(versions))


def test_the_phone_is_told_when_it_showed_another_sum(company: Company) -> None:
    claim = whole_claim(company)
    sent = submit(company, claim, due=DUE - 1)
    assert (sent["status"], sent["flags"]) == ("applied", ["sums_differ"])


def test_an_advance_larger_than_the_claim_is_a_warning(company: Company) -> None:
    claim = whole_claim(company)
    act(company, "aino", "claim.save", {"title": "", "advance_cents": TOTAL + 1}, claim)
    assert submit(company, claim)["flags"] == ["advance_larger"]
    told = pulled(company, "boss")[("claim", claim)]
    assert (told["to_pay_cents"], told["flags"]) == (-1, ["advance_larger"])


def test_a_returned_claim_is_corrected_and_sent_again(company: Company) -> None:
    claim = sent_claim(company)
    assert decide(company, "boss", claim, "return", reason=" ")["code"] == "reason_needed"
    assert decide(company, "boss", claim, "return", reason="Lisää kuitti")["status"] == "applied"
    assert kinds(company) == ["claim_returned"]
    assert pulled(company, "aino")[("claim", claim)]["reason"] == "Lisää kuitti"
    assert add_trip(company, claim, start="2026-11-12T08:00", end="2026-11-12T20:00", kilometres=[])["flags"] == []
    assert submit(company, claim)["status"] == "applied"
    row = row_of(company, claim)
    assert (row.status, row.reason, row.decided_by, row.shown_on) == ("submitted", "", None, "2026-11-12")
    assert ("claim", claim) in pulled(company, "boss")


def test_a_rejected_claim_stays_as_it_is(company: Company) -> None:
    claim = sent_claim(company)
    assert decide(company, "boss", claim, "reject")["status"] == "applied"
    assert add_trip(company, claim)["code"] == "claim_sent"
    assert submit(company, claim)["code"] == "claim_sent"
    assert pay(company, "paula", claim)["code"] == "already_decided"


def test_a_sent_claim_is_taken_back_until_it_is_decided(company: Company) -> None:
    claim = sent_claim(company)
    assert ("claim", claim) in pulled(company, "boss")
    assert act(company, "aino", "claim.withdraw", {}, claim)["status"] == "applied"
    assert (row_of(company, claim).status, waits(company, "boss")) == ("draft", [])
    assert not [key for key in pulled(company, "boss") if key[0] in ("claim", "trip", "receipt")]
    assert submit(company, claim)["status"] == "applied"
    decide(company, "boss", claim)
    late = act(company, "aino", "claim.withdraw", {}, claim)
    assert (late["status"], late["code"], late["current"]["status"]) == ("conflict", "claim_decided", "approved")


def test_a_withdrawn_claim_leaves_the_supervisors_phone(company: Company) -> None:
    claim = sent_claim(company)
    page = company.get("boss", "sync/pull")
    while page["more"]:
        page = company.get("boss", "sync/pull", cursor=page["cursor"])
    act(company, "aino", "claim.withdraw", {}, claim)
    news = company.get("boss", "sync/pull", cursor=page["cursor"])["changes"]
    gone = {one["type"] for one in news if one["deleted"]}
    assert {"claim", "trip", "receipt"} <= gone
    assert not [one for one in news if one["data"] is not None and one["type"] in gone]


def test_what_was_not_seen_is_not_approved(company: Company) -> None:
    claim = sent_claim(company)
    seen = row_of(company, claim).version
    assert decide(company, "boss", claim, seen_total_cents=TOTAL - 1)["code"] == "changed_since"
    act(company, "aino", "claim.withdraw", {}, claim)
    add_trip(company, claim, start="2026-11-12T08:00", end="2026-11-12T20:00", kilometres=[])
    submit(company, claim)
    late = decide(company, "boss", claim, seen_version=seen)
    assert (late["status"], late["code"], late["current"]["status"]) == ("conflict", "changed_since", "submitted")
    assert row_of(company, claim).status == "submitted"


def test_the_first_word_wins_and_the_same_one_twice_counts_once(company: Company) -> None:
    claim = sent_claim(company)
    assert decide(company, "boss", claim)["status"] == "applied"
    again = decide(company, "paula", claim)
    assert (again["status"], again["version"]) == ("applied", row_of(company, claim).version)
    other = decide(company, "paula", claim, "reject")
    assert (other["status"], other["code"], other["current"]["decided_by"]) == ("conflict", "already_decided", "Boss")
    assert kinds(company) == ["claim_approved"]


def test_four_eyes_decide_and_pay(company: Company) -> None:
    for who, other in (("boss", "paula"), ("paula", "stranger")):
        claim = sent_claim(company, who)
        assert decide(company, who, claim)["code"] == "forbidden"
        assert decide(company, other, claim)["status"] == "applied"
        assert pay(company, who, claim)["code"] == "forbidden"


def test_payroll_alone_pays_and_only_what_is_approved(company: Company) -> None:
    claim = sent_claim(company)
    assert pay(company, "paula", claim)["code"] == "already_decided"
    decide(company, "boss", claim)
    assert pay(company, "boss", claim)["code"] == "forbidden"
    assert pay(company, "admin", claim)["code"] == "not_found"
    assert pay(company, "paula", claim, paid_on="2026-02-30")["code"] == "bad_date"
    assert pay(company, "paula", claim, paid_on="2062-11-20")["code"] == "date_too_far"
    assert pay(company, "paula", claim)["status"] == "applied"
    assert pay(company, "paula", claim)["status"] == "applied"
    assert kinds(company) == ["claim_approved", "claim_paid"]


def test_whoever_has_no_team_is_decided_on_by_payroll(company: Company) -> None:
    company.world.db.write_now(lambda tx: tx.run("DELETE FROM team_member WHERE person=:p", p=company.ids["eino"]))
    claim = sent_claim(company, "eino")
    assert decide(company, "boss", claim)["code"] == "not_found"
    assert waits(company, "paula") == [claim]
    assert decide(company, "paula", claim)["status"] == "applied"


def test_a_sealed_decision_counts_once(company: Company) -> None:
    claim = sent_claim(company)
    row = row_of(company, claim)
    body = {"decision": "approve", "seen_version": row.version, "seen_total_cents": TOTAL}
    sealed = operation(company.ids["aino"], "claim.decide", body, company.clock.now(), id=claim)
    first, again = (company.push("boss", sealed)["results"][0] for _ in range(2))
    assert (first["status"], first["dup"], again["status"], again["dup"]) == ("applied", False, "applied", True)
    assert row_of(company, claim).version == row.version + 1


def test_a_push_line_says_nothing_of_the_claim() -> None:
    assert all(one.push == f"push.{one.kind}" for one in NOTICES)
    lines = [say(lang, str(one.push), {}) for one in NOTICES for lang in ("fi", "sv", "en")]
    assert not any("{" in line or re.search(r"\d", line) for line in lines)


def test_the_log_of_changes_tells_sums_to_the_person_and_payroll_alone(company: Company) -> None:
    sent_claim(company)
    path = f"audit?person={company.ids['aino']}"
    for who, told in (("aino", True), ("paula", True), ("boss", False), ("admin", False)):
        events = [one for one in company.get(who, path)["events"] if one["entity"] in ("claim", "trip", "receipt")]
        assert {one["what"] for one in events} == {"claim.begun", "claim.submitted", "trip.saved", "receipt.saved"}
        assert any("252" in line["value"] for one in events for line in one["new"]) is told, who
