"""Changes of a person from a date on: at once where it has come, else they wait for it. The past stays as it was."""

import json
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from leima.db.database import Database
from leima.db.jobs import Job
from leima.db.site import today
from leima.db.tables.people import PersonChange
from leima.db.tx import Tx
from leima.features.people import sites, store
from leima.features.people.roles import active_with_role, lock_role


class _Due(NamedTuple):
    org: str
    person: str
    what: str
    from_date: str


def change(tx: Tx, person: str, what: str, value: Any, date: str) -> None:
    """Makes the name, the e-mail, the roles or the own site of a person `value` from a date (YYYY-MM-DD) on.

    What waited for the same date or a later one no longer holds. The caller has looked whether the address is free.
    """
    tx.run(
        "DELETE FROM person_change WHERE org=:org AND person=:person AND what=:what AND from_date >= :date",
        org=tx.org,
        person=person,
        what=what,
        date=date,
    )
    if date <= today(tx):
        _apply(tx, person, what, value)
        return
    tx.insert(PersonChange(org=tx.org, person=person, what=what, from_date=date, value=json.dumps(value)))
    tx.audit("person.planned", "person", person, None, {what: _said(tx, what, value), "from": date})


def _apply(tx: Tx, person: str, what: str, value: Any) -> None:
    if what == "roles":
        store.set_roles(tx, person, value)
        return
    row = store.person(tx, person)
    before = getattr(row, what) if row else value
    if before != value:
        store.update_person(tx, person, **{what: value})
        tx.audit("person.change", "person", person, {what: _said(tx, what, before)}, {what: _said(tx, what, value)})


def _said(tx: Tx, what: str, value: Any) -> Any:
    """A value as the audit log tells it: a site by its name."""
    return sites.names(tx).get(value) if what == "site" else value


def waiting(tx: Tx) -> Sequence[PersonChange]:
    """Everything of `tx.org` that waits for its date, the earliest first."""
    return tx.rows(
        PersonChange, "SELECT * FROM person_change WHERE org=:org ORDER BY from_date, person, what", org=tx.org
    )


def values_to_come(rows: Sequence[PersonChange]) -> Mapping[str, Mapping[str, Any]]:
    """What each person will be once all that waits has come."""
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        found.setdefault(row.person, {})[row.what] = json.loads(row.value)
    return found


def email_taken(tx: Tx, email: str, person: str) -> bool:
    """Whether somebody else has the address, or will have it."""
    row = store.person_by_email(tx, email)
    if row is not None and row.id != person:
        return True
    sql = "SELECT person FROM person_change WHERE org=:org AND what='email' AND value=:value AND person<>:person"
    return tx.value(str, sql, org=tx.org, value=json.dumps(email), person=person) is not None


async def apply_due(db: Database) -> int:
    """Carries out what has come due; returns how many changes."""
    rows = await db.read(lambda tx: tx.rows(_Due, "SELECT org, person, what, from_date FROM person_change"))
    return sum([await db.write(partial(_carry_out, due=row)) for row in rows])


def _carry_out(tx: Tx, due: _Due) -> int:
    """One change, unless its date is ahead, it is gone, or it may not be any more."""
    tx.org = due.org
    row = tx.get(PersonChange, person=due.person, what=due.what, from_date=due.from_date)
    if row is None or row.from_date > today(tx):
        return 0
    tx.run(
        "DELETE FROM person_change WHERE org=:org AND person=:person AND what=:what AND from_date=:date",
        org=tx.org,
        person=row.person,
        what=row.what,
        date=row.from_date,
    )
    value = json.loads(row.value)
    if row.what == "email" and email_taken(tx, value, row.person):
        tx.audit("person.dropped", "person", row.person, {row.what: value}, None)
        return 0
    if row.what == "roles" and "admin" not in value:
        lock_role(tx, "admin")
        value = [*value, *(["admin"] if active_with_role(tx, "admin") == [row.person] else [])]
    _apply(tx, row.person, row.what, value)
    return 1


APPLY_DUE = Job("person_changes", apply_due, every=3600.0, at_midnight=True)
