"""Naming substitutes, as supervisors and admins do it."""

from typing import Any

from leima.db.tx import Tx
from leima.features.people import store as people
from tests.company import Company, new_id


def name(company: Company, by: str, person: str, first: str, last: str, **more: str) -> tuple[int, dict[str, Any]]:
    """Status and answer of naming somebody; `supervisor` names for whom, by whom they are called."""
    body = {"id": more.get("id") or new_id(), "person": company.ids[person], "from": first, "until": last}
    if "supervisor" in more:
        body["supervisor"] = company.ids[more["supervisor"]]
    answer = company.client.post("/api/v1/substitutes", json=body, headers=company.headers(by))
    return answer.status_code, answer.json()


def named(company: Company, by: str, person: str, first: str, last: str, **more: str) -> str:
    """The id of a new naming."""
    status, told = name(company, by, person, first, last, **more)
    assert status == 201, told
    return str(told["id"])


def end(company: Company, by: str, id: str) -> int:
    return int(company.client.post(f"/api/v1/substitutes/{id}/undo", headers=company.headers(by)).status_code)


def waits(company: Company, who: str) -> set[tuple[str, str]]:
    """Kind and person of all that waits for somebody."""
    return {(one["kind"], one["person"]) for one in company.get(who, "inbox")["items"]}


def leaders(company: Company) -> None:
    """Vera supervises a team of which boss and bossa are members; nobody else supervises them."""

    def work(tx: Tx) -> None:
        tx.org = company.ids["org"]
        company.ids["leaders"] = people.add_team(tx, "Johto")
        people.add_membership(tx, company.ids["vera"], company.ids["leaders"], "supervisor", from_date="2025-01-01")
        for who in ("boss", "bossa"):
            people.add_membership(
                tx, company.ids[who], company.ids["team"], from_date="2025-01-01", until_date="2026-01-31"
            )
            people.add_membership(tx, company.ids[who], company.ids["leaders"], from_date="2026-02-01")

    company.world.db.write_now(work)
