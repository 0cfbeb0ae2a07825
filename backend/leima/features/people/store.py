"""The rows of organisations, teams, persons, roles and memberships.

Each function writes in `tx.org`, takes a ready id or makes one, returns the id, and tells the devices what changed.
"""

import secrets
import uuid
from collections.abc import Iterable
from typing import Any, NamedTuple

from leima.access.teams import forget_memberships
from leima.db.site import today
from leima.db.tables.people import Organisation, Person, PersonRole, Team
from leima.db.tables.sync import SyncHead
from leima.db.tx import Tx
from leima.web.errors import Conflict

ROLES = ("employee", "supervisor", "planner", "admin", "payroll", "reception")


class TeamOf(NamedTuple):
    """A team that somebody belongs to, with the role of the membership."""

    id: str
    name: str
    role: str


class Membership(NamedTuple):
    """A person's membership of a team, with the team's name."""

    person: str
    team: str
    name: str
    role: str


def new_id(given: str | None) -> str:
    return given or str(uuid.uuid4())


def add_organisation(
    tx: Tx, name: str, zone: str = "Europe/Helsinki", *, is_demo: bool = False, id: str | None = None
) -> str:
    """A new organisation with its change counter; `tx.org` is it from now on."""
    tx.org = new_id(id)
    tx.insert(Organisation(id=tx.org, name=name, zone=zone, is_demo=is_demo))
    tx.insert(SyncHead(org=tx.org, seq=0, epoch=f"e{secrets.token_hex(4)}"))
    tx.changed("organisation", tx.org, owner="*", version=1)
    return tx.org


def organisation(tx: Tx) -> Organisation:
    """The row of `tx.org`. Raises LookupError when there is none."""
    found = tx.one(Organisation, "SELECT * FROM organisation WHERE id=:org", org=tx.org)
    if found is None:
        raise LookupError(f"there is no organisation {tx.org!r}")
    return found


def require_two_step(tx: Tx, required: bool) -> None:
    """Whether payroll and admins of `tx.org` have to sign in with a second step."""
    before = organisation(tx).two_step
    tx.run("UPDATE organisation SET two_step=:on WHERE id=:org", on=required, org=tx.org)
    tx.audit("two_step.rule", "organisation", tx.org, before, required)


def company_only(tx: Tx) -> bool:
    """Whether it is so now. On PostgreSQL who switches it waits until the caller's sign-in is in, and the other way
    round: no session begins beside it."""
    if tx.dialect == "postgresql":
        tx.value(int, "SELECT 1 FROM organisation WHERE id=:org FOR SHARE", org=tx.org)
    return organisation(tx).company_only


def require_company_sign_in(tx: Tx, only: bool) -> None:
    """Whether everybody of `tx.org` but admins comes in by the company's own sign-in alone."""
    before = organisation(tx).company_only
    if only != before:
        tx.run("UPDATE organisation SET company_only=:on WHERE id=:org", on=only, org=tx.org)
        tx.audit("company.only", "organisation", tx.org, before, only)


def organisations_named(tx: Tx, name: str) -> list[str]:
    """The ids of the organisations of exactly that name."""
    return tx.values(str, "SELECT id FROM organisation WHERE name=:name ORDER BY id", name=name)


def add_team(tx: Tx, name: str, *, id: str | None = None) -> str:
    """A new team; renames it when the id is there."""
    team = new_id(id)
    tx.run(
        "INSERT INTO team (org, id, name) VALUES (:org, :id, :name)"
        " ON CONFLICT (org, id) DO UPDATE SET name = excluded.name",
        org=tx.org,
        id=team,
        name=name,
    )
    return team


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
    person = new_id(id)
    added = tx.met(
        "INSERT INTO person (org, id, name, email, lang, active, counts_from, external_id, version)"
        " VALUES (:org, :id, :name, :email, :lang, :active, :counts_from, :external_id, 1)"
        " ON CONFLICT (org, email) DO NOTHING",
        org=tx.org,
        id=person,
        name=name,
        email=email.strip().lower(),
        lang=lang,
        active=True,
        counts_from=counts_from,
        external_id=external_id,
    )
    if not added:
        raise Conflict("email_taken")
    tx.changed("person", person, owner=person, version=1)
    return person


def person(tx: Tx, id: str) -> Person | None:
    """A person of `tx.org`, or None."""
    return tx.get(Person, id=id)


def person_by_email(tx: Tx, email: str) -> Person | None:
    """The person with the address in `tx.org`, or None."""
    return tx.get(Person, email=email.strip().lower())


def update_person(tx: Tx, id: str, **columns: Any) -> None:
    """Sets name, email, lang, active, counts_from, external_id or site of a person."""
    unknown = set(columns) - {"name", "email", "lang", "active", "counts_from", "external_id", "site"}
    if unknown:
        raise KeyError(f"a person has no {', '.join(sorted(unknown))}")
    sets = "".join(f"{column}=:{column}, " for column in columns)
    tx.run(f"UPDATE person SET {sets}version=version+1 WHERE org=:org AND id=:id", org=tx.org, id=id, **columns)
    _tell(tx, id)


def _tell(tx: Tx, id: str) -> None:
    version = tx.value(int, "SELECT version FROM person WHERE org=:org AND id=:id", org=tx.org, id=id)
    if version is not None:
        tx.changed("person", id, owner=id, version=version)


def roles_of(tx: Tx, person: str) -> list[str]:
    """The person's roles, sorted."""
    sql = "SELECT role FROM person_role WHERE org=:org AND person=:person"
    return sorted(tx.values(str, sql, org=tx.org, person=person))


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
        org=tx.org,
        person=person,
        team=team,
        role=role,
        from_date=from_date,
        until_date=until_date,
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
        TeamOf,
        "SELECT t.id, t.name, m.role FROM team_member m JOIN team t ON t.org = m.org AND t.id = m.team"
        " WHERE m.org=:org AND m.person=:person AND m.from_date <= :today"
        " AND (m.until_date IS NULL OR m.until_date >= :today) ORDER BY m.role, t.name, t.id",
        org=tx.org,
        person=person,
        today=today(tx),
    )
    return [row._asdict() for row in found]


def all_teams(tx: Tx) -> list[Team]:
    """Every team of `tx.org`, by name."""
    return tx.rows(Team, "SELECT * FROM team WHERE org=:org ORDER BY name, id", org=tx.org)


def has_team(tx: Tx, id: str) -> bool:
    """Whether `tx.org` has the team."""
    return tx.value(str, "SELECT id FROM team WHERE org=:org AND id=:id", org=tx.org, id=id) is not None


def memberships(tx: Tx, on: str) -> list[Membership]:
    """Every membership of `tx.org` in force on a date."""
    return tx.rows(
        Membership,
        "SELECT m.person, m.team, t.name, m.role FROM team_member m JOIN team t ON t.org = m.org AND t.id = m.team"
        " WHERE m.org=:org AND m.from_date <= :day AND (m.until_date IS NULL OR m.until_date >= :day)"
        " ORDER BY m.role, t.name, t.id",
        org=tx.org,
        day=on,
    )


def every_role(tx: Tx) -> list[PersonRole]:
    """Every person's roles in `tx.org`."""
    return tx.rows(PersonRole, "SELECT * FROM person_role WHERE org=:org", org=tx.org)
