"""A month is sent, returned, approved and closed; who was first, was first."""

from tests.company import Company, new_id, punch
from tests.months.month_fixtures import (
    DECEMBER,
    NOVEMBER,
    approved,
    close,
    month_of,
    month_op,
    pulled,
    tell,
    waiting,
    work,
)


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


def test_an_earlier_month_is_closed_first_unless_it_is_the_very_first_closing(company: Company) -> None:

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
