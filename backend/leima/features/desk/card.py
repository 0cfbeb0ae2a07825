"""A person card: who somebody is, who decides on what they ask for, when they are away, and on which devices they are.

Their month, balances, contract, claims and changes have readings of their own, each with its own right.
"""

from typing import Any, NamedTuple

from leima.access.rights import may_see
from leima.access.teams import units_on
from leima.db.actor import Actor
from leima.db.site import today
from leima.db.tables.absences import Absence
from leima.db.tx import Tx
from leima.features.absences.privacy import visible_values
from leima.features.desk.months import last_month
from leima.features.people import sites, store
from leima.rules.zone import next_date
from leima.web.errors import NotFound

BACK = 30
"""Days back from today whose absences are told."""
_DECIDES = (
    "SELECT DISTINCT p.name FROM team_member m JOIN person p ON p.org = m.org AND p.id = m.person AND p.active"
    " WHERE m.org=:org AND m.team IN :units AND m.role='supervisor' AND m.person <> :person"
    " AND m.from_date <= :today AND (m.until_date IS NULL OR m.until_date >= :today) ORDER BY p.name"
)
_AWAY = (
    "SELECT * FROM absence WHERE org=:org AND person=:person AND NOT deleted AND until_date >= :since"
    " ORDER BY from_date LIMIT 20"
)
_JOINED = "SELECT COUNT(*) FROM credential WHERE org=:org AND person=:person"
_DEVICES = (
    "SELECT device_name AS name, last_seen_at AS seen_at FROM session_family"
    " WHERE org=:org AND person=:person AND revoked_at IS NULL ORDER BY last_seen_at DESC"
)


class _Name(NamedTuple):
    name: str


class _Device(NamedTuple):
    name: str
    seen_at: int


def card(tx: Tx, actor: Actor, person: str) -> dict[str, Any]:
    """The card. Raises NotFound for a person whom the caller may not see; missing and foreign look the same."""
    row = store.person(tx, person) if may_see(tx, actor, person) else None
    if row is None:
        raise NotFound()
    knows_all = actor.may_see_everyone or person == actor.person
    knows_devices = "admin" in actor.roles or person == actor.person
    place = sites.of_person(tx, person)
    return {
        "id": row.id,
        "name": row.name,
        "site": place.name if place else None,
        "teams": store.teams_of(tx, person),
        "decides": _deciders(tx, person),
        "month": last_month(tx),
        "away": [_away(actor, one) for one in _absences(tx, person)],
        "email": row.email if knows_all else None,
        "roles": store.roles_of(tx, person) if knows_all else None,
        "devices": _devices(tx, person) if knows_devices else None,
        "active": row.active if knows_all else None,
        "joined": bool(tx.value(int, _JOINED, org=tx.org, person=person)) if knows_all else None,
    }


def _deciders(tx: Tx, person: str) -> list[str]:
    units = units_on(tx, person)
    asked = {"units": units, "person": person, "today": today(tx)}
    return [one.name for one in tx.rows(_Name, _DECIDES, org=tx.org, **asked)] if units else []


def _absences(tx: Tx, person: str) -> list[Absence]:
    return tx.rows(Absence, _AWAY, org=tx.org, person=person, since=next_date(today(tx), -BACK))


def _away(actor: Actor, row: Absence) -> dict[str, str]:
    told = visible_values(actor, row.person, {"kind": row.kind})
    return {"from": row.from_date, "until": row.until_date, "kind": told["kind"]}


def _devices(tx: Tx, person: str) -> list[dict[str, Any]]:
    return [one._asdict() for one in tx.rows(_Device, _DEVICES, org=tx.org, person=person)]
