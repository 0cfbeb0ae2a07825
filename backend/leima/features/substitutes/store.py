"""Substitutes: their only writer."""

from typing import NamedTuple

from leima.access.rows import visible
from leima.db.actor import Actor
from leima.db.site import today
from leima.db.tables.substitutes import Substitute
from leima.db.tx import Tx
from leima.features.people.store import update_person

SHOWN = 100
"""How many are listed at most, the newest first."""


class Person(NamedTuple):
    """Somebody by id and name."""

    id: str
    name: str


_LEAD = (
    "SELECT DISTINCT p.id, p.name FROM person p JOIN team_member m ON m.org = p.org AND m.person = p.id"
    " JOIN person_role r ON r.org = p.org AND r.person = p.id AND r.role='supervisor'"
    " WHERE p.org=:org AND p.active AND m.role='supervisor' AND m.from_date <= :today"
    " AND (m.until_date IS NULL OR m.until_date >= :today) ORDER BY p.name, p.id"
)
_MAY_STAND_IN = (
    "SELECT DISTINCT p.id, p.name FROM person p JOIN person_role r ON r.org = p.org AND r.person = p.id"
    " WHERE p.org=:org AND p.active AND r.role IN ('supervisor', 'payroll', 'admin') ORDER BY p.name, p.id"
)


def supervisors(tx: Tx) -> list[Person]:
    """Who supervises a team today, by name."""
    return tx.rows(Person, _LEAD, org=tx.org, today=today(tx))


def people(tx: Tx) -> list[Person]:
    """Who may be named: those who decide or pay, and the people whom the actor sees."""
    where, params = visible(tx, "id")
    seen = tx.rows(Person, f"SELECT id, name FROM person WHERE {where} AND active", **params)
    found = {row.id: row for row in (*seen, *tx.rows(Person, _MAY_STAND_IN, org=tx.org))}
    return sorted(found.values(), key=lambda row: (row.name, row.id))


def standing(tx: Tx) -> list[Substitute]:
    """Every naming of the organisation that has not ended."""
    sql = "SELECT * FROM substitute WHERE org=:org AND ended_at IS NULL AND until_date >= :today ORDER BY from_date, id"
    return tx.rows(Substitute, sql, org=tx.org, today=today(tx))


def concerning(tx: Tx, actor: Actor) -> list[Substitute]:
    """The namings that the actor is part of or has made; all of them for admins."""
    sql = (
        "SELECT * FROM substitute WHERE org=:org AND (:everyone OR supervisor=:me OR person=:me OR named_by=:me)"
        " ORDER BY from_date DESC, id LIMIT :limit"
    )
    return tx.rows(Substitute, sql, org=tx.org, me=actor.person, everyone="admin" in actor.roles, limit=SHOWN)


def find(tx: Tx, id: str) -> Substitute | None:
    """The naming of this id."""
    return tx.get(Substitute, id=id)


def add(tx: Tx, row: Substitute) -> None:
    """A new naming; the substitute's devices fetch what is theirs to see."""
    tx.insert(row)
    told = {"supervisor": row.supervisor, "person": row.person, "from_date": row.from_date}
    tx.audit("substitute.named", "substitute", row.id, None, {**told, "until_date": row.until_date})
    update_person(tx, row.person)


def end(tx: Tx, row: Substitute, by: str) -> None:
    """Ends a naming now; the substitute's devices drop what is theirs to see no more."""
    tx.run(
        "UPDATE substitute SET ended_at=:at, ended_by=:by WHERE org=:org AND id=:id AND ended_at IS NULL",
        at=tx.now,
        by=by,
        org=tx.org,
        id=row.id,
    )
    told = {"supervisor": row.supervisor, "person": row.person}
    tx.audit("substitute.ended", "substitute", row.id, {"until_date": row.until_date}, told)
    update_person(tx, row.person)
