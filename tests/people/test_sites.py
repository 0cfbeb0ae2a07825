"""Sites: admins keep them by name and address, a team belongs to one at the most, and invitations say where it is."""

from typing import Any

import pytest
from httpx import Response

from leima.db.tx import Tx
from leima.features.people import store as people
from tests.company import Company

HALL = {"name": "Tampere", "address": "Hämeenkatu 1, 33100 Tampere"}


def ask(company: Company, way: str, path: str, body: object = None, by: str = "admin") -> Response:
    """What the server says to one who sets up."""
    return company.client.request(way, f"/api/v1/setup/{path}", json=body, headers=company.headers(by))


def put(company: Company, path: str, body: object, status: int = 204) -> Any:
    reply = ask(company, "PUT", path, body)
    assert reply.status_code == status, reply.text
    return reply.json() if reply.content else None


def drop(company: Company, site: str, status: int = 204) -> Any:
    reply = ask(company, "DELETE", f"sites/{site}")
    assert reply.status_code == status, reply.text
    return reply.json() if reply.content else None


def sites(company: Company) -> list[tuple[str, str, int]]:
    """Name, address and how many teams, as the guide tells them."""
    return [(one["name"], one["address"], one["teams"]) for one in company.get("admin", "setup")["sites"]]


def place(company: Company, site: str | None, status: int = 204) -> Any:
    return put(company, f"teams/{company.ids['team']}", {"name": "Kehitys", "site": site}, status)


def site_of_team(company: Company) -> str | None:
    (team,) = company.get("admin", "setup")["teams"]
    return team["site"] if team["site"] is None else str(team["site"])


def events(company: Company, what: str) -> list[tuple[str | None, str | None]]:
    rows = company.rows("SELECT old, new FROM audit_event WHERE org=:org AND what=:what ORDER BY n", what=what)
    return [(row.old, row.new) for row in rows]


def test_a_site_is_added_renamed_and_removed_and_the_log_tells_it(office: Company) -> None:
    put(office, "sites/hall", HALL)
    put(office, "sites/hall", {"name": " Tampereen halli ", "address": ""})
    assert sites(office) == [("Tampereen halli", "", 0)]
    put(office, "sites/hall", {"name": "Tampereen halli", "address": ""})
    assert len(events(office, "site.put")) == 2
    drop(office, "hall")
    assert sites(office) == []
    ((old, new),) = events(office, "site.remove")
    assert old is not None and "Tampereen halli" in old and new is None
    drop(office, "hall", 404)


def test_two_sites_have_no_one_name(office: Company) -> None:
    put(office, "sites/hall", HALL)
    assert put(office, "sites/other", {"name": "tampere"}, 409)["code"] == "site_there"
    assert len(sites(office)) == 1


def test_a_team_belongs_to_one_site_and_keeps_it_until_somebody_says_otherwise(office: Company) -> None:
    put(office, "sites/hall", HALL)
    put(office, "sites/yard", {"name": "Turku"})
    place(office, "hall")
    place(office, "yard")
    assert [one[2] for one in sites(office)] == [0, 1]
    put(office, f"teams/{office.ids['team']}", {"name": "Kehitys", "supervisors": []})
    assert site_of_team(office) == "yard"
    place(office, None)
    assert site_of_team(office) is None
    assert events(office, "team.site") == [
        (None, '"Tampere"'),
        ('"Tampere"', '"Turku"'),
        ('"Turku"', None),
    ]


def test_a_site_that_is_not_there_is_no_teams(office: Company) -> None:
    assert place(office, "nowhere", 400)["code"] == "unknown_site"
    assert site_of_team(office) is None


def test_a_site_in_use_stays_and_it_is_said_who_is_there(office: Company) -> None:
    put(office, "sites/hall", HALL)
    place(office, "hall")
    refused = drop(office, "hall", 409)
    assert refused["code"] == "site_in_use"
    assert "Tampere" in refused["detail"] and "Kehitys" in refused["detail"]
    assert len(sites(office)) == 1
    place(office, None)
    drop(office, "hall")


@pytest.mark.parametrize("who", ["clerk", "boss", "aino"])
def test_nobody_but_an_admin_keeps_sites(office: Company, who: str) -> None:
    assert ask(office, "PUT", "sites/hall", HALL, by=who).status_code == 403
    assert ask(office, "DELETE", "sites/hall", by=who).status_code == 403
    assert sites(office) == []


def test_an_invitation_says_where_the_persons_team_is(office: Company) -> None:
    put(office, "sites/hall", HALL)

    def make() -> Any:
        reply = ask(office, "POST", "sheets", {"people": [office.ids["aino"]]})
        assert reply.status_code == 200, reply.text
        (sheet,) = reply.json()["sheets"]
        return sheet["site"]

    assert make() is None
    place(office, "hall")
    assert make() == HALL


def test_an_invitation_says_where_the_team_is_that_somebody_comes_to_later(office: Company) -> None:
    put(office, "sites/hall", HALL)
    place(office, "hall")

    def new_one(tx: Tx) -> None:
        tx.org = office.ids["org"]
        office.ids["uusi"] = people.add_person(tx, name="Uusi", email="u@company.test", counts_from="2026-12-01")
        people.add_membership(tx, office.ids["uusi"], office.ids["team"], from_date="2026-12-01")

    office.world.db.write_now(new_one)
    reply = ask(office, "POST", "sheets", {"people": [office.ids["uusi"]]})
    assert reply.json()["sheets"][0]["site"] == HALL
