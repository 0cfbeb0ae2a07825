"""One list says what waits for a person, and it is what the team's page and the months' page show."""

from leima.app import WAITING
from leima.db.actor import Actor
from leima.db.tx import Tx
from leima.db.waiting import Waits, waiting_for
from leima.web.guard import as_actor
from leima.web.tokens import Claims
from tests.company import Company, operation, punch
from tests.months.month_fixtures import NOVEMBER, month_op, tell


def waiting(company: Company, who: str) -> list[Waits]:
    """Everything that waits for one of them."""

    def work(tx: Tx, actor: Actor) -> list[Waits]:
        return waiting_for(tx, actor, WAITING)

    claims = Claims(company.ids["org"], company.ids[who], f"family-{who}")
    return company.world.db.read_now(as_actor(claims, work))


def test_what_waits_is_what_the_pages_show_with_the_deed_that_ends_it(company: Company) -> None:
    company.at("2026-12-02T09:00")
    asked = operation(company.ids["eino"], "order.ask", {"date": "2026-12-01", "minutes": 60, "note": ""}, 1)
    asked["entity"]["type"] = "work_order"
    assert tell(company, "eino", asked)[0]["status"] == "applied"
    tell(company, "aino", month_op(company, "aino", "send"))
    tell(company, "eino", punch(company.ids["eino"], "in", "2026-12-01T08:00"))
    company.turn("2026-12-03T09:00")

    team, months = company.get("boss", "team"), company.get("boss", "months/waiting")
    found = waiting(company, "boss")
    shown = {
        "work_order": [row["id"] for row in team["orders"]],
        "correction": [row["id"] for row in team["corrections"]],
        "kiky_mark": [row["id"] for row in team["marks"]],
        "month": [row["id"] for row in months["months"]],
        "change_request": [row["id"] for row in months["changes"]],
    }
    assert {kind: [one.about.id for one in found if one.kind == kind] for kind in shown} == shown
    assert [one.decided_by for one in found if one.kind == "work_order"] == [("order.decide",)]
    assert [one.about.date for one in found if one.kind == "month"] == [f"{NOVEMBER}-01"]
    assert [(one.about.person, one.about.what) for one in found if one.kind == "day"] == [
        (company.ids["eino"], "missing_out")
    ]
    assert [one.about.date for one in found] == sorted(one.about.date for one in found)


def test_one_sees_what_asks_for_ones_own_word_and_nobody_elses(company: Company) -> None:
    company.at("2026-12-02T09:00")
    tell(company, "eino", punch(company.ids["eino"], "in", "2026-12-01T08:00"))
    company.turn("2026-12-03T09:00")

    assert [(one.kind, one.about.date, one.about.what) for one in waiting(company, "eino")] == [
        ("day", "2026-12-01", "missing_out")
    ]
    assert waiting(company, "aino") == []


def test_nobody_is_asked_about_their_own_month(company: Company) -> None:
    tell(company, "boss", month_op(company, "boss", "send"))
    assert [one.kind for one in waiting(company, "boss")] == []
    assert [one.kind for one in waiting(company, "bossa")] == ["month"]
    assert [one.kind for one in waiting(company, "payroll")] == ["month"]
