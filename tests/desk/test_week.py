"""A team's week: people and days, each cell for those alone who decide on its date."""

import csv
import io
import json
from typing import Any

import pytest

from leima.db.actor import Actor
from leima.db.tx import Tx
from leima.features.desk.week import read_week
from leima.features.people import store as people
from tests.calendar.teams import absent
from tests.company import Company, punch
from tests.months.month_fixtures import hire

MONDAY = "2026-11-16"
DATES = [f"2026-11-{day}" for day in range(16, 23)]


def week(company: Company, who: str, first: str = MONDAY, **asked: str) -> dict[str, Any]:
    return dict(company.get(who, "weeks", **{"from": first, **asked}))


def row(company: Company, who: str, of: str, first: str = MONDAY) -> list[dict[str, Any] | None]:
    """The seven cells of somebody's week."""
    found = week(company, who, first)["people"]
    return list(next(one for one in found if one["person"] == company.ids[of])["cells"])


def cell(company: Company, who: str, of: str, date: str) -> dict[str, Any]:
    found = row(company, who, of)[DATES.index(date)]
    assert found is not None
    return found


def worked(company: Company, who: str, date: str, start: str = "08:00", end: str = "16:00") -> None:
    ops = [punch(company.ids[who], kind, f"{date}T{at}") for kind, at in (("in", start), ("out", end)) if at]
    company.push(who, *ops)


def move(company: Company, who: str, last: str) -> None:
    """`who` is in the team until `last`, and in Myynti from then on, which `bossa` does not lead."""

    def write(tx: Tx) -> None:
        tx.org = company.ids["org"]
        other = people.add_team(tx, "Myynti")
        tx.run(
            "UPDATE team_member SET until_date=:last WHERE org=:org AND person=:person",
            org=tx.org, last=last, person=company.ids[who],
        )  # fmt: skip
        people.add_membership(tx, company.ids[who], other, from_date=DATES[DATES.index(last) + 1])

    company.world.db.write_now(write)


@pytest.fixture(autouse=True)
def friday(company: Company) -> None:
    company.turn("2026-11-20T17:00")


def test_a_week_has_everybodys_hours_beside_what_was_asked_of_them(company: Company) -> None:
    worked(company, "aino", "2026-11-17")
    found = week(company, "payroll")
    assert found["dates"] == DATES
    names = [one["name"] for one in found["people"]]
    assert names == sorted(names) and {"Aino", "Boss", "Payroll"} <= set(names)
    assert cell(company, "payroll", "aino", "2026-11-17") == {
        "date": "2026-11-17", "worked": 450, "target": 450, "away": None, "open": False, "findings": 0,
    }  # fmt: skip
    assert cell(company, "payroll", "aino", "2026-11-16")["worked"] == 0
    assert [one["target"] for one in row(company, "payroll", "aino") if one] == [450] * 5 + [0, 0]


def test_findings_are_those_of_the_day(company: Company) -> None:
    worked(company, "aino", "2026-11-18", end="09:00")
    rows = company.rows(
        "SELECT body FROM day_result WHERE org=:org AND person=:id AND date='2026-11-18'", id=company.ids["aino"]
    )
    stored = len(json.loads(rows[0].body)["findings"])
    assert cell(company, "payroll", "aino", "2026-11-18")["findings"] == stored > 0


def test_days_to_come_have_their_target_and_absences_take_it_down_as_they_will(company: Company) -> None:
    absent(company, "aino", "2026-11-24", "2026-11-24", "sick")
    ahead = row(company, "payroll", "aino", "2026-11-23")
    assert [one["target"] for one in ahead if one] == [450, 0, 450, 450, 450, 0, 0]


@pytest.mark.parametrize(("who", "kind"), [("payroll", "sick"), ("bossa", "away"), ("boss", "away")])
def test_why_somebody_is_away_is_told_to_payroll_alone(company: Company, who: str, kind: str) -> None:
    absent(company, "aino", "2026-11-18", "2026-11-18", "sick")
    assert cell(company, who, "aino", "2026-11-18")["away"] == kind


def test_a_day_without_its_out_is_open_and_so_is_who_is_in_now(company: Company) -> None:
    worked(company, "aino", "2026-11-18", end="")
    company.at("2026-11-20T08:00")
    worked(company, "eino", "2026-11-20", end="")
    company.turn("2026-11-20T17:00")
    assert cell(company, "payroll", "aino", "2026-11-18")["open"] is True
    assert cell(company, "payroll", "eino", "2026-11-20")["open"] is True
    assert cell(company, "payroll", "eino", "2026-11-19")["open"] is False


def test_a_supervisor_sees_the_dates_of_their_team_and_none_after_somebody_moved(company: Company) -> None:
    move(company, "aino", "2026-11-18")
    seen = row(company, "bossa", "aino")
    assert [one["date"] for one in seen if one] == DATES[:3]
    assert all(row(company, "payroll", "aino"))
    later = week(company, "bossa", "2026-11-23")["people"]
    assert company.ids["aino"] not in {one["person"] for one in later}


def test_a_team_is_that_of_the_dates_which_the_reader_may_see(company: Company) -> None:
    move(company, "aino", "2026-11-18")
    told = {who: week(company, who) for who in ("bossa", "payroll")}
    teams = {
        who: next(one["team_name"] for one in found["people"] if one["person"] == company.ids["aino"])
        for who, found in told.items()
    }
    assert (teams["bossa"] != "Myynti", teams["payroll"]) == (True, "Myynti")


def test_a_supervisor_of_another_team_sees_nobody_of_this_one(company: Company) -> None:
    def write(tx: Tx) -> None:
        tx.org = company.ids["org"]
        other = people.add_team(tx, "Myynti")
        people.set_roles(tx, company.ids["eino"], ("employee", "supervisor"))
        people.add_membership(tx, company.ids["eino"], other, "supervisor", from_date="2025-01-01")

    company.world.db.write_now(write)
    assert {one["person"] for one in week(company, "eino")["people"]} <= {company.ids["eino"]}


def test_an_employee_has_no_such_page(company: Company) -> None:
    for path in ("weeks", "tables/week"):
        answer = company.client.get(f"/api/v1/{path}", headers=company.headers("aino"))
        assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


def test_any_date_of_a_week_names_it_and_no_date_is_this_week(company: Company) -> None:
    assert week(company, "payroll", "2026-11-22")["dates"] == DATES
    assert company.get("payroll", "weeks")["dates"] == DATES
    odd = company.client.get("/api/v1/weeks", params={"from": "2026-11-31"}, headers=company.headers("payroll"))
    assert odd.status_code == 400


def test_the_week_is_taken_as_a_file_with_the_same_minutes(company: Company) -> None:
    worked(company, "aino", "2026-11-17")
    absent(company, "aino", "2026-11-18", "2026-11-18", "sick")
    params = {"from": MONDAY, "format": "csv", "search": "aino"}
    answer = company.client.get("/api/v1/tables/week", params=params, headers=company.headers("payroll"))
    assert answer.status_code == 200, answer.text
    titles, *lines = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff")), delimiter=";"))
    (told,) = [dict(zip(titles, line, strict=True)) for line in lines]
    assert (told["Nimi"], told["Ti"], told["Yhteensä"], told["Poissa"]) == ("Aino", "7,50", "7,50", "Ke: Sairaus")
    assert "Sairaus" not in company.client.get(
        "/api/v1/tables/week", params=params, headers=company.headers("bossa")
    ).text  # fmt: skip


def test_a_hundred_more_people_take_no_more_questions(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    def asked() -> int:
        def counted(tx: Tx) -> int:
            count, rows = 0, tx.rows
            tx.org = company.ids["org"]
            tx.actor = actor = Actor(tx.org, "palkka", "", "fi", "f", "d", frozenset({"payroll"}), frozenset())

            def counting(*args: Any, **params: Any) -> Any:
                nonlocal count
                count += 1
                return rows(*args, **params)

            monkeypatch.setattr(tx, "rows", counting)
            read_week(tx, actor, MONDAY)
            return count

        return company.world.db.read_now(counted)

    few = asked()
    for n in range(10):
        hire(company, f"vaki{n}")
    assert asked() == few > 0
