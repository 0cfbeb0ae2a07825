"""For whom something waits that they alone, or they among others, may decide."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from leima.db.actor import Actor, as_substitute, substitutes
from leima.db.site import local_date
from leima.db.tx import Tx
from leima.db.waiting import Waiting
from leima.features.inbox.listing import inbox
from leima.features.reminders.moment import Missing, Moment
from leima.features.reminders.notices import RemindWaits
from leima.rules.zone import next_date

DECIDE = ("supervisor", "payroll", "admin")
"""The roles that decide anything."""
_ROLES = (
    "SELECT p.id, p.name, p.lang, r.role FROM person p JOIN person_role r ON r.org=p.org AND r.person=p.id"
    " WHERE p.org=:org AND p.id IN :people ORDER BY p.id, r.role"
)
_TEAMS = (
    "SELECT person, team FROM team_member WHERE org=:org AND role='supervisor' AND from_date <= :date"
    " AND (until_date IS NULL OR until_date >= :date) AND person IN :people"
)


class _Role(NamedTuple):
    id: str
    name: str
    lang: str
    role: str


class _Team(NamedTuple):
    person: str
    team: str


def deciders(at: Moment, people: Sequence[str]) -> list[Actor]:
    """Those of some people who may decide something, as they would be signed in now."""
    tx = at.tx
    rows = tx.rows(_Role, _ROLES, org=tx.org, people=people)
    teams, lent = tx.rows(_Team, _TEAMS, org=tx.org, date=at.date, people=people), substitutes(tx, people)
    found = []
    for one in {row.id: row for row in rows if row.role in DECIDE or row.id in lent}.values():
        roles = frozenset(row.role for row in rows if row.id == one.id)
        theirs = frozenset(row.team for row in teams if row.person == one.id) if "supervisor" in roles else frozenset()
        actor = Actor(tx.org, one.id, one.name, one.lang, "", "", roles, theirs)
        found.append(as_substitute(tx, actor) if one.id in lent else actor)
    return found


def waits(at: Moment, people: list[str], kinds: Sequence[Waiting[Any]]) -> list[Missing]:
    """What has waited for somebody's word for as many days as the organisation has said."""
    latest = next_date(at.date, -(at.rules["waits"].number or 1))
    found = []
    for actor in deciders(at, people):
        for since, thing in _waiting_for(at.tx, actor, kinds):
            if since <= latest:
                due_on = next_date(since, at.rules["waits"].number or 1)
                found.append(Missing(actor.person, thing, due_on, RemindWaits(1, since)))
    return found


def _waiting_for(tx: Tx, actor: Actor, kinds: Sequence[Waiting[Any]]) -> list[tuple[str, str]]:
    """Since which date each thing waits for an actor."""
    before, tx.actor = tx.actor, actor
    try:
        items = inbox(tx, actor, kinds).items
    finally:
        tx.actor = before
    return [(_date(tx, item.since), f"{item.kind}:{item.what}:{item.id}:{item.version}") for item in items]


def _date(tx: Tx, instant: str) -> str:
    """The site's date of an ISO instant."""
    return local_date(tx, int(datetime.fromisoformat(instant).timestamp() * 1000))


def in_one(messages: Sequence[RemindWaits]) -> RemindWaits:
    """One notice of all that waits for a person."""
    return RemindWaits(sum(one.count for one in messages), min(one.date for one in messages))
