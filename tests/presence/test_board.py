"""The presence board: who is in, remote, on a break or away, and no more than its reader may know."""

import asyncio
import json
from typing import Any

import pytest

from leima.db.actor import Actor
from leima.db.tables.substitutes import Substitute
from leima.db.tx import Tx
from leima.features.people import sites
from leima.features.people import store as people
from leima.features.presence.board import board as read_board
from leima.features.sync.poke import Listener, Pokes
from tests.calendar.teams import absent
from tests.company import FLEX, Company, add_terms, ms, punch

TODAY = "2026-11-20"
PERSON = {"person", "name", "team", "status", "since", "kind", "site"}
"""All that a line of the board holds: no position, no note, no work type, no history."""


def board(company: Company, who: str) -> dict[str, dict[str, Any]]:
    """The lines of the board by their people's ids."""
    return {one["person"]: one for one in company.get(who, "presence")["people"]}


def line(company: Company, who: str, of: str) -> tuple[str, int | None, str | None]:
    """What the board tells `who` of somebody: status, since when (epoch ms), and why they are away."""
    one = board(company, who)[company.ids[of]]
    return one["status"], one["since"], one["kind"]


def clocks(company: Company, who: str, kind: str, at: str, **body: Any) -> None:
    """Clocks at a time of today."""
    moment = f"{TODAY}T{at}"
    company.at(moment).push(who, punch(company.ids[who], kind, moment, body=body))


def test_everybody_at_work_has_a_line_with_their_team_and_nothing_else_of_theirs(company: Company) -> None:
    lines = board(company, "aula")
    names = sorted(one["name"] for one in lines.values())
    assert names == [
        "Admin", "Aino", "Aula", "Boss", "Eino", "Hourly", "Olli", "Otso", "Payroll", "Planner", "Yksin",
    ]  # fmt: skip
    assert {key for one in lines.values() for key in one} == PERSON
    assert lines[company.ids["olli"]]["team"] == company.ids["sales"]
    assert lines[company.ids["yksin"]]["team"] is None
    assert [one["name"] for one in company.get("aula", "presence")["teams"]] == ["Kehitys", "Myynti"]


def test_the_front_desk_reads_which_site_each_team_is_at_and_not_where_anybody_is(company: Company) -> None:
    def placed(tx: Tx) -> None:
        tx.org = company.ids["org"]
        sites.put(tx, "hall", "Tampere", "Hämeenkatu 1")
        sites.put(tx, "empty", "Turku", "")
        sites.place_team(tx, company.ids["sales"], "hall")

    company.world.db.write_now(placed)
    told = company.get("aula", "presence")
    assert told["sites"] == [{"id": "hall", "name": "Tampere"}]
    assert {one["name"]: one["site"] for one in told["teams"]} == {"Kehitys": None, "Myynti": "hall"}
    assert {key for one in told["people"] for key in one} == PERSON
    assert {one["team"]: one["site"] for one in told["people"]}[company.ids["sales"]] == "hall"
    assert "Hämeenkatu" not in json.dumps(told)


def test_a_day_goes_from_unseen_to_in_break_remote_and_gone(company: Company) -> None:
    assert line(company, "payroll", "aino") == ("unseen", None, None)
    clocks(company, "aino", "in", "08:00")
    assert line(company, "payroll", "aino") == ("in", ms(f"{TODAY}T08:00"), None)
    clocks(company, "aino", "break_start", "11:00")
    assert line(company, "payroll", "aino") == ("break", ms(f"{TODAY}T11:00"), None)
    clocks(company, "aino", "break_end", "11:30")
    clocks(company, "aino", "out", "15:02")
    assert line(company, "payroll", "aino") == ("gone", ms(f"{TODAY}T15:02"), None)
    clocks(company, "eino", "in", "15:10", remote=True)
    assert line(company, "payroll", "eino")[0] == "remote"


def test_the_front_desk_hears_when_somebody_left_but_not_when_they_came_or_went_for_a_break(company: Company) -> None:
    clocks(company, "aino", "in", "08:00")
    assert line(company, "aula", "aino") == ("in", None, None)
    clocks(company, "aino", "break_start", "11:00")
    assert line(company, "aula", "aino") == ("break", None, None)
    clocks(company, "aino", "break_end", "11:30")
    clocks(company, "aino", "out", "15:02")
    assert line(company, "aula", "aino") == ("gone", ms(f"{TODAY}T15:02"), None)


def test_yesterdays_leaving_is_history_and_is_not_told(company: Company) -> None:
    clocks(company, "aino", "in", "08:00")
    clocks(company, "aino", "out", "15:00")
    company.turn("2026-11-21T09:00")
    assert line(company, "aula", "aino") == ("unseen", None, None)


@pytest.mark.parametrize(("who", "kind"), [("aula", None), ("admin", None), ("payroll", "sick")])
def test_why_somebody_is_away_is_told_to_payroll_alone(company: Company, who: str, kind: str | None) -> None:
    absent(company, "aino", TODAY, TODAY)
    assert line(company, who, "aino") == ("away", None, kind)
    if who != "payroll":
        assert "sick" not in json.dumps(company.get(who, "presence"))


def test_somebody_who_works_on_a_day_off_is_in(company: Company) -> None:
    absent(company, "aino", TODAY, TODAY)
    clocks(company, "aino", "in", "09:00")
    assert line(company, "aula", "aino")[0] == "in"


def test_who_has_left_and_who_has_no_contract_today_has_no_line(company: Company) -> None:
    def leave(tx: Tx) -> None:
        tx.org = company.ids["org"]
        tx.run("UPDATE person SET active=:no WHERE org=:org AND id=:id", no=False, org=tx.org, id=company.ids["eino"])
        tx.run(
            "UPDATE terms SET until_date='2026-11-19' WHERE org=:org AND person=:id",
            org=tx.org,
            id=company.ids["hourly"],
        )

    company.world.db.write_now(leave)
    assert not {company.ids["eino"], company.ids["hourly"]} & set(board(company, "aula"))


def test_who_is_in_two_teams_has_one_line(company: Company) -> None:
    def second(tx: Tx) -> None:
        tx.org = company.ids["org"]
        people.add_membership(tx, company.ids["aino"], company.ids["sales"], from_date="2025-01-01")

    company.world.db.write_now(second)
    lines = company.get("aula", "presence")["people"]
    assert len(lines) == len({one["person"] for one in lines})


@pytest.mark.parametrize("who", ["aino", "boss", "planner"])
def test_the_board_is_shut_to_those_without_a_right_to_it(company: Company, who: str) -> None:
    for path in ("presence", "sync/poke?board=true"):
        answer = company.client.get(f"/api/v1/{path}", headers=company.headers(who))
        assert (answer.status_code, answer.json()["code"]) == (403, "forbidden"), path


def test_reception_opens_the_board_and_nothing_else_of_anybody(company: Company) -> None:
    for path in ("team", "people", "months", "balances/all", f"people/{company.ids['aino']}/card", "tables/people"):
        answer = company.client.get(f"/api/v1/{path}", headers=company.headers("aula"))
        assert answer.status_code in (403, 404), path


def test_everybody_reads_who_sees_them_and_why(company: Company) -> None:
    seen = company.get("aino", "presence/seen-by")["people"]
    assert [(one["name"], one["why"]) for one in seen] == [
        ("Admin", "admin"),
        ("Aula", "reception"),
        ("Boss", "supervisor"),
        ("Payroll", "payroll"),
    ]
    of_boss = company.get("boss", "presence/seen-by")["people"]
    assert "Boss" not in {one["name"] for one in of_boss}


@pytest.mark.parametrize(("until", "named"), [(TODAY, True), ("2026-11-19", False)])
def test_who_stands_in_for_a_supervisor_is_among_those_who_see(company: Company, until: str, named: bool) -> None:
    """Of the dates of the substitute alone, and never for a team that is not theirs."""

    def stand_in(tx: Tx) -> None:
        row = Substitute(
            org=company.ids["org"],
            id="stands-in",
            supervisor=company.ids["boss"],
            person=company.ids["eino"],
            from_date="2026-11-01",
            until_date=until,
            named_by=company.ids["boss"],
            named_at=1,
        )
        tx.insert(row)

    company.world.db.write_now(stand_in)
    seeing = [(one["name"], one["why"]) for one in company.get("aino", "presence/seen-by")["people"]]
    assert (("Eino", "supervisor") in seeing) is named
    assert "Eino" not in {one["name"] for one in company.get("eino", "presence/seen-by")["people"]}


def test_one_who_is_taken_off_the_front_desk_sees_the_board_no_more(company: Company) -> None:
    def off(tx: Tx) -> None:
        tx.org = company.ids["org"]
        people.set_roles(tx, company.ids["aula"], ("employee",))

    assert board(company, "aula")
    company.world.db.write_now(off)
    assert company.client.get("/api/v1/presence", headers=company.headers("aula")).status_code == 403
    assert "Aula" not in {one["name"] for one in company.get("aino", "presence/seen-by")["people"]}


def test_an_admin_gives_reception_and_the_change_stands_in_the_audit_trail(company: Company) -> None:
    path = f"/api/v1/people/{company.ids['eino']}/details"
    form = {
        "name": "Eino", "email": "eino@company.test", "team": company.ids["team"], "supervises": [],
        "roles": ["employee", "reception"], "from": TODAY,
    }  # fmt: skip
    answer = company.client.put(path, json=form, headers=company.headers("admin"))
    assert answer.status_code == 200, answer.text
    assert board(company, "eino")
    written = company.rows(
        "SELECT old, new, who FROM audit_event WHERE org=:org AND entity_id=:id AND new LIKE '%reception%'",
        id=company.ids["eino"],
    )
    assert [row.who for row in written] == [company.ids["admin"]]


def test_two_hundred_people_take_as_many_questions_as_ten(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    def more(tx: Tx) -> None:
        tx.org = company.ids["org"]
        for n in range(200):
            id = people.add_person(tx, name=f"Väki {n:03}", email=f"v{n}@company.test", counts_from="2026-11-01")
            people.set_roles(tx, id, ("employee",))
            people.add_membership(tx, id, company.ids["sales"], from_date="2025-01-01")
            add_terms(tx, id, **FLEX)

    def asked() -> int:
        def counted(tx: Tx) -> int:
            count, rows = 0, tx.rows
            tx.org = company.ids["org"]
            tx.actor = actor = Actor(tx.org, "aula", "", "fi", "f", "d", frozenset({"reception"}), frozenset())

            def counting(*args: Any, **params: Any) -> Any:
                nonlocal count
                count += 1
                return rows(*args, **params)

            monkeypatch.setattr(tx, "rows", counting)
            read_board(tx, actor)
            return count

        return company.world.db.read_now(counted)

    few = asked()
    company.world.db.write_now(more)
    assert len(board(company, "aula")) == 211
    assert asked() == few > 0


@pytest.mark.parametrize(("whole", "wakes"), [(True, True), (False, False)])
def test_the_boards_stream_wakes_for_every_team_and_the_usual_one_for_ones_own(whole: bool, wakes: bool) -> None:
    listening = Listener("o", "aula", frozenset(), board=whole)
    assert listening.cares(frozenset(), frozenset({"sales"})) is wakes
    assert not listening.cares(frozenset({"olli"}), frozenset())
    assert listening.cares(frozenset({"aula"}), frozenset())


def test_the_boards_stream_is_one_for_the_whole_board() -> None:
    async def first() -> bytes:
        pokes = Pokes()
        actor = Actor("o", "aula", "", "fi", "f", "d", frozenset({"reception"}), frozenset())
        lines = pokes.stream(actor, 30.0, board=True)
        line = await anext(lines)
        (listening,) = pokes._listeners["o"]
        assert listening.board
        await lines.aclose()
        return line

    assert asyncio.run(first()) == b"\n"
