"""People with stored contracts, whose terms are worked out as in the product, and short ways to ask for things."""

import json
from typing import Any

from leima.db.tx import Tx
from leima.features.agreements import store as agreement_store
from leima.features.agreements import terms
from leima.features.people import store as people
from tests.company import FLEX, HOURLY, Company, agreements, new_id

LONGER = {"agreement": "longer-hours", "form": "office", "pay": "monthly"}
ANNUAL = {"agreement": "by-annual-leave", "form": "office", "pay": "monthly"}
CONTRACTS: dict[str, dict[str, Any]] = {
    **{name: {**FLEX} for name in ("helmi", "ilona", "jari", "kalle", "lauri", "mari")},
    "puoli": {**FLEX, "share": 0.5},
    "tunti": {**HOURLY},
    "pitka": {**LONGER},
    "vuosi": {**ANNUAL},
}
"""Monthly with flex and an obligation, a half-timer, an hourly contractor, longer hours, and annual leave days."""


def furnish(tx: Tx, ids: dict[str, str], first: str = "2026-01-01") -> None:
    """Stores agreements, people and contracts; balances count from `first`."""
    for key, one in agreements().items():
        rows = [row.to_json() for row in one.rows]
        agreement_store.add_agreement(
            tx,
            key,
            name=one.name,
            from_date=one.from_,
            source=one.source,
            rows=rows,
            until_date=one.until,
            base=one.base,
        )
    _with_scheme(tx, "longer-hours", {"accounted": "contract", "year_minutes": 1440, "extension_minutes": 6})
    _with_scheme(tx, "by-annual-leave", {"accounted": "none", "methods": ["annual_leave_day"]})
    for who, contract in CONTRACTS.items():
        hire(tx, ids, who, contract, first)
    hire(tx, ids, "palkka", {**FLEX}, first, "payroll", "admin")


def _with_scheme(tx: Tx, key: str, scheme: dict[str, Any]) -> None:
    value = {"methods": ["longer_hours"], "pay_out": ["hourly"], "supplements": {}, **scheme}
    row = {"key": "kiky", "form": None, "from": "2025-01-01", "until": None, "value": value, "source": "testi"}
    agreement_store.add_agreement(
        tx, key, name=key, from_date="2025-01-01", source="testi", rows=[row], base="general-37-5"
    )


def hire(tx: Tx, ids: dict[str, str], who: str, contract: dict[str, Any], first: str, *roles: str) -> None:
    """A person of the team with a stored contract from `first`."""
    person = people.add_person(tx, name=who.title(), email=f"{who}@office.test", counts_from=first)
    people.set_roles(tx, person, ("employee", *roles))
    people.add_membership(tx, person, ids["team"], from_date="2025-01-01")
    ids[who] = person
    ids[f"{who}:contract"] = new_id()
    write_contract(tx, ids, who, contract, first)
    tx.run(
        "INSERT INTO session_family (org, id, person, device, device_name, created_at, last_seen_at)"
        " VALUES (:org, :id, :person, :device, 'phone', :now, :now)",
        org=tx.org,
        id=f"family-{who}",
        person=person,
        device=f"phone-{who}",
        now=tx.now,
    )


def hire_more(company: Company, who: str, contract: dict[str, Any], *roles: str) -> None:
    """One person more in the team."""

    def work(tx: Tx) -> None:
        tx.org = company.ids["org"]
        hire(tx, company.ids, who, contract, "2026-01-01", *roles)

    company.world.db.write_now(work)


def write_contract(
    tx: Tx, ids: dict[str, str], who: str, contract: dict[str, Any], first: str, until: str | None = None, id: str = ""
) -> None:
    """A dated contract of a person, and the terms that follow."""
    body = {key: value for key, value in contract.items() if key not in ("agreement", "variant")}
    agreement_store.add_contract(
        tx, ids[who], from_date=first, until_date=until, agreement=contract["agreement"],
        variant=contract.get("variant"), body=body, id=id or ids[f"{who}:contract"],
    )  # fmt: skip
    terms.rebuild(tx, ids[who])


def change_contract(
    company: Company, who: str, before: dict[str, Any], until: str, after: dict[str, Any] | None
) -> None:
    """Ends a person's first contract, and begins the next on the day after where there is one."""
    from leima.rules.zone import next_date

    def work(tx: Tx) -> None:
        tx.org = company.ids["org"]
        write_contract(tx, company.ids, who, before, "2026-01-01", until)
        if after is not None:
            write_contract(tx, company.ids, who, after, next_date(until), None, new_id())

    company.world.db.write_now(work)


def lines(company: Company, who: str, year: int = 2026) -> list[tuple[str, str, int]]:
    """The ledger lines of a person's kiky: date, kind, minutes."""
    rows = company.rows(
        "SELECT date, kind, amount FROM posting WHERE org=:org AND person=:person AND account='kiky' AND year=:year"
        " ORDER BY date, at, kind",
        person=company.ids[who],
        year=year,
    )
    return [(row.date, row.kind, int(row.amount)) for row in rows]


def post(company: Company, who: str, path: str, body: dict[str, Any], status: int = 200) -> Any:
    """An act of the office; the answer's JSON."""
    answer = company.client.post(f"/api/v1/{path}", content=json.dumps(body), headers=_json(company, who))
    assert answer.status_code == status, answer.text
    return answer.json() if answer.content else None


def _json(company: Company, who: str) -> dict[str, str]:
    return {**company.headers(who), "Content-Type": "application/json"}
