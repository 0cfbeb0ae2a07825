"""The rows of organisations, teams, persons, roles, memberships, agreements and contracts.

Each function writes in `tx.org`, takes a ready id or makes one, answers the id, and tells the devices what changed.
"""

import json
import secrets
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from leima.db.door import forget_memberships
from leima.db.site import today
from leima.db.tx import Row, Tx
from leima.web.errors import Conflict

ROLES = ("employee", "supervisor", "planner", "admin", "payroll")


def _id(given: str | None) -> str:
    return given or str(uuid.uuid4())


def add_organisation(
    tx: Tx, name: str, zone: str = "Europe/Helsinki", *, is_demo: bool = False, id: str | None = None
) -> str:
    """A new organisation with its change counter; `tx.org` is it from now on."""
    tx.org = _id(id)
    tx.run(
        "INSERT INTO organisation (id, name, zone, is_demo) VALUES (:id, :name, :zone, :demo)",
        **{"id": tx.org, "name": name, "zone": zone, "demo": is_demo},
    )
    tx.run(
        "INSERT INTO sync_head (org, seq, epoch) VALUES (:org, 0, :epoch)",
        org=tx.org,
        epoch=f"e{secrets.token_hex(4)}",
    )
    tx.changed("organisation", tx.org, owner="*", version=1)
    return tx.org


def organisation(tx: Tx) -> Row:
    """id, name and zone of `tx.org`. Raises LookupError when there is none."""
    found = tx.one("SELECT id, name, zone FROM organisation WHERE id=:org", org=tx.org)
    if found is None:
        raise LookupError(f"there is no organisation {tx.org!r}")
    return found


def organisations_named(tx: Tx, name: str) -> list[str]:
    """The ids of the organisations of exactly that name."""
    return [row.id for row in tx.rows("SELECT id FROM organisation WHERE name=:name ORDER BY id", name=name)]


def add_team(tx: Tx, name: str, *, id: str | None = None) -> str:
    """A new team; renames it when the id is there."""
    team = _id(id)
    tx.run(
        "INSERT INTO team (org, id, name) VALUES (:org, :id, :name)"
        " ON CONFLICT (org, id) DO UPDATE SET name = excluded.name",
        **{"org": tx.org, "id": team, "name": name},
    )
    return team


def team_of_name(tx: Tx, name: str) -> str | None:
    """The id of a team by its name."""
    row = tx.one("SELECT id FROM team WHERE org=:org AND name=:name ORDER BY id", org=tx.org, name=name)
    return row.id if row else None


def add_person(
    tx: Tx,
    *,
    name: str,
    email: str,
    counts_from: str,
    lang: str = "fi",
    external_id: str | None = None,
    id: str | None = None,
) -> str:
    """A new active person without roles; balances count from `counts_from` (YYYY-MM-DD).

    Raises Conflict `email_taken` when somebody in `tx.org` has the address.
    """
    person = _id(id)
    added = tx.run(
        "INSERT INTO person (org, id, name, email, lang, active, counts_from, external_id, version)"
        " VALUES (:org, :id, :name, :email, :lang, :active, :counts_from, :external_id, 1)"
        " ON CONFLICT (org, email) DO NOTHING",
        **{"org": tx.org, "id": person, "name": name, "email": email.strip().lower(), "lang": lang, "active": True},
        **{"counts_from": counts_from, "external_id": external_id},
    )
    if not added:
        raise Conflict("email_taken")
    tx.changed("person", person, owner=person, version=1)
    return person


def person(tx: Tx, id: str) -> Row | None:
    """Every column of a person of `tx.org`."""
    return tx.one("SELECT * FROM person WHERE org=:org AND id=:id", org=tx.org, id=id)


def person_by_email(tx: Tx, email: str) -> Row | None:
    """Every column of the person with the address in `tx.org`."""
    return tx.one("SELECT * FROM person WHERE org=:org AND email=:email", org=tx.org, email=email.strip().lower())


def update_person(tx: Tx, id: str, **columns: Any) -> None:
    """Sets name, email, lang, active, counts_from or external_id of a person."""
    unknown = set(columns) - {"name", "email", "lang", "active", "counts_from", "external_id"}
    if unknown:
        raise KeyError(f"a person has no {', '.join(sorted(unknown))}")
    sets = "".join(f"{column}=:{column}, " for column in columns)
    tx.run(f"UPDATE person SET {sets}version=version+1 WHERE org=:org AND id=:id", org=tx.org, id=id, **columns)
    _tell(tx, id)


def _tell(tx: Tx, id: str) -> None:
    row = tx.one("SELECT version FROM person WHERE org=:org AND id=:id", org=tx.org, id=id)
    if row is not None:
        tx.changed("person", id, owner=id, version=row.version)


def roles_of(tx: Tx, person: str) -> list[str]:
    """The person's roles, sorted."""
    found = tx.rows("SELECT role FROM person_role WHERE org=:org AND person=:person", org=tx.org, person=person)
    return sorted(row.role for row in found)


def set_roles(tx: Tx, person: str, roles: Iterable[str]) -> None:
    """Makes these the roles of a person; does nothing when they are already. Raises KeyError for an unknown role."""
    wanted, before = sorted(set(roles)), roles_of(tx, person)
    if set(wanted) - set(ROLES):
        raise KeyError(f"unknown role among {wanted}")
    if wanted == before:
        return
    tx.run("DELETE FROM person_role WHERE org=:org AND person=:person", org=tx.org, person=person)
    tx.many(
        "INSERT INTO person_role (org, person, role) VALUES (:org, :person, :role)",
        [{"org": tx.org, "person": person, "role": role} for role in wanted],
    )
    tx.audit("person.roles", "person", person, before, wanted)
    update_person(tx, person)


def add_membership(
    tx: Tx, person: str, team: str, role: str = "member", *, from_date: str, until_date: str | None = None
) -> None:
    """A dated membership (`member` or `supervisor`); changes its end when it is there. Wakes the team's supervisors."""
    tx.run(
        "INSERT INTO team_member (org, person, team, role, from_date, until_date)"
        " VALUES (:org, :person, :team, :role, :from_date, :until_date)"
        " ON CONFLICT (org, person, team, role, from_date) DO UPDATE SET until_date = excluded.until_date",
        **{"org": tx.org, "person": person, "team": team, "role": role},
        **{"from_date": from_date, "until_date": until_date},
    )
    forget_memberships(tx, person)
    now = today(tx)
    if role == "member":
        tx.changed("membership", f"{person}:{team}", owner=None, units=(team,), version=1)
    if role == "member" and from_date <= now:
        tx.touch(person, now, now)
    update_person(tx, person)


def teams_of(tx: Tx, person: str) -> list[dict[str, str]]:
    """The teams of a person today: {id, name, role}."""
    found = tx.rows(
        "SELECT t.id, t.name, m.role FROM team_member m JOIN team t ON t.org = m.org AND t.id = m.team"
        " WHERE m.org=:org AND m.person=:person AND m.from_date <= :today"
        " AND (m.until_date IS NULL OR m.until_date >= :today) ORDER BY m.role, t.name, t.id",
        org=tx.org,
        person=person,
        today=today(tx),
    )
    return [{"id": row.id, "name": row.name, "role": row.role} for row in found]


def add_agreement(
    tx: Tx,
    id: str,
    *,
    name: str,
    from_date: str,
    source: str,
    rows: Sequence[Mapping[str, Any]],
    until_date: str | None = None,
    base: str | None = None,
    copied_from: str | None = None,
) -> str:
    """A dated agreement or company variant; replaces the rows of one that is there."""
    tx.run(
        "INSERT INTO agreement (org, id, name, from_date, until_date, source, base, rows, copied_from, version)"
        " VALUES (:org, :id, :name, :from_date, :until_date, :source, :base, :rows, :copied_from, 1)"
        " ON CONFLICT (org, id) DO UPDATE SET name = excluded.name, from_date = excluded.from_date,"
        " until_date = excluded.until_date, source = excluded.source, base = excluded.base, rows = excluded.rows,"
        " version = agreement.version + 1",
        **{"org": tx.org, "id": id, "name": name, "from_date": from_date, "until_date": until_date},
        **{"copied_from": copied_from},
        **{"source": source, "base": base, "rows": json.dumps(list(rows), ensure_ascii=False, sort_keys=True)},
    )
    return id


def agreements(tx: Tx) -> list[Row]:
    """Every agreement of `tx.org`."""
    return tx.rows("SELECT * FROM agreement WHERE org=:org ORDER BY id", org=tx.org)


def add_contract(
    tx: Tx,
    person: str,
    *,
    from_date: str,
    agreement: str,
    body: Mapping[str, Any],
    until_date: str | None = None,
    variant: str | None = None,
    id: str | None = None,
) -> str:
    """A dated contract; replaces the one of the same id. Call `terms.rebuild` afterwards."""
    contract = _id(id)
    tx.run(
        "INSERT INTO contract (org, id, person, from_date, until_date, agreement, variant, body)"
        " VALUES (:org, :id, :person, :from_date, :until_date, :agreement, :variant, :body)"
        " ON CONFLICT (org, id) DO UPDATE SET from_date = excluded.from_date, until_date = excluded.until_date,"
        " agreement = excluded.agreement, variant = excluded.variant, body = excluded.body",
        **{"org": tx.org, "id": contract, "person": person, "from_date": from_date, "until_date": until_date},
        **{"agreement": agreement, "variant": variant, "body": json.dumps(dict(body), sort_keys=True)},
    )
    return contract


def contracts_of(tx: Tx, person: str) -> list[Row]:
    """A person's contracts by their first date."""
    return tx.rows(
        "SELECT * FROM contract WHERE org=:org AND person=:person ORDER BY from_date, id", org=tx.org, person=person
    )


def terms_of(tx: Tx, person: str) -> list[Row]:
    """A person's terms rows, deleted ones too."""
    return tx.rows("SELECT * FROM terms WHERE org=:org AND person=:person ORDER BY id", org=tx.org, person=person)


def put_terms(tx: Tx, person: str, id: str, from_date: str, until_date: str | None, body: str, version: int) -> None:
    """Stores one resolved stretch and tells the person's devices."""
    tx.run(
        "INSERT INTO terms (org, id, person, from_date, until_date, body, version, deleted)"
        " VALUES (:org, :id, :person, :from_date, :until_date, :body, :version, :no)"
        " ON CONFLICT (org, id) DO UPDATE SET until_date = excluded.until_date, body = excluded.body,"
        " version = excluded.version, deleted = excluded.deleted",
        **{"org": tx.org, "id": id, "person": person, "from_date": from_date, "until_date": until_date},
        **{"body": body, "version": version, "no": False},
    )
    tx.changed("terms", id, owner=person, version=version)


def drop_terms(tx: Tx, row: Row) -> None:
    """Marks a stretch as deleted and tells the person's devices."""
    tx.run(
        "UPDATE terms SET deleted=:yes, version=version+1 WHERE org=:org AND id=:id", yes=True, org=tx.org, id=row.id
    )
    tx.changed("terms", row.id, owner=row.person, version=row.version + 1, deleted=True)


def has_team(tx: Tx, id: str) -> bool:
    """Whether `tx.org` has the team."""
    return tx.one("SELECT id FROM team WHERE org=:org AND id=:id", org=tx.org, id=id) is not None


def memberships(tx: Tx, on: str) -> list[Row]:
    """Every membership of `tx.org` in force on a date: person, team, name, role."""
    return tx.rows(
        "SELECT m.person, m.team, t.name, m.role FROM team_member m JOIN team t ON t.org = m.org AND t.id = m.team"
        " WHERE m.org=:org AND m.from_date <= :day AND (m.until_date IS NULL OR m.until_date >= :day)"
        " ORDER BY m.role, t.name, t.id",
        org=tx.org,
        day=on,
    )


def every_role(tx: Tx) -> list[Row]:
    """Every person's roles in `tx.org`: person, role."""
    return tx.rows("SELECT person, role FROM person_role WHERE org=:org", org=tx.org)
