"""Naming substitutes, as supervisors and admins do it."""

from typing import Any

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
