"""A decision on leave is taken back while nothing has come of it, and all that followed from it follows again."""

from typing import Any

from tests.company import Company
from tests.leave.asked import ask, decide, granted, heard, pulled, tell
from tests.leave.test_requests import inbox
from tests.months.month_fixtures import hire


def undo(company: Company, by: str, id: str, seen: int, reason: str = "") -> dict[str, Any]:
    return tell(company, by, "aino", "undo", id, seen_version=seen, **({"reason": reason} if reason else {}))


def decided(company: Company, who: str = "boss") -> dict[str, Any]:
    """The newest decision, as somebody finds it."""
    return dict(company.get(who, "inbox/decided")["items"][0])


def test_an_approval_taken_back_waits_again_and_the_days_and_the_person_know(company: Company) -> None:
    id = granted(company)
    assert undo(company, "boss", id, 2)["status"] == "applied"
    told = pulled(company, "aino")[id]
    assert (told["status"], told["decided_by_name"], told["answer"]) == ("requested", None, "")
    assert pulled(company, "aino", "absence") == {}
    assert inbox(company, "boss") == [(id, "Vapaapyyntö 14.12.2026 alkaen", "requested")]
    assert heard(company, "aino")[-1] == (
        "leave_undone",
        {"start": "2026-12-14", "end": "2026-12-18", "by": "Boss", "reason": ""},
    )
    assert decide(company, "bossa", id, "approve", 3)["status"] == "applied"
    assert pulled(company, "aino", "absence")[id]["from_date"] == "2026-12-14"


def test_a_refusal_taken_back_waits_again(company: Company) -> None:
    id = ask(company)
    decide(company, "boss", id, "reject", 1, "ei käy")
    assert undo(company, "boss", id, 2)["status"] == "applied"
    assert (pulled(company, "aino")[id]["status"], pulled(company, "aino")[id]["answer"]) == ("requested", "")
    assert decide(company, "boss", id, "approve", 3)["status"] == "applied"


def test_both_decisions_on_a_cancelling_are_taken_back(company: Company) -> None:
    id = granted(company)
    tell(company, "aino", "aino", "cancel", id)
    decide(company, "boss", id, "approve", 3)
    assert undo(company, "boss", id, 4)["status"] == "applied"
    assert pulled(company, "aino")[id]["status"] == "cancelling" and id in pulled(company, "aino", "absence")
    decide(company, "boss", id, "reject", 5, "sijainen on jo")
    assert undo(company, "boss", id, 6)["status"] == "applied"
    assert pulled(company, "aino")[id]["status"] == "cancelling" and id in pulled(company, "aino", "absence")


def test_another_who_may_decide_reopens_with_a_reason_and_who_decided_hears_of_it(company: Company) -> None:
    id = granted(company)
    bare = undo(company, "bossa", id, 2)
    assert (bare["status"], bare["code"]) == ("conflict", "already_decided")
    offered = decided(company, "bossa")
    assert (offered["take_back"], offered["decided_by_name"]) == ("leave.undo", "Boss")
    assert undo(company, "bossa", id, 2, "liian moni on poissa")["status"] == "applied"
    assert heard(company, "aino")[-1][1]["reason"] == "liian moni on poissa"
    assert dict(heard(company, "boss"))["decision_reopened"] == {
        "title": "Vapaapyyntö 14.12.2026 alkaen",
        "name": "Aino",
        "by": "Bossa",
        "reason": "liian moni on poissa",
    }
    told = decided(company)
    assert (told["undone_by_name"], told["take_back"]) == ("Bossa", None)
    assert told["undone_why"] == "liian moni on poissa"


def test_what_began_or_moved_on_is_not_taken_back(company: Company) -> None:
    id = granted(company)
    assert decided(company)["take_back"] == "leave.undo" and decided(company, "aino")["take_back"] is None
    tell(company, "aino", "aino", "cancel", id)
    tell(company, "aino", "aino", "keep", id)
    assert decided(company)["take_back"] is None
    for seen in (2, 4):
        late = undo(company, "boss", id, seen)
        assert (late["status"], late["code"]) == ("conflict", "changed_since")
    other = granted(company, from_date="2026-12-21", until_date="2026-12-22")
    company.at("2026-12-21T09:00")
    begun = undo(company, "boss", other, 2)
    assert (begun["status"], begun["code"]) == ("rejected", "leave_begun")
    assert decided(company)["take_back"] is None
    assert other in pulled(company, "aino", "absence")


def test_neither_its_person_nor_a_colleague_takes_a_decision_back(company: Company) -> None:
    id = granted(company)
    told = [undo(company, who, id, 2, "x") for who in ("aino", "eino")]
    assert [(one["status"], one["code"]) for one in told] == [("rejected", "forbidden"), ("rejected", "not_found")]
    hire(company, "payroll2", "payroll")
    assert undo(company, "payroll2", id, 2, "väärin")["status"] == "applied"
