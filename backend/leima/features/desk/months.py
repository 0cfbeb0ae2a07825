"""Everybody's month as a list: how far it has come, its hours, and what is odd in it."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec

from leima.db.actor import Actor
from leima.db.site import today
from leima.db.tables.months import MonthState
from leima.db.tx import Tx
from leima.db.views import person_name
from leima.features.approvals import store
from leima.features.approvals.totals import bounds
from leima.features.desk.table import Column, List, Row
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
_AT_ONCE = 200


class _Day(NamedTuple):
    person: str
    flex: int
    body: str


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
    found = store.people_of(tx, chosen, deciding=not everyone)
    rows = [
        _row(tx, one, stored.get(one.id), chosen <= closed.get(one.id, ""))
        for one in found
        if everyone or one.id != actor.person or one.team in actor.supervises
    ]
    values = {"has_findings": ("yes", "no")}
    return List("months", COLUMNS, rows, lambda shown: _fill(tx, chosen, shown), values)


def standing(row: MonthState | None, closed: bool) -> str:
    """How far a month has come. `changed`: it was approved, and waits again because a day of it came out otherwise."""
    if closed:
        return "closed"
    if row is None:
        return "open"
    return "changed" if changed_since_approval(row) else row.status


def _row(tx: Tx, person: store.Deciding, row: MonthState | None, closed: bool) -> Row:
    return {
        "id": person.id,
        "name": person.name,
        "team": person.team_name,
        "status": standing(row, closed),
        "sent_at": row.sent_at if row else None,
        "decided_by": person_name(tx, row.decided_by) if row else None,
        "reason": row.reason if row else None,
        "closed_at": row.closed_at if row else None,
    }


def _fill(tx: Tx, month: str, rows: Sequence[Row]) -> None:
    """Adds the done days of these people up. Minutes; findings are those of days."""
    lacking = [row for row in rows if "worked" not in row]
    first, last = bounds(month)
    for at in range(0, len(lacking), _AT_ONCE):
        some = {str(row["id"]): row for row in lacking[at : at + _AT_ONCE]}
        for row in some.values():
            row["worked"] = row["flex"] = row["findings"] = 0
        for day in tx.rows(_Day, _DAYS, org=tx.org, people=tuple(some), first=first, last=last):
            told = msgspec.json.decode(day.body, type=_Told)
            for key, value in (("worked", told.worked), ("flex", day.flex), ("findings", len(told.findings))):
                some[day.person][key] = int(some[day.person][key] or 0) + value
        for row in some.values():
            row["has_findings"] = "yes" if row["findings"] else "no"
