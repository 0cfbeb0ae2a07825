"""A month is sent, returned, approved and closed; who was first, was first, and what is closed does not move."""

import json
from typing import Any

from leima.db.tx import Tx
from leima.features.approvals.totals import totals
from tests.company import Company, ms, new_id, operation, punch
from tests.months.crew import (
    NOVEMBER,
    WORKDAYS,
    close,
    decide,
    hire,
    month_op,
    pulled,
    tell,
    waiting,
    work,
)
from tests.months.test_locks import frozen

DECEMBER = "2026-12-02T09:00"


def month_of(company: Company, who: str) -> dict[str, Any]:
    return pulled(company, who, "month")[f"{company.ids[who]}:{NOVEMBER}"]


def recomputed(company: Company, who: str) -> str:
    """November added up again from the rows as they are now."""

    def add_up(tx: Tx) -> str:
        tx.org = company.ids["org"]
        return totals(tx, company.ids[who], NOVEMBER)

    return company.world.db.read_now(add_up)


def stored_totals(company: Company, who: str) -> str:
    rows = company.rows("SELECT totals FROM month_state WHERE org=:org AND person=:person", person=company.ids[who])
    return str(rows[0].totals)


def approved(company: Company, who: str = "aino") -> None:
    """Sends November and has it approved."""
    assert tell(company, who, month_op(company, who, "send"))[0]["status"] == "applied"
    seen = month_of(company, who)["version"]
    assert tell(company, "boss", month_op(company, who, "approve", {"seen_version": seen}))[0]["status"] == "applied"


def test_a_month_with_a_day_that_waits_is_not_sent_and_the_day_is_named(company: Company) -> None:
    aino = company.ids["aino"]
    company.push("aino", punch(aino, "in", "2026-11-20T08:00"))
    company.turn(DECEMBER)
    refused = tell(company, "aino", month_op(company, "aino", "send"))[0]
    assert (refused["status"], refused["code"]) == ("rejected", "month_pending")
    assert refused["params"] == {"dates": "20.11."}
    company.push("aino", punch(aino, "out", "2026-11-20T16:00", body={"estimated_confirmed": True}))
    assert tell(company, "aino", month_op(company, "aino", "send"))[0]["status"] == "applied"


def test_a_month_to_come_is_not_sent_and_nobody_sends_for_another(company: Company) -> None:
    aino = company.ids["aino"]
    future = {**month_op(company, "aino", "send"), "entity": {"type": "month", "id": f"{aino}:2026-12"}}
    assert tell(company, "aino", future)[0]["code"] == "month_not_begun"
    assert tell(company, "boss", month_op(company, "aino", "send"))[0]["code"] == "forbidden"
    foreign = {**month_op(company, "aino", "send"), "subject": company.ids["eino"]}
    assert tell(company, "eino", foreign)[0]["code"] == "not_found"


def test_of_two_supervisors_the_first_one_wins_and_the_second_is_told_who_it_was(company: Company) -> None:
    company.turn(DECEMBER)
    tell(company, "aino", month_op(company, "aino", "send"))
    seen = waiting(company, "bossa")["months"][0]["version"]
    first = month_op(company, "aino", "approve", {"seen_version": seen})
    assert tell(company, "boss", first)[0]["status"] == "applied"
    assert tell(company, "boss", {**first, "op_id": new_id()})[0]["status"] == "applied"
    late = tell(company, "bossa", month_op(company, "aino", "return", {"reason": "x", "seen_version": seen}))[0]
    assert (late["status"], late["code"]) == ("conflict", "already_decided")
    assert (late["current"]["status"], late["current"]["by_name"]) == ("approved", "Boss")


def test_what_changed_after_it_was_looked_at_must_be_looked_at_again(company: Company) -> None:
    company.turn(DECEMBER)
    tell(company, "aino", month_op(company, "aino", "send"))
    seen = waiting(company, "boss")["months"][0]
    work(company, "aino", "2026-11-20")
    stale = tell(company, "boss", month_op(company, "aino", "approve", {"seen_version": seen["version"]}))[0]
    assert (stale["status"], stale["code"]) == ("conflict", "changed_since")
    fresh = waiting(company, "boss")["months"][0]
    assert fresh["summary"]["worked"] - seen["summary"]["worked"] == 450
    again = month_op(company, "aino", "approve", {"seen_version": fresh["version"]})
    assert tell(company, "boss", again)[0]["status"] == "applied"
    work(company, "aino", "2026-11-19")
    assert month_of(company, "aino")["status"] == "sent"


def test_a_returned_month_carries_its_reason_and_is_sent_again(company: Company) -> None:
    company.turn(DECEMBER)
    tell(company, "aino", month_op(company, "aino", "send"))
    seen = month_of(company, "aino")["version"]
    bare = tell(company, "boss", month_op(company, "aino", "return", {"reason": "  ", "seen_version": seen}))[0]
    assert (bare["status"], bare["code"]) == ("rejected", "reason_needed")
    sent_back = month_op(company, "aino", "return", {"reason": "Perjantai puuttuu", "seen_version": seen})
    assert tell(company, "boss", sent_back)[0]["status"] == "applied"
    now = month_of(company, "aino")
    assert (now["status"], now["reason"], now["decided_by_name"]) == ("returned", "Perjantai puuttuu", "Boss")
    told = [one for one in pulled(company, "aino", "notice").values() if one["kind"] == "month_returned"]
    assert told[0]["params"] == {"by": "Boss", "month": NOVEMBER, "reason": "Perjantai puuttuu"}
    assert tell(company, "aino", month_op(company, "aino", "send"))[0]["status"] == "applied"
    assert (month_of(company, "aino")["status"], month_of(company, "aino")["reason"]) == ("sent", "")


def test_a_sent_month_can_be_taken_back_until_it_is_approved(company: Company) -> None:
    company.turn(DECEMBER)
    assert tell(company, "aino", month_op(company, "aino", "recall"))[0]["code"] == "month_not_sent"
    tell(company, "aino", month_op(company, "aino", "send"))
    assert tell(company, "aino", month_op(company, "aino", "recall"))[0]["status"] == "applied"
    assert month_of(company, "aino")["status"] == "open"
    approved(company)
    assert tell(company, "aino", month_op(company, "aino", "recall"))[0]["code"] == "already_decided"


def test_nobody_approves_their_own_month(company: Company) -> None:
    company.turn(DECEMBER)
    tell(company, "boss", month_op(company, "boss", "send"))
    own = month_op(company, "boss", "approve", {"seen_version": 1})
    assert tell(company, "boss", own)[0]["code"] == "forbidden"
    assert tell(company, "bossa", own | {"op_id": new_id()})[0]["status"] == "applied"


def test_several_months_are_approved_in_one_push(company: Company) -> None:
    company.turn(DECEMBER)
    for who in ("aino", "eino", "hourly"):
        tell(company, who, month_op(company, who, "send"))
    ops = [month_op(company, who, "approve", {"seen_version": 1}) for who in ("aino", "eino", "hourly")]
    assert [one["status"] for one in tell(company, "boss", *ops)] == ["applied"] * 3
    assert waiting(company, "boss")["months"] == []


def test_payroll_closes_what_is_approved_and_names_the_rest_with_the_reason(company: Company) -> None:
    company.turn(DECEMBER)
    approved(company)
    tell(company, "eino", month_op(company, "eino", "send"))
    company.client.post("/api/v1/months/close", json={}, headers=company.headers("payroll"))
    close(company, "boss", status=403)
    form = {"id": new_id()}
    answer = close(company, **form)
    assert [one["name"] for one in answer["closed"]] == ["Aino"]
    refused = {one["name"]: (one["code"], one["detail"]) for one in answer["refused"]}
    assert refused["Eino"] == ("is_sent", "Kuukausi odottaa esihenkilön hyväksyntää.")
    assert refused["Boss"][0] == "is_open"
    assert close(company, **form) == answer
    assert close(company, status=409, **form, team=company.ids["team"])["code"] == "act_reused"
    assert {one["code"] for one in close(company, people=[company.ids["aino"]])["refused"]} == {"is_closed"}
    close(company, status=404, people=["nobody"])
    assert close(company, status=400, month="2026-12")["code"] == "month_not_over"
    statuses = {one["name"]: one["status"] for one in company.get("payroll", "months", month=NOVEMBER)["people"]}
    assert (statuses["Aino"], statuses["Eino"], statuses["Boss"]) == ("closed", "sent", "open")


def test_the_whole_story_of_a_month(company: Company) -> None:
    """Two supervisors, a returned month, a correction after closing; the frozen totals have not moved."""
    aino = company.ids["aino"]
    company.at("2026-11-30T17:00")
    work(company, "aino", *WORKDAYS[:-1])
    company.push("aino", punch(aino, "in", "2026-11-30T08:00"), punch(aino, "out", "2026-11-30T16:00"))
    company.turn(DECEMBER)
    tell(company, "aino", month_op(company, "aino", "send"))
    tell(company, "boss", month_op(company, "aino", "return", {"reason": "Katso 16.11.", "seen_version": 1}))
    seen = month_of(company, "aino")["version"]
    late = tell(company, "bossa", month_op(company, "aino", "approve", {"seen_version": seen}))[0]
    assert (late["code"], late["current"]["by_name"]) == ("already_decided", "Boss")
    approved(company)
    assert [one["name"] for one in close(company)["closed"]] == ["Aino"]
    before, rows, flex = stored_totals(company, "aino"), frozen(company, "aino", NOVEMBER), flex_of(company)
    assert json.loads(before)["worked"] == 21 * 450
    assert before == recomputed(company, "aino")

    extra = [punch(aino, "in", "2026-11-16T17:00"), punch(aino, "out", "2026-11-16T18:30")]
    told = tell(company, "aino", *extra)
    assert [one["flags"] for one in told] == [["period_locked", "correction_requested"]] * 2
    assert flex_of(company) == flex
    asked = sorted(waiting(company, "boss")["changes"], key=lambda one: one["at"])
    assert [(one["kind"], one["date"], one["person_name"]) for one in asked] == [
        ("late_punch", "2026-11-16", "Aino")
    ] * 2
    assert decide(company, "boss", asked[0], "approve")["status"] == "applied"
    assert flex_of(company) == flex
    assert decide(company, "bossa", asked[1], "approve", "Asiakaskäynti")["status"] == "applied"
    assert flex_of(company) == flex + 120, "one hour and a half, and the pause stands for the automatic break"
    assert decide(company, "boss", asked[1], "reject", "myöhässä")["code"] == "already_decided"

    assert stored_totals(company, "aino") == before == recomputed(company, "aino")
    assert frozen(company, "aino", NOVEMBER) == rows
    posted = company.rows(
        "SELECT date, kind, amount, corrects, why FROM posting"
        " WHERE org=:org AND person=:person AND corrects IS NOT NULL",
        person=aino,
    )
    assert [tuple(row)[:4] for row in posted] == [("2026-12-02", "adjustment", 120, f"{aino}:2026-11-16")]
    assert posted[0].why == "Korjaus suljetun kuukauden päivään 16.11.2026: Asiakaskäynti"
    explained = company.get("aino", "explain", account="flex", on="2026-12-02")
    assert sum(row["amount"] for row in explained["rows"]) == explained["total"]


def flex_of(company: Company, who: str = "aino") -> int:
    return int(company.account(who, "flex")["settled"])


def closed_november(company: Company) -> None:
    company.turn(DECEMBER)
    approved(company)
    close(company)


def test_two_late_facts_on_one_day_are_not_posted_twice(company: Company) -> None:
    aino = company.ids["aino"]
    closed_november(company)
    flex = flex_of(company)
    bodies = [{"start": ms("2026-11-17T08:00"), "end": ms("2026-11-17T10:00")}]
    bodies.append({"start": ms("2026-11-17T10:00"), "end": ms("2026-11-17T11:00")})
    for body in bodies:
        entry = operation(aino, "entry.create", body, company.clock.now())
        assert tell(company, "aino", entry)[0]["flags"] == ["period_locked", "correction_requested"]
    first, second = waiting(company, "boss")["changes"]
    assert company.rows("SELECT id FROM entry WHERE org=:org AND person=:person", person=aino) == []
    decide(company, "boss", first, "approve")
    between = flex_of(company)
    decide(company, "boss", second, "approve")
    assert {between - flex, flex_of(company) - between} == {60, 120}
    assert decide(company, "boss", second, "approve")["status"] == "applied"
    assert flex_of(company) == flex + 180


def test_a_rejected_fact_stays_stored_with_its_reason_and_counts_nowhere(company: Company) -> None:
    aino = company.ids["aino"]
    closed_november(company)
    late = punch(aino, "in", "2026-11-17T08:00")
    tell(company, "aino", late)
    asked = waiting(company, "boss")["changes"][0]
    assert decide(company, "boss", asked, "reject")["code"] == "reason_needed"
    assert decide(company, "boss", asked, "reject", "Olit lomalla")["status"] == "applied"
    mine = pulled(company, "aino", "change_request")[asked["id"]]
    assert (mine["status"], mine["reason"], mine["decided_by_name"]) == ("rejected", "Olit lomalla", "Boss")
    kept = pulled(company, "aino", "punch")[late["entity"]["id"]]
    assert (kept["superseded_by"], kept["flags"]) == (asked["id"], ["period_locked"])
    assert month_of(company, "aino")["status"] == "closed"


def test_an_approved_change_is_undone_by_a_new_request(company: Company) -> None:
    aino = company.ids["aino"]
    closed_november(company)
    flex = flex_of(company)
    made = operation(aino, "entry.create", {"start": ms("2026-11-17T08:00"), "end": ms("2026-11-17T10:00")}, 1)
    tell(company, "aino", made)
    decide(company, "boss", waiting(company, "boss")["changes"][0], "approve")
    assert flex_of(company) == flex + 120
    gone = operation(aino, "entry.delete", {}, 1, id=made["entity"]["id"], base={"version": 1})
    assert tell(company, "aino", gone)[0]["flags"] == ["period_locked", "correction_requested"]
    assert decide(company, "boss", waiting(company, "boss")["changes"][0], "approve")["status"] == "applied"
    assert flex_of(company) == flex


def test_an_edit_of_an_approved_month_waits_and_the_month_stays_approved_once_it_is_granted(company: Company) -> None:
    aino = company.ids["aino"]
    company.turn(DECEMBER)
    approved(company)
    body = {"start": ms("2026-11-17T08:00"), "end": ms("2026-11-17T10:00")}
    tell(company, "aino", operation(aino, "entry.create", body, 1))
    assert {one["code"] for one in close(company, people=[aino])["refused"]} == {"changes_waiting"}
    flex = flex_of(company)
    decide(company, "boss", waiting(company, "boss")["changes"][0], "approve")
    assert (month_of(company, "aino")["status"], flex_of(company)) == ("approved", flex + 120)
    assert company.rows("SELECT id FROM posting WHERE org=:org AND corrects IS NOT NULL") == []
    assert [one["name"] for one in close(company, people=[aino])["closed"]] == ["Aino"]


def test_who_asked_does_not_decide_and_a_stranger_finds_nothing(company: Company) -> None:
    aino = company.ids["aino"]
    closed_november(company)
    body = {"start": ms("2026-11-17T08:00"), "end": ms("2026-11-17T10:00")}
    tell(company, "boss", operation(aino, "entry.create", body, 1))
    asked = waiting(company, "bossa")["changes"][0]
    assert waiting(company, "boss")["changes"] == []
    assert decide(company, "boss", asked, "approve")["code"] == "forbidden"
    assert decide(company, "aino", asked, "approve")["code"] == "forbidden"
    assert decide(company, "eino", asked, "approve")["code"] == "not_found"
    assert decide(company, "payroll", asked, "approve")["status"] == "applied"


def test_an_earlier_month_is_closed_first_unless_it_is_the_very_first_closing(company: Company) -> None:
    hire(company, "late")
    company.turn("2027-01-04T09:00")
    for month in (NOVEMBER, "2026-12"):
        for who in ("aino", "eino"):
            entity = {"type": "month", "id": f"{company.ids[who]}:{month}"}
            if (who, month) != ("eino", NOVEMBER):
                assert (
                    tell(company, who, {**month_op(company, who, "send"), "entity": entity})[0]["status"] == "applied"
                )
                ok = {**month_op(company, who, "approve", {"seen_version": 1}), "entity": entity}
                assert tell(company, "boss", ok)[0]["status"] == "applied"
    assert [one["name"] for one in close(company, month="2026-12")["closed"]] == ["Aino", "Eino"]
    assert {one["code"] for one in close(company, people=[company.ids["aino"]])["refused"]} == {"is_closed"}
