"""GET /inbox holds everything that waits for the caller's word, with what it is about, in one form."""

from typing import Any

from tests.company import Company, operation, punch
from tests.months.month_fixtures import NOVEMBER, month_op, tell


def inbox(company: Company, who: str) -> list[dict[str, Any]]:
    answer = company.get(who, "inbox")
    assert set(answer) == {"as_of", "items"}
    return list(answer["items"])


def test_it_holds_what_the_pages_show_with_the_version_the_sums_and_since_when(company: Company) -> None:
    company.at("2026-12-02T09:00")
    asked = operation(company.ids["eino"], "order.ask", {"date": "2026-12-01", "minutes": 60, "note": ""}, 1)
    asked["entity"]["type"] = "work_order"
    assert tell(company, "eino", asked)[0]["status"] == "applied"
    tell(company, "eino", punch(company.ids["eino"], "in", "2026-12-01T08:00"))
    company.at("2026-12-02T10:15")
    tell(company, "aino", month_op(company, "aino", "send"))
    company.turn("2026-12-03T09:00")

    found = {one["kind"]: one for one in inbox(company, "boss")}

    month = company.get("boss", "months/waiting")["months"][0]
    assert {kind: one["title"] for kind, one in found.items()} == {
        "month": "Kuukausi 11/2026",
        "work_order": "Ylityöpyyntö ti 1.12.",
        "day": "Ulosleimaus puuttuu ti 1.12.",
    }
    assert found["month"]["totals"] == {name: month["summary"][name] for name in ("days", "flex", "kiky")}
    assert found["month"]["totals"]["days"] > 0
    assert found["month"] | {"totals": {}} == {
        "kind": "month",
        "id": month["id"],
        "person": company.ids["aino"],
        "name": "Aino",
        "title": "Kuukausi 11/2026",
        "since": "2026-12-02T08:15:00Z",
        "date": f"{NOVEMBER}-01",
        "version": month["version"],
        "what": "",
        "decided_by": ["month.approve", "month.return"],
        "totals": {},
        "certificate": 0,
        "due_at": None,
        "proposed": None,
        "waits_for": None,
    }
    assert (found["work_order"]["totals"], found["work_order"]["since"]) == ({"minutes": 60}, "2026-12-02T07:00:00Z")
    assert (found["day"]["what"], found["day"]["since"]) == ("missing_out", "2026-12-01T22:00:00Z")


def test_each_sees_what_asks_for_their_own_word_in_their_own_language(company: Company) -> None:
    company.at("2026-12-02T09:00")
    tell(company, "eino", punch(company.ids["eino"], "in", "2026-12-01T08:00"))
    tell(company, "boss", month_op(company, "boss", "send"))
    company.turn("2026-12-03T09:00")

    assert [(one["kind"], one["person"]) for one in inbox(company, "eino")] == [("day", company.ids["eino"])]
    assert inbox(company, "aino") == []
    assert "month" not in [one["kind"] for one in inbox(company, "boss")]
    assert [one["kind"] for one in inbox(company, "payroll") if one["kind"] == "month"] == ["month"]


def test_what_is_decided_is_gone(company: Company) -> None:
    company.at("2026-12-02T09:00")
    tell(company, "aino", month_op(company, "aino", "send"))
    (month,) = inbox(company, "boss")
    tell(company, "boss", month_op(company, "aino", "approve", {"seen_version": month["version"]}))
    assert inbox(company, "boss") == []
