"""Claims as phones make them: a company with payroll, another team's supervisor, and a contractor."""

import hashlib
import io
from typing import Any

from PIL import Image

from leima.db.tx import Tx
from leima.features.people import store as people
from tests.company import FLEX, HOURLY, Company, add_terms, new_id, operation

TRIP: dict[str, Any] = {
    "purpose": "Asiakastapaaminen",
    "destination": "Tampere",
    "start": "2026-11-10T07:00",
    "end": "2026-11-10T18:30",
    "start_place": "Helsinki",
    "km_from_workplace": 180,
    "km_from_home": 170,
    "kilometres": [{"date": "2026-11-10", "vehicle": "car", "km": 360}],
}
DUE = 5_400 + 19_800
"""Cents of `TRIP`: a full per diem of 54 euros, and 360 km at 0.55."""
RECEIPT: dict[str, Any] = {
    "date": "2026-11-10",
    "supplier": "P-Hämppi",
    "category": "parking",
    "gross_cents": 1_255,
    "lines": [{"rate": 25.5, "gross_cents": 1_255}],
}


def hire(tx: Tx, ids: dict[str, str], who: str, team: str, *roles: str, **contract: Any) -> None:
    """One more person, who starts long ago."""
    person = people.add_person(tx, name=who.title(), email=f"{who}@company.test", counts_from="2026-11-01")
    people.set_roles(tx, person, ("employee", *roles))
    people.add_membership(tx, person, ids[team], from_date="2025-01-01")
    add_terms(tx, person, **(contract or FLEX))
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


def furnish(tx: Tx, ids: dict[str, str]) -> None:
    """Payroll, a contractor, and another team with its supervisor."""
    ids["sales"] = people.add_team(tx, "Myynti")
    hire(tx, ids, "paula", "sales", "payroll")
    hire(tx, ids, "admin", "sales", "admin")
    hire(tx, ids, "stranger", "sales", "supervisor")
    people.add_membership(tx, ids["stranger"], ids["sales"], "supervisor", from_date="2025-01-01")
    hire(tx, ids, "vera", "team", **HOURLY, payee="contractor", travel_prices={"per_km_cents": 60})


def act(company: Company, who: str, type: str, body: dict[str, Any], id: str = "", **more: Any) -> dict[str, Any]:
    """Pushes one operation of one's own; returns its result."""
    sealed = operation(company.ids[more.pop("subject", who)], type, body, company.clock.now(), id=id or None, **more)
    found: dict[str, Any] = company.push(who, sealed)["results"][0] | {"id": sealed["entity"]["id"]}
    return found


def add_trip(company: Company, claim: str, who: str = "aino", id: str = "", **told: Any) -> dict[str, Any]:
    """Saves a trip."""
    more = {"base": told.pop("base")} if "base" in told else {}
    return act(company, who, "trip.save", {**TRIP, "claim": claim, **told}, id, **more)


def add_receipt(company: Company, claim: str, who: str = "aino", id: str = "", **told: Any) -> dict[str, Any]:
    """Saves a receipt with a photo."""
    more = {"base": told.pop("base")} if "base" in told else {}
    if "files" not in told:
        told["files"] = [send_photo(company, who)]
    return act(company, who, "receipt.save", {**RECEIPT, "claim": claim, **told}, id, **more)


def photo(shade: int = 200) -> bytes:
    """A small picture."""
    out = io.BytesIO()
    Image.new("RGB", (40, 60), (shade, shade, shade)).save(out, "JPEG")
    return out.getvalue()


def send_photo(company: Company, who: str, shade: int = 200) -> str:
    """Sends a file; returns its hash."""
    content = photo(shade)
    name = hashlib.sha256(content).hexdigest()
    headers = {**company.headers(who), "Content-Type": "application/octet-stream"}
    answer = company.client.put(f"/api/v1/blobs/{name}", content=content, headers=headers)
    assert answer.status_code == 200, answer.text
    return name


def whole_claim(company: Company, who: str = "aino") -> str:
    """A draft with a trip and a receipt; returns its id."""
    claim = new_id()
    for result in (add_trip(company, claim, who), add_receipt(company, claim, who)):
        assert result["status"] == "applied", result
    return claim


def submit(company: Company, claim: str, who: str = "aino", due: int | None = None) -> dict[str, Any]:
    return act(company, who, "claim.submit", {"due_cents": due}, claim)


def sent_claim(company: Company, who: str = "aino") -> str:
    """A claim that waits for a decision; returns its id."""
    claim = whole_claim(company, who)
    assert submit(company, claim, who)["status"] == "applied"
    return claim


def decide(company: Company, by: str, claim: str, decision: str = "approve", **body: Any) -> dict[str, Any]:
    """A word on a claim as it stands now."""
    row = row_of(company, claim)
    seen = {"seen_version": row.version, "seen_total_cents": row.due_cents + row.expenses_cents}
    given = {"decision": decision, "reason": "" if decision == "approve" else "syy", **seen, **body}
    return act(company, by, "claim.decide", given, claim, subject=name_of(company, row.person))


def pay(company: Company, by: str, claim: str, paid_on: str = "2026-11-20") -> dict[str, Any]:
    row = row_of(company, claim)
    body = {"paid_on": paid_on, "seen_version": row.version}
    return act(company, by, "claim.pay", body, claim, subject=name_of(company, row.person))


def name_of(company: Company, person: str) -> str:
    return next(who for who, id in company.ids.items() if id == person)


def row_of(company: Company, claim: str) -> Any:
    return company.rows("SELECT * FROM claim WHERE org=:org AND id=:id", id=claim)[0]


def pulled(company: Company, who: str) -> dict[tuple[str, str], dict[str, Any]]:
    """Every row that a fresh device of theirs has, by type and id."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    cursor = None
    while True:
        page = company.get(who, "sync/pull", **({"cursor": cursor} if cursor else {}))
        found |= {(one["type"], one["id"]): one["data"] for one in page["changes"] if not one["deleted"]}
        if not page["more"]:
            return found
        cursor = page["cursor"]
