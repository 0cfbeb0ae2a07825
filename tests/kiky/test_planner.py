"""Who plans shifts finds the people of their own team, marks their kiky days, and reads nothing else of them."""

from typing import Any

from leima.db.tx import Tx
from leima.features.people import store as people
from tests.company import FLEX, Company, new_id
from tests.kiky.office import hire, post


def planned(company: Company) -> Company:
    """A planner in the team, and somebody in another one."""

    def work(tx: Tx) -> None:
        tx.org = company.ids["org"]
        hire(tx, company.ids, "suunta", {**FLEX}, "2026-01-01", "planner")
        other = people.add_team(tx, "Myynti")
        hire(tx, company.ids, "muu", {**FLEX}, "2026-01-01")
        people.add_membership(
            tx, company.ids["muu"], company.ids["team"], from_date="2025-01-01", until_date="2026-11-10"
        )
        people.add_membership(tx, company.ids["muu"], other, from_date="2026-11-11")

    company.world.db.write_now(work)
    return company.at("2026-11-20T09:00")


def test_a_planner_finds_those_whose_shifts_they_plan_with_their_kiky_and_marks_their_days(company: Company) -> None:
    ids = planned(company).ids
    team: dict[str, Any] = {row["person"]: row for row in company.get("suunta", "kiky/team")["people"]}
    assert {ids["helmi"], ids["ilona"]} <= set(team) and not {ids["muu"], ids["suunta"]} & set(team)
    assert {row["proposal"] for row in team.values()} == {"none"}
    assert {row["leaves"] for row in team.values()} == {None}
    assert ids["helmi"] in {row["id"] for row in company.get("suunta", "people")["people"]}

    chosen = [ids["helmi"], ids["ilona"]]
    form = {"id": new_id(), "people": chosen, "date": "2026-11-28", "start": None, "end": None, "break_min": 0}
    assert {one["status"] for one in post(company, "suunta", "kiky/marks", form)["people"]} == {"marked"}
    again = {row["person"]: row["planned"] for row in company.get("suunta", "kiky/team")["people"]}
    assert again[ids["helmi"]] == 450
    post(company, "suunta", f"kiky/marks/{form['id']}/undo", {}, status=204)


def test_a_planner_reads_and_changes_nothing_else_of_them(company: Company) -> None:
    ids = planned(company).ids
    form = {"id": new_id(), "people": [ids["muu"]], "date": "2026-11-28", "start": None, "end": None, "break_min": 0}
    post(company, "suunta", "kiky/marks", form, status=404)
    for path, status in (
        (f"days?person={ids['helmi']}", 404),
        (f"balances?person={ids['helmi']}", 404),
        (f"kiky/year?person={ids['helmi']}", 404),
        ("people/balances", 403),
        ("team", 403),
        ("kiky/proposals", 403),
    ):
        answer = company.client.get(f"/api/v1/{path}", headers=company.headers("suunta"))
        assert answer.status_code == status, path
