"""What the organisation holds already, read once, and the few rows that only an import writes."""

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from leima.db.site import local_date
from leima.db.tx import Row, Tx

EVERYONE = "*"
"""The owner of rows that every device of the organisation may pull."""
_CONTRACTS = "SELECT id, person, from_date, until_date, agreement, variant, body FROM contract WHERE org=:org"


@dataclass(frozen=True)
class Stored:
    """Rows by id; contracts, memberships and roles by person."""

    organisation: Row | None
    agreements: dict[str, Row]
    teams: dict[str, Row]
    work_types: dict[str, Row]
    cost_centres: dict[str, Row]
    people: dict[str, Row]
    by_email: dict[str, str]
    roles: dict[str, set[str]]
    members: dict[str, list[Row]]
    contracts: dict[str, list[Row]]


def read_stored(tx: Tx, org: str) -> Stored:
    """Everything of an organisation that an import file can speak about, openings aside."""

    def by_id(columns: str, table: str) -> dict[str, Row]:
        return {row.id: row for row in tx.rows(f"SELECT id, {columns} FROM {table} WHERE org=:org", org=org)}

    people = by_id("name, email, lang, counts_from, external_id, active", "person")
    roles: dict[str, set[str]] = defaultdict(set)
    for row in tx.rows("SELECT person, role FROM person_role WHERE org=:org", org=org):
        roles[row.person].add(row.role)
    return Stored(
        tx.one("SELECT name, zone FROM organisation WHERE id=:org", org=org),
        by_id("name, from_date, until_date, source, base, rows", "agreement"),
        by_id("name", "team"),
        by_id("name, kiky, active", "work_type"),
        by_id("code, name, active", "cost_centre"),
        people,
        {row.email: id for id, row in people.items()},
        roles,
        _by_person(tx, org, "SELECT person, team, role, from_date, until_date FROM team_member WHERE org=:org"),
        _by_person(tx, org, _CONTRACTS),
    )


def _by_person(tx: Tx, org: str, sql: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in tx.rows(f"{sql} ORDER BY person, from_date", org=org):
        found[row.person].append(row)
    return found


def canonical(value: Any) -> str:
    """JSON that is equal when the values are."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def organisations(tx: Tx) -> list[Row]:
    """id and name of every organisation in the database."""
    return tx.rows("SELECT id, name FROM organisation ORDER BY id")


def set_organisation(tx: Tx, name: str, zone: str) -> None:
    """The name and zone of an organisation that is there."""
    tx.run("UPDATE organisation SET name=:name, zone=:zone WHERE id=:org", name=name, zone=zone, org=tx.org)
    _tell(tx, "organisation", tx.org)


def put_work_type(tx: Tx, id: str, name: str, kiky: bool, active: bool) -> None:
    """A new work type, or new values for one that is there."""
    tx.run(
        "INSERT INTO work_type (org, id, name, kiky, active) VALUES (:org, :id, :name, :kiky, :active)"
        " ON CONFLICT (org, id) DO UPDATE SET name = excluded.name, kiky = excluded.kiky, active = excluded.active",
        **{"org": tx.org, "id": id, "name": name, "kiky": kiky, "active": active},
    )
    _tell(tx, "work_type", id)


def put_cost_centre(tx: Tx, id: str, code: str, name: str, active: bool) -> None:
    """A new cost centre, or new values for one that is there."""
    tx.run(
        "INSERT INTO cost_centre (org, id, code, name, active) VALUES (:org, :id, :code, :name, :active)"
        " ON CONFLICT (org, id) DO UPDATE SET code = excluded.code, name = excluded.name, active = excluded.active",
        **{"org": tx.org, "id": id, "code": code, "name": name, "active": active},
    )
    _tell(tx, "cost_centre", id)


def touch_booked(tx: Tx, ids: list[str]) -> None:
    """The days of entries that are booked on these: as long as nobody had taken them in, the days said so."""
    rows = tx.rows(
        "SELECT person, start_at, COALESCE(end_at, start_at) AS end_at FROM entry WHERE org=:org AND NOT deleted"
        " AND (work_type IN :ids OR cost_centre IN :ids)",
        **{"org": tx.org, "ids": ids},
    )
    for row in rows:
        tx.touch(row.person, local_date(tx, row.start_at), local_date(tx, row.end_at))


def _tell(tx: Tx, type: str, id: str) -> None:
    """These rows carry no version of their own: the change log counts for them."""
    last = tx.one(
        "SELECT max(version) AS version FROM change_log"
        " WHERE org=:org AND owner=:everyone AND entity_type=:type AND entity_id=:id",
        **{"org": tx.org, "everyone": EVERYONE, "type": type, "id": id},
    )
    tx.changed(type, id, owner=EVERYONE, version=((last.version if last else None) or 0) + 1)
