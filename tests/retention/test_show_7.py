"""Show 7: with the clock set ahead, what must go is gone from tables and files, what must stay stays, and the chain
holds."""

import hashlib
from typing import Any

from sqlmodel import SQLModel

from leima.db.tx import Tx
from leima.features.people import store as people
from leima.features.retention.cuts import kinds
from leima.features.retention.kinds import APART, EVENTS, RECORDS, STAYS
from tests.company import Company
from tests.retention.filling import SENT, fill, left

KINDS = {one.name: one.kind for one in RECORDS}
SHARED = ("pay_run", "pay_claim", "leave_round", "refresh_token")
"""Records that are nobody's alone: they go with the last one that needs them."""
COUNTED = {one.key: one.counted for one in kinds()}


def leave(company: Company, who: str, on: str) -> None:
    """Somebody's employment ends, and their access."""

    def work(tx: Tx) -> None:
        tx.org = company.ids["org"]
        sql = "UPDATE terms SET until_date=:on WHERE org=:org AND person=:person AND NOT deleted"
        tx.run(sql, on=on, org=tx.org, person=company.ids[who])
        people.update_person(tx, company.ids[who], active=False)

    company.world.db.write_now(work)


def stay_signed_in(company: Company) -> None:
    """The devices are used at the new time."""
    now = company.clock.now()
    company.world.db.write_now(
        lambda tx: tx.run("UPDATE session_family SET last_seen_at=:now WHERE device='desk'", now=now)
    )


def preview(company: Company) -> dict[str, Any]:
    return dict(company.get("admin", "retention"))


def post(company: Company, who: str, path: str, body: dict[str, Any]) -> Any:
    return company.client.post(f"/api/v1/{path}", json=body, headers=company.headers(who))


def run(company: Company) -> dict[str, int]:
    """Removes what the preview says, and nothing else."""
    seen = preview(company)
    answer = post(company, "admin", "retention/run", {"seen_plan": seen["seen"]})
    assert answer.status_code == 200, answer.text
    gone = {one["kind"]: one["records"] for one in answer.json()["kinds"]}
    assert gone == {one["kind"]: one["records"] for one in seen["kinds"]}
    assert answer.json()["records"] == seen["records"]
    return gone


def kinds_left(company: Company, who: str, date: str) -> dict[str, set[bool]]:
    """By kind, whether records of it are still there: one word where all of a kind have the same fate."""
    found: dict[str, set[bool]] = {}
    for table, count in left(company, who, date).items():
        if table not in (*SHARED, *SENT):
            found.setdefault(KINDS[table], set()).add(count > 0)
    return found


def has_file(company: Company, who: str, date: str) -> bool:
    kept = hashlib.sha256(f"kuitti {who}-{date}".encode()).hexdigest()
    stored = company.rows("SELECT 1 AS n FROM blob WHERE org=:org AND kept=:kept", kept=kept)
    there = company.world.blobs.get(company.ids["org"], kept) is not None
    assert there == bool(stored)
    return there


def is_whole(company: Company) -> bool:
    return company.get("payroll", "audit/chain")["broken"] == []


def values_of(company: Company, who: str, entity: str) -> list[Any]:
    sql = "SELECT new FROM audit_event WHERE org=:org AND entity=:entity AND person=:who ORDER BY n"
    return [row.new for row in company.rows(sql, entity=entity, who=company.ids[who])]


def test_every_table_has_a_kind_or_says_why_it_has_none() -> None:
    listed = {*KINDS, *APART, *STAYS}
    tables = SQLModel.metadata.tables
    assert sorted(set(tables) - listed) == []
    assert sorted(listed - set(tables)) == []
    assert {name for name, table in tables.items() if "person" in table.columns} <= {*KINDS, *APART}
    assert {*KINDS.values(), *EVENTS} | {"audit"} == set(COUNTED)


def test_with_the_clock_set_ahead_what_must_go_is_gone_and_what_must_stay_stays(company: Company) -> None:
    for who in ("aino", "eino", "hourly"):
        fill(company, who, "2026-06-15")
    fill(company, "eino", "2029-06-15")
    leave(company, "aino", "2026-12-31")
    company.at("2030-01-02T08:00")
    stay_signed_in(company)
    hold = {"whose": company.ids["hourly"], "grounds": "Riita palkasta", "first_day": "2030-01-01"}
    assert post(company, "admin", "retention/holds", hold).status_code == 201
    before = left(company, "hourly", "2026-06-15")

    gone = run(company)
    assert gone["working_time"] > 0 and gone["travel"] == 0
    everything = {kind: {True} for kind in COUNTED if kind != "audit"}
    early = {"working_time", "leave", "certificates", "notices", "sign_in", "transport"}
    assert kinds_left(company, "eino", "2026-06-15") == {kind: {kind not in early} for kind in everything}
    assert kinds_left(company, "aino", "2026-06-15") == {
        kind: {kind not in {*early, "access", "balances"}} for kind in everything
    }
    assert kinds_left(company, "eino", "2029-06-15") == everything
    assert left(company, "hourly", "2026-06-15") == before
    assert values_of(company, "eino", "punch") == [None, None]
    assert None not in values_of(company, "eino", "claim") + values_of(company, "hourly", "punch")
    assert has_file(company, "aino", "2026-06-15") and has_file(company, "hourly", "2026-06-15")
    assert is_whole(company)
    assert sum(run(company).values()) == 0

    company.at("2042-01-02T08:00")
    stay_signed_in(company)
    run(company)
    rest = {"balances", "access", "employment"}
    assert kinds_left(company, "eino", "2029-06-15") == {kind: {kind in rest} for kind in everything}
    assert kinds_left(company, "aino", "2026-06-15") == {kind: {False} for kind in everything}
    assert left(company, "hourly", "2026-06-15") == before
    assert not has_file(company, "aino", "2026-06-15") and not has_file(company, "eino", "2029-06-15")
    assert has_file(company, "hourly", "2026-06-15")
    [person] = company.rows("SELECT * FROM person WHERE org=:org AND id=:id", id=company.ids["aino"])
    assert (person.name, "aino" in person.email, person.forgotten_at is None) == ("–", False, False)
    assert is_whole(company)
    assert sum(run(company).values()) == 0
