"""Requests for leave, as people's phones send and see them."""

import json
from typing import Any

from tests.company import Company, operation

WEEK = {"from_date": "2026-12-14", "until_date": "2026-12-18", "kind": "annual_holiday"}


def tell(
    company: Company, by: str, subject: str, what: str, id: str | None, room: str = "leave", **body: Any
) -> dict[str, Any]:
    """Pushes one operation on a request. Returns its result with the request's id."""
    base = {"version": body.pop("version")} if "version" in body else None
    sealed = operation(company.ids[subject], f"{room}.{what}", body, company.clock.now(), id=id, base=base)
    (result,) = company.push(by, sealed)["results"]
    return {**result, "id": sealed["entity"]["id"]}


def ask(company: Company, who: str = "aino", **more: Any) -> str:
    """The id of a new request of theirs."""
    told = tell(company, who, who, "request", None, **{**WEEK, **more})
    assert told["status"] == "applied", told
    return str(told["id"])


def decide(company: Company, by: str, id: str, decision: str, seen: int, reason: str = "") -> dict[str, Any]:
    """A supervisor's word on a request of Aino's."""
    return tell(company, by, "aino", "decide", id, decision=decision, seen_version=seen, reason=reason)


def granted(company: Company, **more: Any) -> str:
    """The id of leave that Aino was granted; its request is in version 2."""
    id = ask(company, **more)
    assert decide(company, "boss", id, "approve", 1)["status"] == "applied"
    return id


def pulled(company: Company, who: str, kind: str = "leave") -> dict[str, dict[str, Any]]:
    """The rows of a kind that a new device of theirs has, by id."""
    found: dict[str, dict[str, Any]] = {}
    cursor = None
    while True:
        page = company.get(who, "sync/pull", **({"cursor": cursor} if cursor else {}))
        found |= {one["id"]: one["data"] for one in page["changes"] if one["type"] == kind and not one["deleted"]}
        if not page["more"]:
            return found
        cursor = page["cursor"]


def heard(company: Company, who: str) -> list[tuple[str, dict[str, Any]]]:
    """Kind and params of what somebody has been told, by kind where it was at once."""
    sql = "SELECT kind, params FROM notice WHERE org=:org AND person=:person ORDER BY at, kind"
    return [(row.kind, json.loads(row.params)) for row in company.rows(sql, person=company.ids[who])]
