"""An approval, a return or a refusal by mistake is taken back while nobody has acted on it."""

from tests.company import Company, new_id, operation, punch
from tests.months.month_fixtures import (
    DECEMBER,
    approved,
    close,
    decide,
    month_of,
    month_op,
    pulled,
    tell,
    waiting,
)


def test_an_approval_by_mistake_is_taken_back_by_the_one_who_gave_it(company: Company) -> None:
    company.turn(DECEMBER)
    tell(company, "aino", month_op(company, "aino", "send"))
    seen = waiting(company, "boss")["months"][0]["version"]
    tell(company, "boss", month_op(company, "aino", "approve", {"seen_version": seen}))
    back = month_op(company, "aino", "undo", {"seen_version": seen + 1})
    assert tell(company, "bossa", back)[0]["code"] == "already_decided"
    assert tell(company, "aino", {**back, "op_id": new_id()})[0]["code"] == "forbidden"
    again = {**back, "op_id": new_id()}
    assert [one["status"] for one in tell(company, "boss", again, {**back, "op_id": new_id()})] == ["applied"] * 2
    assert month_of(company, "aino")["status"] == "sent"
    assert [row["person_name"] for row in waiting(company, "boss")["months"]] == ["Aino"]
    kinds = {one["kind"] for one in pulled(company, "aino", "notice").values()}
    assert {"month_approved", "month_undone"} <= kinds


def test_a_month_returned_by_mistake_waits_again(company: Company) -> None:
    company.turn(DECEMBER)
    tell(company, "aino", month_op(company, "aino", "send"))
    seen = month_of(company, "aino")["version"]
    tell(company, "boss", month_op(company, "aino", "return", {"reason": "x", "seen_version": seen}))
    assert (
        tell(company, "boss", month_op(company, "aino", "undo", {"seen_version": seen + 1}))[0]["status"] == "applied"
    )
    assert (month_of(company, "aino")["status"], month_of(company, "aino")["reason"]) == ("sent", "")


def test_an_approval_that_somebody_has_acted_on_stands(company: Company) -> None:
    company.turn(DECEMBER)
    approved(company)
    seen = month_of(company, "aino")["version"]
    close(company)
    told = tell(company, "boss", month_op(company, "aino", "undo", {"seen_version": seen}))[0]
    assert (told["status"], told["code"]) == ("conflict", "already_decided")


def test_a_refused_request_waits_again_and_an_approved_one_is_corrected_instead(company: Company) -> None:
    company.turn(DECEMBER)
    approved(company)
    close(company)
    aino = company.ids["aino"]
    company.push("aino", punch(aino, "in", "2026-11-20T08:00"), punch(aino, "out", "2026-11-20T16:00"))
    requests = waiting(company, "boss")["changes"]
    assert decide(company, "boss", requests[0], "reject", "ei")["status"] == "applied"
    body = {"seen_version": requests[0]["version"] + 1}
    back = operation(aino, "change.undo", body, company.clock.now(), id=requests[0]["id"])
    back["entity"]["type"] = "change_request"
    assert tell(company, "boss", back)[0]["status"] == "applied"
    assert {one["id"] for one in waiting(company, "boss")["changes"]} == {one["id"] for one in requests}
