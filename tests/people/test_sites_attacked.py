"""Sites by whoever types oddly, and by two admins at once."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from leima.db.actor import Actor
from leima.db.database import Database
from leima.db.tx import Tx
from leima.features.setup import company as setting_up
from leima.features.setup import schemas
from leima.web.errors import Problem
from leima.web.guard import as_actor
from leima.web.tokens import Claims
from tests.company import Company
from tests.faults.firms import processes
from tests.people.test_sites import HALL, ask, drop, place, put, sites


@pytest.mark.parametrize("name", ["", " ", " \u2003\u00a0 ", "x" * 201, "x" * 10_000, "a\nb", "a\x00b", "\x7f"])
def test_a_name_of_nothing_or_of_too_much_is_no_name(office: Company, name: str) -> None:
    assert put(office, "sites/hall", {"name": name}, 400)["code"] in ("invalid", "malformed")
    assert put(office, "teams/new", {"name": name}, 400)["code"] in ("invalid", "malformed")
    assert sites(office) == []


@pytest.mark.parametrize("id", ["x" * 65, "x" * 5_000, "a%20b", "a%0Ab", "%E2%80%AE", "a%00b"])
def test_an_id_that_no_team_could_name_makes_no_site(office: Company, id: str) -> None:
    for path, body in (("sites", HALL), ("teams", {"name": "Uusi"})):
        assert ask(office, "PUT", f"{path}/{id}", body).status_code in (400, 404), path
    assert ask(office, "DELETE", f"sites/{id}").status_code in (400, 404)
    assert sites(office) == [] and len(office.get("admin", "setup")["teams"]) == 1


def test_a_name_that_only_looks_different_to_a_machine_is_there_already(office: Company) -> None:
    put(office, "sites/hall", {"name": "Jyväskylä"})
    for same in ("Jyva\u0308skyla\u0308", " JYVÄSKYLÄ ", "jyväskylä"):
        assert put(office, "sites/other", {"name": same}, 409)["code"] == "site_there"


def at_once(office: Company, dbs: list[Database], *works: Callable[[Tx, Actor], None]) -> list[str]:
    """What each of several admins is answered who ask several processes at the same moment."""
    gate = threading.Barrier(len(works))

    def one(n: int) -> str:
        claims = Claims(office.ids["org"], office.ids["admin"], "family-admin")
        gate.wait(10)
        try:
            dbs[n % len(dbs)].write_now(as_actor(claims, works[n]))
        except Problem as refused:
            return refused.code
        return ""

    with ThreadPoolExecutor(len(works)) as pool:
        return sorted(pool.map(one, range(len(works))))


@pytest.fixture
def dbs(office: Company) -> Iterator[list[Database]]:
    with processes(office, 2 if office.world.settings.is_postgres else 1) as some:
        yield some


def slow(work: Callable[..., None], *given: Any) -> Callable[[Tx, Actor], None]:
    """The work with a pause before its end, so that the others come meanwhile."""

    def slowly(tx: Tx, actor: Actor) -> None:
        work(tx, actor, *given)
        time.sleep(0.02)

    return slowly


def test_two_admins_at_once_make_one_site_and_one_team_of_a_name(office: Company, dbs: list[Database]) -> None:
    for n in range(10):
        made = [slow(setting_up.put_site, f"{one}{n}", schemas.PutSite(name=f"Tampere {n}")) for one in "ab"]
        assert at_once(office, dbs, *made) == ["", "site_there"], n
        made = [slow(setting_up.put_team, f"{one}{n}", schemas.PutTeam(name=f"Tiimi {n}")) for one in "ab"]
        assert at_once(office, dbs, *made) == ["", "team_there"], n


def test_a_team_is_never_at_a_site_that_was_removed_at_the_same_time(office: Company, dbs: list[Database]) -> None:
    form = schemas.PutTeam(name="Kehitys", site="hall")
    for n in range(10):
        put(office, "sites/hall", HALL)
        place(office, None)
        works = [slow(setting_up.remove_site, "hall"), slow(setting_up.put_team, office.ids["team"], form)]
        assert at_once(office, dbs, *works) in (["", "unknown_site"], ["", "site_in_use"]), n
        [team] = office.get("admin", "setup")["teams"]
        assert (team["site"] == "hall") is (len(sites(office)) == 1)


def test_another_organisations_site_and_none_look_the_same(office: Company) -> None:
    office.world.db.write_now(lambda tx: tx.run("INSERT INTO site (org, id, name, address) VALUES ('o2','x','X','')"))
    assert drop(office, "x", 404) == drop(office, "y", 404)
    assert place(office, "x", 400) == place(office, "y", 400)
    put(office, "sites/x", HALL)
    assert [row.name for row in office.rows("SELECT name FROM site WHERE org='o2'")] == ["X"]


def test_a_list_that_was_narrowed_to_a_site_opens_when_no_team_is_at_any(office: Company) -> None:
    put(office, "sites/hall", HALL)
    place(office, "hall")
    asked = {"filter": "site:Tampere", "sort": "site"}
    assert office.get("admin", "tables/people", **asked)["found"] > 0
    place(office, None)
    reply = office.client.get("/api/v1/tables/people", params=asked, headers=office.headers("admin"))
    assert reply.status_code == 200 and reply.json()["found"] == 0


def test_a_site_of_a_formula_stays_text_in_the_files_of_people(office: Company) -> None:
    put(office, "sites/hall", {"name": "=1+1", "address": "@SUM(A1)"})
    place(office, "hall")
    reply = office.client.get(
        "/api/v1/tables/people", params={"format": "csv", "columns": "name,site"}, headers=office.headers("admin")
    )
    assert reply.status_code == 200 and "'=1+1" in reply.text and ";=1+1" not in reply.text


def test_a_key_reads_sites_with_people_and_keeps_none(office: Company) -> None:
    made = office.client.post(
        "/api/v1/api-keys",
        json={"name": "k", "scopes": ["people.read"], "until": "2026-12-20"},
        headers=office.headers("admin"),
    )
    assert made.status_code in (200, 201), made.text
    key = {"Authorization": f"Bearer {made.json()['secret']}"}
    for way, path in (("PUT", "setup/sites/x"), ("DELETE", "setup/sites/x"), ("GET", "setup"), ("GET", "usage")):
        body = HALL if way == "PUT" else None
        assert office.client.request(way, f"/api/v1/{path}", json=body, headers=key).status_code == 403
    assert office.client.get("/api/v1/tables/people", headers=key).status_code == 200
