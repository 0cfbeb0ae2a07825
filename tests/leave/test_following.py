"""A supervisor's own hand on granted leave: the request says what stands, and who did it."""

from typing import Any

from tests.company import Company, operation
from tests.leave.asked import WEEK, decide, granted, heard, pulled, tell

PAST = {**WEEK, "from_date": "2026-11-09", "until_date": "2026-11-10"}
LATER = {**WEEK, "from_date": "2026-11-16", "until_date": "2026-11-17"}


def hand(company: Company, what: str, id: str, version: int, **body: Any) -> None:
    """Boss cancels or changes the absence itself."""
    base = {"version": version}
    op = operation(company.ids["aino"], f"absence.{what}", body, company.clock.now(), id=id, base=base)
    (result,) = company.push("boss", op)["results"]
    assert result["status"] == "applied", result


def test_granted_leave_that_a_supervisor_takes_away_is_cancelled_in_the_request_too(company: Company) -> None:
    id = granted(company)
    hand(company, "cancel", id, 1)
    told = pulled(company, "aino")[id]
    assert (told["status"], told["decided_by_name"], told["version"]) == ("cancelled", "Boss", 3)
    assert pulled(company, "aino", "absence") == {}
    said = {"start": "2026-12-14", "end": "2026-12-18", "by": "Boss", "reason": ""}
    assert ("leave_taken", said) in heard(company, "aino")
    assert tell(company, "aino", "aino", "cancel", id)["code"] == "leave_decided"


def test_a_wish_to_cancel_that_a_supervisor_carries_out_by_hand_waits_no_more(company: Company) -> None:
    id = granted(company)
    tell(company, "aino", "aino", "cancel", id)
    hand(company, "cancel", id, 1)
    assert pulled(company, "aino")[id]["status"] == "cancelled"
    assert [kind for kind, _ in heard(company, "aino")][-1] == "leave_cancelled"
    assert [one for one in company.get("boss", "inbox")["items"] if one["kind"] == "leave"] == []


def test_granted_leave_that_a_supervisor_moves_is_moved_in_the_request_and_cancelled_where_it_stands(
    company: Company,
) -> None:
    id = granted(company, **PAST)
    hand(company, "change", id, 1, **LATER)
    told = pulled(company, "aino")[id]
    assert (told["from_date"], told["until_date"], told["status"]) == ("2026-11-16", "2026-11-17", "approved")
    tell(company, "aino", "aino", "cancel", id)
    assert decide(company, "bossa", id, "approve", 4)["status"] == "applied"
    (day,) = company.get("aino", "days", **{"from": "2026-11-16", "to": "2026-11-16"})["days"]
    assert day["result"]["target"] == 450


def test_leave_that_is_brought_back_is_granted_again(company: Company) -> None:
    id = granted(company)
    hand(company, "cancel", id, 1)
    hand(company, "change", id, 2, **WEEK)
    assert pulled(company, "aino")[id]["status"] == "approved"
    assert pulled(company, "aino", "absence")[id]["kind"] == "annual_holiday"


def test_time_away_that_nobody_asked_for_has_no_request(company: Company) -> None:
    body = {"from_date": "2026-12-14", "until_date": "2026-12-14", "kind": "sick"}
    op = operation(company.ids["aino"], "absence.record", body, company.clock.now())
    company.push("aino", op)
    assert pulled(company, "aino") == {}
