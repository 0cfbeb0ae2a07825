"""An approved month stays approved until somebody says something new, and an unfinished month says what it lacks."""

from typing import Any

from tests.company import Company, ms, operation, punch
from tests.months.month_fixtures import (
    NOVEMBER,
    WORKDAYS,
    approved,
    close,
    month_of,
    month_op,
    pulled,
    tell,
    waiting,
    work,
)
from tests.sync.test_orders import order


def test_an_approved_month_does_not_fall_back_to_sent_at_midnight_by_itself(company: Company) -> None:
    company.at("2026-11-30T17:00")
    approved(company)
    assert month_of(company, "aino")["status"] == "approved"
    company.turn("2026-12-01T00:01")
    assert month_of(company, "aino")["status"] == "approved"
    assert [one["name"] for one in close(company, people=[company.ids["aino"]])["closed"]] == ["Aino"]


def test_closing_settles_the_last_day_and_takes_the_approval_as_it_was_given(company: Company) -> None:
    company.at("2026-11-30T17:00")
    work(company, "aino", "2026-11-30")
    approved(company)
    company.at("2026-12-01T08:00")
    assert [one["name"] for one in close(company, people=[company.ids["aino"]])["closed"]] == ["Aino"]


def test_a_punch_after_approval_marks_the_month_as_changed_for_both_sides_and_tells_its_person(
    company: Company,
) -> None:
    aino = company.ids["aino"]
    company.turn("2026-11-30T17:00")
    approved(company)
    assert month_of(company, "aino")["changed"] is False
    work(company, "aino", "2026-11-19")
    mine, theirs = month_of(company, "aino"), waiting(company, "boss")["months"][0]
    assert (mine["status"], mine["changed"]) == ("sent", True)
    assert (theirs["status"], theirs["changed"]) == ("sent", True)
    line = next(one for one in company.get("payroll", "months", month=NOVEMBER)["people"] if one["person"] == aino)
    assert (line["status"], line["changed"]) == ("sent", True)
    told = [one for one in pulled(company, "aino", "notice").values() if one["kind"] == "month_changed"]
    assert [one["params"] for one in told] == [{"date": "2026-11-19", "month": NOVEMBER}]
    company.turn("2026-12-02T08:00")
    refused = close(company, people=[aino])["refused"][0]
    assert (refused["code"], refused["detail"]) == (
        "changed_after_approval",
        "Kuukausi on muuttunut hyväksynnän jälkeen. Esihenkilö hyväksyy sen uudelleen.",
    )
    again = month_op(company, "aino", "approve", {"seen_version": month_of(company, "aino")["version"]})
    assert tell(company, "boss", again)[0]["status"] == "applied"
    assert month_of(company, "aino")["changed"] is False


def test_a_month_that_was_returned_and_sent_again_is_not_called_changed_after_approval(company: Company) -> None:
    company.turn("2026-12-02T08:00")
    tell(company, "aino", month_op(company, "aino", "send"))
    back = month_op(company, "aino", "return", {"reason": "Katso", "seen_version": 1})
    assert tell(company, "boss", back)[0]["status"] == "applied"
    tell(company, "aino", month_op(company, "aino", "send"))
    assert (month_of(company, "aino")["status"], month_of(company, "aino")["changed"]) == ("sent", False)


def test_an_unfinished_month_says_which_days_are_missing_who_is_still_in_and_what_is_undecided(
    company: Company,
) -> None:
    aino = company.ids["aino"]
    company.turn("2026-11-20T12:00")
    work(company, "aino", *(f"2026-11-{day:02d}" for day in (2, 3, 4, 5, 6, 9, 10, 11, 12, 13, 16, 17)))
    work(company, "aino", "2026-11-14", start="10:00", end="15:30")
    company.push("aino", punch(aino, "in", "2026-11-20T08:00"))
    sent = tell(company, "aino", month_op(company, "aino", "send"))[0]
    assert (sent["status"], sent["flags"]) == ("applied", ["month_unfinished"])
    lacks = waiting(company, "boss")["months"][0]["summary"]["unfinished"]
    assert lacks == {
        "missing": ["2026-11-18", "2026-11-19"],
        "to_come": 6,
        "still_in": True,
        "undecided": 90,
        "waiting": 0,
    }
    body = {"seen_version": month_of(company, "aino")["version"]}
    told = tell(company, "boss", month_op(company, "aino", "approve", body))[0]
    assert (told["status"], told["flags"]) == ("applied", ["month_unfinished"])


def test_a_finished_month_lacks_nothing(company: Company) -> None:
    company.at("2026-11-30T17:00")
    work(company, "aino", *WORKDAYS)
    company.turn("2026-12-02T08:00")
    assert tell(company, "aino", month_op(company, "aino", "send"))[0]["flags"] == []
    lacks = waiting(company, "boss")["months"][0]["summary"]["unfinished"]
    assert lacks == {"missing": [], "to_come": 0, "still_in": False, "undecided": 0, "waiting": 0}


def test_a_request_that_waits_is_time_undecided(company: Company) -> None:
    aino = company.ids["aino"]
    company.turn("2026-12-02T08:00")
    body: dict[str, Any] = {"date": "2026-11-17", "minutes": 60, "note": ""}
    asked = operation(aino, "order.ask", body, ms("2026-12-02T08:00"))
    asked["entity"]["type"] = "work_order"
    assert tell(company, "aino", asked)[0]["status"] == "applied"
    tell(company, "aino", month_op(company, "aino", "send"))
    assert waiting(company, "boss")["months"][0]["summary"]["unfinished"]["waiting"] == 1


def test_employee_and_supervisor_see_one_target_and_one_kiky_for_the_month(company: Company) -> None:
    """The target is the whole month's, and today counts as it stands."""
    aino = company.ids["aino"]
    company.turn("2026-11-30T09:00")
    work(company, "aino", "2026-11-27")
    company.push("aino", punch(aino, "in", "2026-11-30T08:00", body={"kiky": True}))
    tell(company, "aino", month_op(company, "aino", "send"))
    seen = waiting(company, "boss")["months"][0]["summary"]
    assert (seen["target"], seen["kiky"], seen["worked"]) == (21 * 450, 60, 450)


def test_what_a_device_holds_of_a_sent_month_does_not_grow_old(company: Company) -> None:
    """What a month comes to moves with its days, and those who decide on it ask for it."""
    company.turn("2026-11-20T12:00")
    assert tell(company, "aino", month_op(company, "aino", "send"))[0]["status"] == "applied"
    for who in ("aino", "boss"):
        page = company.get(who, "sync/pull", limit=1000)
        held = {one["id"]: one for one in page["changes"] if one["type"] == "month"}
        company.turn("2026-11-24T08:00" if who == "aino" else "2026-11-26T08:00")
        tell(company, "aino", order(company.ids["aino"], "order.ask", date="2026-11-20", minutes=60))
        since = company.get(who, "sync/pull", limit=1000, cursor=page["cursor"])["changes"]
        held |= {one["id"]: one for one in since if one["type"] == "month"}
        assert {id: one["data"] for id, one in held.items()} == pulled(company, who, "month")
        assert held[f"{company.ids['aino']}:{NOVEMBER}"]["data"]["summary"] is None
    assert waiting(company, "boss")["months"][0]["summary"]["unfinished"]["missing"][-1] == "2026-11-25"
