"""Teams of people, and their calendars as they read them."""

from typing import Any

from leima.db.tx import Tx
from leima.features.people import store as people
from tests.company import FLEX, Company, add_terms, new_id, operation

DECEMBER = {"from": "2026-12-01", "to": "2026-12-31"}
WEEK = [f"2026-12-{day}" for day in range(14, 19)]
"""A working week of December."""


def join(tx: Tx, ids: dict[str, str], who: str, team: str, *roles: str, first: str = "2025-01-01") -> None:
    """One more person of a team, with a phone; supervisors supervise it, and payroll and admins are in none."""
    person = people.add_person(tx, name=who.title(), email=f"{who}@company.test", counts_from="2026-11-01")
    people.set_roles(tx, person, ("employee", *roles))
    if team:
        role = "supervisor" if "supervisor" in roles else "member"
        people.add_membership(tx, person, ids[team], role, from_date=first)
    add_terms(tx, person, **FLEX)
    tx.run(
        "INSERT INTO session_family (org, id, person, device, device_name, created_at, last_seen_at)"
        " VALUES (:org, :id, :person, :device, 'phone', :now, :now)",
        org=tx.org,
        id=f"family-{who}",
        person=person,
        device=f"phone-{who}",
        now=tx.now,
    )
    ids[who] = person


def two_teams(tx: Tx, ids: dict[str, str]) -> None:
    """Myynti with a member and a supervisor; a planner of Kehitys; payroll, an admin and one more in no team."""
    ids["sales"] = people.add_team(tx, "Myynti")
    for who, team, *roles in (
        ("olli", "sales"),
        ("otso", "sales", "supervisor"),
        ("payroll", "", "payroll"),
        ("admin", "", "admin"),
        ("planner", "team", "planner"),
        ("yksin", ""),
    ):
        join(tx, ids, who, team, *roles)


def calendar(company: Company, who: str, team: str | None = None, **asked: str) -> dict[str, Any]:
    """A team's December as somebody reads it."""
    more = {} if team is None else {"team": company.ids[team]}
    return dict(company.get(who, "calendar", **{**DECEMBER, **asked}, **more))


def lane(company: Company, who: str, of: str, **asked: str) -> dict[str, Any]:
    """The lane of one person of Kehitys, as somebody reads it."""
    people = calendar(company, who, "team", **asked)["people"]
    return next(one for one in people if one["person"] == company.ids[of])


def states(company: Company, who: str, of: str, **asked: str) -> dict[str, str]:
    """What each date of that lane says."""
    return {day["date"]: day["state"] for day in lane(company, who, of, **asked)["days"]}


def absent(company: Company, who: str, first: str, last: str, kind: str = "sick", **more: Any) -> str:
    """Tells of an absence of one's own. Returns its id."""
    body = {"from_date": first, "until_date": last, "kind": kind, **more}
    return _told(company, who, who, "absence.record", body)


def mark(company: Company, who: str, date: str) -> str:
    """Plans an extension day."""
    return _told(company, who, who, "kiky.mark", {"date": date})


def _told(company: Company, by: str, of: str, what: str, body: dict[str, Any]) -> str:
    sealed = operation(company.ids[of], what, body, company.clock.now(), id=new_id())
    (result,) = company.push(by, sealed)["results"]
    assert result["status"] == "applied", result
    return str(sealed["entity"]["id"])


def set_minimum(company: Company, by: str, team: str, people: Any, first: Any = "2026-12-01") -> Any:
    """The answer to a team's minimum from a date on."""
    path = f"/api/v1/teams/{company.ids.get(team, team)}/minimum"
    return company.client.put(path, json={"from": first, "people": people}, headers=company.headers(by))


def refused(company: Company, who: str, **asked: str) -> tuple[int, str]:
    """Status and code of a calendar that is not given."""
    answer = company.client.get("/api/v1/calendar", params=asked, headers=company.headers(who))
    return answer.status_code, answer.json()["code"]
