"""Everybody's month as a list: how far it has come, its hours, and what is odd in it."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from leima.db.actor import Actor
from leima.db.site import today
from leima.db.tables.months import MonthState
from leima.db.tx import Tx
from leima.db.views import person_name
from leima.features.approvals import store
from leima.features.approvals.totals import bounds
from leima.features.desk.table import Cell, Column, List, in_order
from leima.features.months.store import changed_since_approval
from leima.rules.zone import next_date
from leima.web.errors import Forbidden

COLUMNS = (
    Column("name", search=True),
    Column("team", "choice"),
    Column("status", "choice", words="month.status."),
    Column("worked", "min", slow=True),
    Column("flex", "signed", slow=True),
    Column("findings", "count", slow=True),
    Column("has_findings", "choice", words="table.months.has_findings.", slow=True, chosen=False),
    Column("sent_at", "instant"),
    Column("decided_by", search=True),
    Column("reason", chosen=False),
    Column("closed_at", "instant", chosen=False),
)
_DAYS = (
    "SELECT person, flex, body FROM day_result WHERE org=:org AND person IN :people AND date BETWEEN :first AND :last"
    " AND status = 'done'"
)
_EVERY_SUM = (
    "SELECT d.person, CAST(COALESCE(SUM(d.worked - d.kiky), 0) AS BIGINT) AS worked,"
    " CAST(SUM(d.flex) AS BIGINT) AS flex, COUNT(*) - COUNT(d.worked) AS untold"
    " FROM person p CROSS JOIN day_result d WHERE p.org=:org AND d.org = p.org AND d.person = p.id"
    " AND d.date BETWEEN :first AND :last AND d.status = 'done'"
)
"""Person by person, so that no other month's days are walked through."""
_SUMS = f"{_EVERY_SUM} AND p.id IN :people GROUP BY d.person"
_AT_ONCE = 200
VALUES = {"has_findings": ("yes", "no")}


class _Day(NamedTuple):
    person: str
    flex: int
    body: str


class _Sums(NamedTuple):
    """Minutes of a person's done days, and how many of them are rows of older versions, whose bodies tell them."""

    person: str
    worked: int
    flex: int
    untold: int


class _Told(msgspec.Struct):
    worked: int = 0
    findings: list[Any] = []


def last_month(tx: Tx) -> str:
    """The month before this one (YYYY-MM)."""
    return next_date(f"{today(tx)[:7]}-01", -1)[:7]


def months(tx: Tx, actor: Actor, month: str | None) -> List:
    """Everybody's month for payroll and admins; a supervisor's people's. Last month when none is named."""
    if not actor.may_see_team:
        raise Forbidden()
    chosen = month or last_month(tx)
    stored, closed = store.states(tx, chosen), store.closed_through(tx)
    everyone = actor.may_see_everyone
    found = [
        one
        for one in store.people_of(tx, chosen, deciding=not everyone)
        if everyone or one.id != actor.person or one.team in actor.supervises
    ]
    found.sort(key=lambda one: (in_order(one.name), one.id))
    rows = [stored.get(one.id) for one in found]
    cells: dict[str, Sequence[Cell]] = {
        "name": [one.name for one in found],
        "team": [one.team_name for one in found],
        "status": [standing(row, chosen <= closed.get(one.id, "")) for one, row in zip(found, rows, strict=True)],
        "sent_at": [row.sent_at if row else None for row in rows],
        "decided_by": [person_name(tx, row.decided_by) if row and row.decided_by else None for row in rows],
        "reason": [row.reason if row else None for row in rows],
        "closed_at": [row.closed_at if row else None for row in rows],
    }
    ids = [one.id for one in found]
    return List("months", COLUMNS, ids, cells, lambda shown, keys: _fill(tx, chosen, shown, keys), VALUES)


def standing(row: MonthState | None, closed: bool) -> str:
    """How far a month has come. `changed`: it was approved, and waits again because a day of it came out otherwise."""
    if closed:
        return "closed"
    if row is None:
        return "open"
    return "changed" if changed_since_approval(row) else row.status


def _fill(tx: Tx, month: str, ids: Sequence[str], keys: Sequence[str]) -> Mapping[str, Mapping[str, Cell]]:
    """The done days of these people added up. Minutes; findings are those of days."""
    if "findings" in keys or "has_findings" in keys:
        return _from_bodies(tx, month, ids)
    first, last = bounds(month)
    if len(ids) > _AT_ONCE:
        sums = tx.rows(_Sums, f"{_EVERY_SUM} GROUP BY d.person", org=tx.org, first=first, last=last)
    else:
        sums = tx.rows(_Sums, _SUMS, org=tx.org, people=tuple(ids), first=first, last=last)
    known = {one.person: one for one in sums}
    untold = [id for id in ids if id in known and known[id].untold]
    bodies = _from_bodies(tx, month, untold)
    worked = {id: known[id].worked if id in known else 0 for id in ids}
    flex = {id: known[id].flex if id in known else 0 for id in ids}
    return {"worked": worked | bodies["worked"], "flex": flex | bodies["flex"]}


def _from_bodies(tx: Tx, month: str, ids: Sequence[str]) -> dict[str, dict[str, Cell]]:
    first, last = bounds(month)
    sums = {id: [0, 0, 0] for id in ids}
    for at in range(0, len(ids), _AT_ONCE):
        some = tuple(ids[at : at + _AT_ONCE])
        for day in tx.rows(_Day, _DAYS, org=tx.org, people=some, first=first, last=last):
            body, of = msgspec.json.decode(day.body, type=_Told), sums[day.person]
            of[0] += body.worked
            of[1] += day.flex
            of[2] += len(body.findings)
    told: dict[str, dict[str, Cell]] = {
        key: {id: one[n] for id, one in sums.items()} for n, key in enumerate(("worked", "flex", "findings"))
    }
    return told | {"has_findings": {id: "yes" if one[2] else "no" for id, one in sums.items()}}
