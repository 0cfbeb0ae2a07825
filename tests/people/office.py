"""A company whose contracts stand as rows, with a payroll clerk and an admin beside its people."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from leima.db.tx import Tx
from leima.features.agreements import store as agreement_store
from leima.features.agreements import terms
from leima.features.agreements.copies import bring
from leima.features.people import store
from tests.company import Company, new_id, open_company, punch

FLEX = {"form": "flexitime", "pay": "monthly", "share": 1.0}
HOURLY = {"form": "general", "pay": "hourly", "share": 1.0}
PEOPLE = (
    ("aino", "company-office", FLEX),
    ("eino", "company-office", {**FLEX, "share": 0.5}),
    ("hourly", "general-40", HOURLY),
    ("boss", "company-office", FLEX),
)
SUMMER = {"until": "2027-12-31", "source": "kiky-muutokset, paikallinen sopimus 3/2026"}
COPY = {"id": "oma-37", "copy_of": "general-37-5", "name": "Oma 37,5", "from": "2026-01-01", **SUMMER}


def _contract(tx: Tx, person: str, agreement: str, body: dict[str, Any]) -> None:
    bring(tx, agreement)
    tx.run("UPDATE terms SET deleted=:yes WHERE org=:org AND person=:person", yes=True, org=tx.org, person=person)
    agreement_store.add_contract(tx, person, from_date="2025-01-01", agreement=agreement, body=body)
    terms.rebuild(tx, person)


def _staff(tx: Tx, ids: dict[str, str]) -> None:
    for who, roles in (("clerk", ("payroll",)), ("admin", ("admin",))):
        person = store.add_person(tx, name=who.title(), email=f"{who}@company.test", counts_from="2026-11-01")
        store.set_roles(tx, person, ("employee", *roles))
        ids[who] = person
        tx.run(
            "INSERT INTO session_family (org, id, person, device, device_name, created_at, last_seen_at)"
            " VALUES (:org, :id, :person, :device, 'phone', :now, :now)",
            org=tx.org,
            id=f"family-{who}",
            person=person,
            device=f"phone-{who}",
            now=tx.now,
        )
    for who, agreement, body in PEOPLE:
        _contract(tx, ids[who], agreement, body)


@contextmanager
def open_office(folder: Path, url: str = "") -> Iterator[Company]:
    """The company on Friday 20 November 2026, with contracts since 2025 and work from the 2nd to the 19th."""
    with open_company(folder, url, furnish=_staff) as company:
        yield company


def work(company: Company, who: str, first: int, last: int, ends: str = "16:30") -> None:
    """Eight to half past four on the weekdays of November from `first` to `last`."""
    days = [f"2026-11-{day:02d}" for day in range(first, last + 1) if (day - 2) % 7 < 5]
    ops = [
        punch(company.ids[who], kind, f"{day}T{at}") for day in days for kind, at in (("in", "08:00"), ("out", ends))
    ]
    for start in range(0, len(ops), 20):
        company.push(who, *ops[start : start + 20])


def ask(company: Company, who: str, verb: str, path: str, body: Any = None) -> Any:
    """The answer of the office's API, whatever its status."""
    return company.client.request(verb, f"/api/v1/{path}", json=body, headers=company.headers(who))


def wanted(company: Company, first: str, change: dict[str, Any], *who: str, **more: Any) -> dict[str, Any]:
    """A change of contracts as it is asked for."""
    return {"from": first, "people": [company.ids[one] for one in who], "change": change, **more}


def deed(company: Company, first: str, change: dict[str, Any], *who: str, **more: Any) -> dict[str, Any]:
    """The same with an id."""
    return {"id": new_id(), **wanted(company, first, change, *who, **more)}


def versions(company: Company, who: str) -> dict[str, int]:
    """The version of each stored day."""
    sql = "SELECT date, version FROM day_result WHERE org=:org AND person=:person ORDER BY date"
    return {row.date: row.version for row in company.rows(sql, person=company.ids[who])}


def notices(company: Company, who: str) -> list[tuple[str, dict[str, Any]]]:
    """Kind and params of a person's notices, oldest first."""
    rows = company.rows("SELECT kind, params FROM notice WHERE org=:org AND person=:person", person=company.ids[who])
    return [(row.kind, json.loads(row.params)) for row in rows]


def contracts(company: Company, who: str) -> list[tuple[str, str | None, str]]:
    """First and last date and agreement of a person's contract rows."""
    sql = "SELECT * FROM contract WHERE org=:org AND person=:person ORDER BY from_date"
    rows = company.rows(sql, person=company.ids[who])
    return [(row.from_date, row.until_date, row.variant or row.agreement) for row in rows]


def copied(office: Company, **more: Any) -> dict[str, Any]:
    answer = ask(office, "admin", "POST", "agreements", {**COPY, **more})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def rules(one: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """The agreement's own rows as they would be sent back, with other values for some settings."""
    fields = ("key", "form", "from", "until", "value", "source")
    rows = [{name: row[name] for name in fields} for row in one["rows"] if row["of"] == one["agreement"]["key"]]
    for row in rows:
        row["value"] = changes.get(row["key"], row["value"])
    head = one["agreement"]
    return {
        "version": head["version"],
        "name": head["name"],
        "until": head["until"],
        "source": head["source"],
        "rows": rows,
    }
