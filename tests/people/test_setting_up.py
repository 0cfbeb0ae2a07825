"""A company set up in the browser: a person's details from a date on, supervisors, sheets, and the pilot."""

import asyncio
from typing import Any

import pytest

from leima import cli
from leima.db.tx import Tx
from leima.features.auth.store import set_password
from leima.features.people.planned import apply_due
from tests.company import Company, punch
from tests.people.factory import HEAD, staff

LATER = "2027-01-01"


def details(company: Company, who: str) -> dict[str, Any]:
    return dict(company.get("admin", f"people/{company.ids[who]}/details"))


def edit(company: Company, who: str, status: int = 200, by: str = "admin", **changes: Any) -> Any:
    known = {name: details(company, who)[name] for name in ("name", "email", "team", "supervises", "roles")}
    path = f"/api/v1/people/{company.ids[who]}/details"
    reply = company.client.put(path, json={**known, "from": LATER, **changes}, headers=company.headers(by))
    assert reply.status_code == status, reply.text
    return reply.json()


def put(company: Company, path: str, body: dict[str, Any], status: int = 204) -> None:
    reply = company.client.put(f"/api/v1/setup/{path}", json=body, headers=company.headers("admin"))
    assert reply.status_code == status, reply.text


def test_a_persons_details_change_on_their_date_and_not_before(quick: Company) -> None:
    put(quick, "teams/uusi", {"name": "Myynti"})
    told = edit(quick, "aino", name="Aino Uusi", team="uusi", roles=["employee", "planner"])
    assert {one["what"] for one in told["planned"]} == {"name", "team", "roles"}
    assert quick.get("aino", "me")["name"] == "Aino"
    quick.at(f"{LATER} 00:05")
    assert asyncio.run(apply_due(quick.world.db)) == 2
    me = quick.get("aino", "me")
    assert (me["name"], me["roles"]) == ("Aino Uusi", ["employee", "planner"])
    assert [one["name"] for one in me["teams"]] == ["Myynti"]
    assert details(quick, "aino")["planned"] == []


def test_what_nobody_may_change_is_refused(quick: Company) -> None:
    assert edit(quick, "aino", 409, email="eino@company.test")["code"] == "email_taken"
    assert edit(quick, "admin", 409, roles=["employee"])["code"] == "last_admin"
    assert edit(quick, "aino", 403, by="clerk", roles=["employee", "admin"])["code"] == "forbidden"
    assert edit(quick, "boss", 403, by="clerk", email="uusi@company.test")["code"] == "link_by_admin"
    assert edit(quick, "aino", 400, **{"from": "2026-11-01"})["code"] == "staff_past"


def test_who_will_decide_or_pay_is_changed_by_admins_alone_before_that_day_too(quick: Company) -> None:
    edit(quick, "aino", roles=["employee", "admin"])
    assert edit(quick, "aino", 403, by="clerk", email="uusi@company.test")["code"] == "link_by_admin"
    assert edit(quick, "aino", email="uusi@company.test")["email"] == "uusi@company.test"


def test_a_teams_supervisor_gets_the_role_that_goes_with_it(quick: Company) -> None:
    put(quick, "teams/uusi", {"name": "Myynti", "supervisors": [quick.ids["eino"]]})
    assert details(quick, "eino")["roles"] == ["employee", "supervisor"]
    assert quick.get("admin", "setup")["teams"][1]["supervisors"] == [quick.ids["eino"]]
    put(quick, "teams/toinen", {"name": "myynti"}, 409)


def test_the_zone_stays_once_somebody_has_clocked_in(quick: Company) -> None:
    put(quick, "organisation", {"name": "Uusi Oy", "zone": "Europe/Stockholm"})
    quick.push("aino", punch(quick.ids["aino"], "in", "2026-11-20 08:00"))
    put(quick, "organisation", {"name": "Uusi Oy", "zone": "Europe/Helsinki"}, 409)
    assert quick.get("admin", "setup")["clocked_in"]


def test_the_pilot_is_told_what_of_the_company_it_does_not_try(quick: Company) -> None:
    put(quick, "teams/pilotti", {"name": "Pilotti"})
    edit(quick, "aino", 200, "admin", team="pilotti", **{"from": "2026-11-20"})
    pilot = quick.get("admin", "setup/pilot", team="pilotti")
    lacks = {(one["kind"], one["value"]) for one in pilot["lacks"]}
    assert lacks == {
        *(("agreement", "general-40"), ("form", "general"), ("pay", "hourly")),
        *(("role", "payroll"), ("role", "supervisor")),
    }
    assert (pilot["people"], pilot["weeks_needed"], pilot["pay_run"]) == (1, 4, False)


def test_a_sheet_is_made_for_who_has_no_password_alone(quick: Company) -> None:
    def has_one(tx: Tx) -> None:
        tx.org = quick.ids["org"]
        set_password(tx, quick.ids["eino"], "x")

    quick.world.db.write_now(has_one)

    def make(who: str) -> Any:
        body = {"people": [quick.ids[who]]}
        return quick.client.post("/api/v1/setup/sheets", json=body, headers=quick.headers("admin"))

    (sheet,) = make("aino").json()["sheets"]
    assert "/liity#" in sheet["link"] and sheet["qr"].startswith("M") and sheet["size"] > 20
    assert (make("eino").status_code, make("eino").json()["code"]) == (409, "has_password")


def test_the_command_takes_the_same_file_by_the_same_rules(
    quick: Company, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = quick.world.settings.data
    monkeypatch.setenv("LEIMA_DATA", str(data))
    file = data / "hr.csv"
    rows = [[*row, "general-37-5", "liukuva", "kuukausi"] for row in staff(3)]
    head = [*HEAD, "sopimus", "muoto", "palkkaus"]
    file.write_text("\n".join(";".join(row) for row in [head, *rows]), "utf-8")
    words = ["import", str(file), "--people-from", "2999-01-01", "--make-teams", "--write"]
    assert cli.main(words) == 0
    assert "3 new" in capsys.readouterr().out
    rows[1][HEAD.index("esihenkilö")] = "1002"
    rows[2][HEAD.index("esihenkilö")] = "1001"
    file.write_text("\n".join(";".join(row) for row in [head, *rows]), "utf-8")
    assert cli.main(words) == 1
    assert "Henkilö 1001 → Henkilö 1002 → Henkilö 1001" in capsys.readouterr().out
