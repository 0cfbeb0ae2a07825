"""A person's own site: from a date on, over the team's, in the file of people, and wherever a site is shown."""

import asyncio
import io
import json
import zipfile
from typing import Any

import pytest

from leima.features.people import sites
from leima.features.people.planned import apply_due
from tests.company import Company
from tests.people.factory import HEAD, staff
from tests.people.test_sites import drop, events, place, put
from tests.people.test_staff import DATE, LATER, as_csv, notes, send, take

TITLED = [*HEAD, "toimipaikka"]


@pytest.fixture
def placed(office: Company) -> Company:
    """A company whose team is in Tampere, with another site in Turku."""
    put(office, "sites/hall", {"name": "Tampere", "address": "Hämeenkatu 1"})
    put(office, "sites/yard", {"name": "Turku", "address": "Aurakatu 2"})
    place(office, "hall")
    return office


def details(company: Company, by: str = "admin") -> Any:
    return company.get(by, f"people/{company.ids['aino']}/details")


def edit(company: Company, site: str | None, date: str = DATE, status: int = 200, by: str = "admin") -> Any:
    """Gives Aino a site of her own from a date on, or takes it."""
    known = details(company)
    body = {name: known[name] for name in ("name", "email", "team", "supervises", "roles")}
    path = f"/api/v1/people/{company.ids['aino']}/details"
    reply = company.client.put(path, json={**body, "site": site, "from": date}, headers=company.headers(by))
    assert reply.status_code == status, reply.text
    return reply.json()


def site_on_card(company: Company) -> str | None:
    site: str | None = company.get("clerk", f"people/{company.ids['aino']}/card")["site"]
    return site


def test_an_own_site_goes_before_the_teams_until_it_is_taken(placed: Company) -> None:
    assert site_on_card(placed) == "Tampere" and details(placed)["site"] is None
    assert [one["name"] for one in edit(placed, "yard")["sites"]] == ["Tampere", "Turku"]
    assert site_on_card(placed) == "Turku" and details(placed)["site"] == "yard"
    edit(placed, None)
    assert site_on_card(placed) == "Tampere"
    told = [(json.loads(old or "{}"), json.loads(new or "{}")) for old, new in events(placed, "person.change")]
    assert told == [({"site": None}, {"site": "Turku"}), ({"site": "Turku"}, {"site": None})]


def test_an_own_site_from_a_date_to_come_waits_for_it(placed: Company) -> None:
    told = edit(placed, "yard", LATER)
    assert told["planned"] == [{"what": "site", "value": "yard", "from": LATER}]
    assert site_on_card(placed) == "Tampere"
    placed.at(f"{LATER} 00:05")
    asyncio.run(apply_due(placed.world.db))
    assert site_on_card(placed) == "Turku"


def test_details_without_a_site_leave_it_as_it_is(placed: Company) -> None:
    edit(placed, "yard")
    known = details(placed)
    body = {name: known[name] for name in ("name", "email", "team", "supervises", "roles")} | {"from": DATE}
    path = f"/api/v1/people/{placed.ids['aino']}/details"
    assert placed.client.put(path, json=body, headers=placed.headers("admin")).json()["site"] == "yard"


def test_a_site_that_is_not_there_is_nobodys(placed: Company) -> None:
    assert edit(placed, "nowhere", status=400)["code"] == "unknown_site"
    assert site_on_card(placed) == "Tampere"


@pytest.mark.parametrize("who", ["boss", "aino"])
def test_nobody_but_the_office_gives_a_site(placed: Company, who: str) -> None:
    edit(placed, "yard", status=403, by=who)
    assert site_on_card(placed) == "Tampere"


@pytest.mark.parametrize("date", [DATE, LATER])
def test_a_site_of_somebodys_own_stays_and_it_is_said_whose(placed: Company, date: str) -> None:
    edit(placed, "yard", date)
    refused = drop(placed, "yard", 409)
    assert refused["code"] == "site_has_people" and "Turku" in refused["detail"] and "Aino" in refused["detail"]
    edit(placed, None, DATE)
    drop(placed, "yard")


def test_a_site_goes_from_those_who_cannot_sign_in_any_more(placed: Company) -> None:
    edit(placed, "yard")
    who = placed.ids["aino"]
    placed.world.db.write_now(lambda tx: tx.run("UPDATE person SET active=:no WHERE id=:id", no=False, id=who))
    drop(placed, "yard")
    assert placed.rows("SELECT site FROM person WHERE org=:org AND site IS NOT NULL") == []


def test_the_board_the_list_the_invitation_and_own_data_say_it(placed: Company) -> None:
    edit(placed, "yard")
    board = placed.get("clerk", "presence")
    lines = {one["name"]: one["site"] for one in board["people"]}
    assert (lines["Aino"], lines["Eino"]) == ("yard", "hall")
    assert [one["name"] for one in board["sites"]] == ["Tampere", "Turku"]
    page = placed.get("clerk", "tables/people", filter="site:Turku")
    assert [row["cells"]["name"] for row in page["rows"]] == ["Aino"]
    invited = placed.world.db.read_now(lambda tx: _of(tx, placed))
    assert invited == ("Turku", "Aurakatu 2")
    reply = placed.client.get("/api/v1/reports/own.zip", headers=placed.headers("aino"))
    with zipfile.ZipFile(io.BytesIO(reply.content)) as packed:
        assert json.loads(packed.read("leima.json"))["tables"]["person"][0]["site"] == "Turku"


def _of(tx: Any, company: Company) -> Any:
    tx.org = company.ids["org"]
    return sites.of_person(tx, company.ids["aino"])


def titled(site: str) -> list[list[str]]:
    """Three people of a file, the first of them at a site."""
    rows = [[*row, ""] for row in staff(3)]
    rows[0][-1] = site
    return rows


def table(rows: list[list[str]]) -> bytes:
    return "\n".join(";".join(row) for row in [TITLED, *rows]).encode()


def test_a_files_site_is_a_persons_own_from_the_date_and_once(placed: Company) -> None:
    take(placed, as_csv(staff(3)), make_teams=True)
    name = staff(3)[0][HEAD.index("nimi")]
    told = take(placed, table(titled("turku")))
    assert notes(told, name) == {"site": ("", "Turku", DATE)} and len(told["people"]) == 1
    assert {"title": "toimipaikka", "field": "site"} in told["columns"]
    assert send(placed, table(titled("Turku")))["people"] == []
    moved = take(placed, table(titled("Tampere")), **{"from": LATER})
    assert notes(moved, name) == {"site": ("Turku", "Tampere", LATER)}
    assert send(placed, table(titled("Tampere")), **{"from": LATER})["people"] == []
    assert send(placed, table(titled("")), **{"from": LATER})["people"] == [], "an empty cell leaves what is stored"
    assert placed.rows("SELECT site FROM person WHERE org=:org AND site IS NOT NULL")[0].site == "yard"


def test_who_joins_by_a_file_is_at_its_site_at_once(placed: Company) -> None:
    take(placed, table(titled("Turku")), make_teams=True)
    (row,) = placed.rows("SELECT name FROM person WHERE org=:org AND site='yard'")
    assert row.name == staff(3)[0][HEAD.index("nimi")]


def test_an_unknown_site_is_named_by_row_and_column_with_the_nearest_name(placed: Company) -> None:
    told = send(placed, table(titled("Trku")), make_teams=True)
    ((row, column, message),) = [(one["row"], one["column"], one["message"]) for one in told["faults"]]
    assert (row, column) == (2, "toimipaikka") and "Trku" in message and "Turku" in message
    (far,) = send(placed, table(titled("Xyzzy")), make_teams=True)["faults"]
    assert "Xyzzy" in far["message"] and "Turku" not in far["message"]
    assert placed.rows("SELECT id FROM person WHERE org=:org AND site IS NOT NULL") == []


def test_a_column_by_another_title_is_remembered_for_the_next_file(placed: Company) -> None:
    head = [*HEAD, "Paikkakunta"]
    content = "\n".join(";".join(row) for row in [head, *titled("Turku")]).encode()
    take(placed, content, make_teams=True, columns={"Paikkakunta": "site"})
    assert send(placed, content)["people"] == [], "the same column is the site again"
    moved = "\n".join(";".join(row) for row in [head, *titled("Tampere")]).encode()
    assert len(send(placed, moved)["people"]) == 1


def test_the_list_of_people_as_a_file_has_the_title_that_the_reader_knows(placed: Company) -> None:
    from leima.features.importing.wording import COLUMNS
    from leima.web.words import say

    assert {COLUMNS.get(say(lang, "table.people.site").casefold()) for lang in ("fi", "sv", "en")} == {"site"}
