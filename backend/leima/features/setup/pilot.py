"""A pilot group beside the company: what it does not try, and whether it has been long enough."""

import json
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple

from leima.db.actor import Actor
from leima.db.site import local_date, today
from leima.db.tx import Tx
from leima.features.people import store
from leima.features.setup import schemas
from leima.features.setup.company import refuse_others

WEEKS = 4
"""Whole weeks that a pilot lasts: a month's end and a pay run are among them. Our own advice."""
_CONTRACTS = (
    "SELECT person, agreement, body FROM contract WHERE org=:org AND from_date <= :on"
    " AND (until_date IS NULL OR until_date >= :on)"
)
_ROLES = (
    "SELECT r.person, r.role FROM person_role r JOIN person p ON p.org = r.org AND p.id = r.person"
    " WHERE r.org=:org AND p.active"
)
_FIRST = "SELECT MIN(at) FROM punch WHERE org=:org AND person IN :people"
_RUN = "SELECT id FROM pay_run WHERE org=:org AND from_date >= :began AND number=1 LIMIT 1"
Kind = Literal["agreement", "form", "pay", "role"]
Had = Counter[tuple[Kind, str]]


class _Contract(NamedTuple):
    person: str
    agreement: str
    body: str


class _Role(NamedTuple):
    person: str
    role: str


def read(tx: Tx, actor: Actor, teams: Sequence[str]) -> schemas.Pilot:
    """The people of some teams as a pilot of the whole company. Raises Forbidden."""
    refuse_others(tx, actor)
    there = store.memberships(tx, today(tx))
    people = {one.person for one in there if one.team in teams}
    whole, pilot = _had(tx, None), _had(tx, people)
    lacks = [schemas.Lack(*what, count) for what, count in sorted(whole.items()) if not pilot[what]]
    first = tx.value(int, _FIRST, org=tx.org, people=sorted(people) or [""])
    began = local_date(tx, first) if first is not None else None
    return schemas.Pilot(
        people=len(people),
        lacks=lacks,
        began=began,
        weeks=_weeks(began, today(tx)),
        weeks_needed=WEEKS,
        pay_run=began is not None and tx.value(str, _RUN, org=tx.org, began=f"{began[:7]}-01") is not None,
    )


def _weeks(began: str | None, now: str) -> int:
    return (date.fromisoformat(now) - date.fromisoformat(began)).days // 7 if began else 0


def _had(tx: Tx, people: set[str] | None) -> Had:
    """How many of these people (None: all) have each agreement, form, kind of pay and role."""
    found: Had = Counter()
    for row in tx.rows(_Contract, _CONTRACTS, org=tx.org, on=today(tx)):
        if people is None or row.person in people:
            body = json.loads(row.body)
            found["agreement", row.agreement] += 1
            found["form", body["form"]] += 1
            found["pay", body["pay"]] += 1
    for role in tx.rows(_Role, _ROLES, org=tx.org):
        if role.role not in ("employee", "admin") and (people is None or role.person in people):
            found["role", role.role] += 1
    return found
