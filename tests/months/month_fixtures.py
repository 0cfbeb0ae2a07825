"""The company with a second supervisor and payroll, and the words that move a month."""

from typing import Any

from leima.db.tx import Tx
from leima.features.approvals.totals import totals
from leima.features.people import store as people
from tests.company import FLEX, Company, add_terms, new_id, operation, punch

NOVEMBER = "2026-11"
WORKDAYS = [f"2026-11-{day:02d}" for day in range(2, 31) if day % 7 not in (0, 1)]
"""Mondays to Fridays of November 2026, but the first, a Sunday."""


def hire(company: Company, who: str, *roles: str, supervises: bool = False) -> None:
    """One more person, who starts long ago."""

    def work(tx: Tx) -> None:
        tx.org = company.ids["org"]
        person = people.add_person(tx, name=who.title(), email=f"{who}@company.test", counts_from="2026-11-01")
        people.set_roles(tx, person, ("employee", *roles))
        people.add_membership(tx, person, company.ids["team"], from_date="2025-01-01")
        if supervises:
            people.add_membership(tx, person, company.ids["team"], "supervisor", from_date="2025-01-01")
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
        company.ids[who] = person

    company.world.db.write_now(work)


def work(company: Company, who: str, *dates: str, start: str = "08:00", end: str = "16:00") -> None:
    """Punches of ordinary days."""
    ids = company.ids
    for date in dates:
        ops = [punch(ids[who], "in", f"{date}T{start}"), punch(ids[who], "out", f"{date}T{end}")]
        told = company.push(who, *ops)["results"]
        assert [one["status"] for one in told] == ["applied", "applied"], told


def month_op(company: Company, who: str, what: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
    """An operation about somebody's November."""
    person = company.ids[who]
    sealed = operation(person, f"month.{what}", body or {}, company.clock.now(), id=f"{person}:{NOVEMBER}")
    return sealed


def tell(company: Company, by: str, *ops: dict[str, Any]) -> list[dict[str, Any]]:
    """Pushes, and answers each one's result."""
    results: list[dict[str, Any]] = company.push(by, *ops)["results"]
    return results


def decide(company: Company, by: str, request: dict[str, Any], decision: str, reason: str = "") -> dict[str, Any]:
    """A word on a request to change a locked month."""
    body = {"decision": decision, "reason": reason, "seen_version": request["version"]}
    sealed = operation(request["person"], "change.decide", body, company.clock.now(), id=request["id"])
    sealed["entity"]["type"] = "change_request"
    return tell(company, by, sealed)[0]


def close(company: Company, by: str = "payroll", status: int = 200, **form: Any) -> dict[str, Any]:
    """Payroll closes November."""
    body = {"id": new_id(), "month": NOVEMBER, "all": not ({"people", "team"} & set(form)), **form}
    answer = company.client.post("/api/v1/months/close", json=body, headers=company.headers(by))
    assert answer.status_code == status, answer.text
    return dict(answer.json())


def pulled(company: Company, who: str, type: str) -> dict[str, dict[str, Any]]:
    """What a fresh phone of theirs gets of one type, by id."""
    page = company.get(who, "sync/pull", limit=1000)
    return {one["id"]: one["data"] for one in page["changes"] if one["type"] == type and not one["deleted"]}


def waiting(company: Company, by: str) -> dict[str, Any]:
    return dict(company.get(by, "months/waiting"))


DECEMBER = "2026-12-02T09:00"


def month_of(company: Company, who: str) -> dict[str, Any]:
    return pulled(company, who, "month")[f"{company.ids[who]}:{NOVEMBER}"]


def recomputed(company: Company, who: str) -> str:
    """November added up again from the rows as they are now."""

    def add_up(tx: Tx) -> str:
        tx.org = company.ids["org"]
        return totals(tx, company.ids[who], NOVEMBER)

    return company.world.db.read_now(add_up)


def stored_totals(company: Company, who: str) -> str:
    rows = company.rows("SELECT totals FROM month_state WHERE org=:org AND person=:person", person=company.ids[who])
    return str(rows[0].totals)


def approved(company: Company, who: str = "aino") -> None:
    """Sends November and has it approved."""
    assert tell(company, who, month_op(company, who, "send"))[0]["status"] == "applied"
    seen = month_of(company, who)["version"]
    assert tell(company, "boss", month_op(company, who, "approve", {"seen_version": seen}))[0]["status"] == "applied"


def flex_of(company: Company, who: str = "aino") -> int:
    return int(company.account(who, "flex")["settled"])


def closed_november(company: Company) -> None:
    company.turn(DECEMBER)
    approved(company)
    close(company)
