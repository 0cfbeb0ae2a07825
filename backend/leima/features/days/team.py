"""The team as its supervisor sees it: who is in, on break, remote, and what waits for a word."""

import json
from typing import Any

from leima.db.door import Actor
from leima.db.site import instant, today
from leima.db.tx import Row, Tx
from leima.features.hours.orders_store import waiting_orders
from leima.features.hours.store import asked_corrections
from leima.features.hours.views import correction_data, order_data
from leima.web.errors import Forbidden

_MEMBERS = (
    "SELECT m.team, p.id, p.name, s.state, s.since, s.remote, s.attention,"
    " (SELECT MIN(a.kind) FROM absence a WHERE a.org = m.org AND a.person = m.person AND NOT a.deleted"
    " AND a.minutes IS NULL AND a.from_date <= :date AND a.until_date >= :date) AS away FROM team_member m"
    " JOIN person p ON p.org = m.org AND p.id = m.person"
    " LEFT JOIN team_state s ON s.org = m.org AND s.person = m.person"
    " WHERE m.org=:org AND m.role='member' AND m.team IN :teams AND p.active AND m.from_date <= :date"
    " AND (m.until_date IS NULL OR m.until_date >= :date) ORDER BY p.name, p.id"
)


def state_data(row: Row) -> dict[str, Any]:
    """One person's line. Instants are epoch ms. Why somebody is away is theirs and payroll's to know."""
    attention = json.loads(row.attention) if row.attention else []
    return {
        **{"person": row.id, "name": row.name, "team": row.team, "state": row.state or "out"},
        **{"since": row.since if row.state and row.state != "out" else None, "remote": bool(row.remote)},
        "away": "away" if getattr(row, "away", None) else None,
        **{"attention": attention, "clock_suspect": any(one["kind"] == "clock_suspect" for one in attention)},
    }


def team(tx: Tx, actor: Actor) -> dict[str, Any]:
    """The teams that the actor supervises; every team for payroll. Raises Forbidden for anybody else."""
    if not actor.may_see_team:
        raise Forbidden()
    teams = tx.rows("SELECT id, name FROM team WHERE org=:org ORDER BY name, id", org=actor.org)
    if not actor.may_see_everyone:
        teams = [row for row in teams if row.id in actor.supervises]
    ids = [row.id for row in teams]
    people = tx.rows(_MEMBERS, org=actor.org, teams=ids, date=today(tx))
    members = [state_data(row) for row in people if row.id != actor.person or actor.may_see_everyone]
    corrections = [row for row in asked_corrections(tx) if row.person != actor.person]
    orders = [row for row in waiting_orders(tx) if row.person != actor.person]
    listed = [{"id": t.id, "name": t.name, "members": [m for m in members if m["team"] == t.id]} for t in teams]
    return {
        **{"as_of": instant(tx.now), "teams": listed},
        "corrections": [correction_data(tx, row) for row in corrections],
        "orders": [order_data(tx, row) for row in orders],
    }
