"""The team as its supervisor sees it: who is in, on break, remote, and what waits for a word."""

import json
from typing import Any, NamedTuple

from leima.db.actor import Actor
from leima.db.site import instant, local_date, today
from leima.db.tables.hours import KikyMark
from leima.db.tx import Tx
from leima.db.views import person_name
from leima.features.hours.store import HOUR
from leima.features.hours.views import correction_data, order_data
from leima.features.hours.waiting import CORRECTIONS, ORDERS
from leima.features.kiky.waiting import MARKS
from leima.web.errors import Forbidden

DAY = 24 * HOUR
_MEMBERS = (
    "SELECT p.id, p.name, m.team, s.state, s.since, s.remote, s.attention, COALESCE(s.version, 0) AS version,"
    " (SELECT MIN(a.kind) FROM absence a WHERE a.org = m.org AND a.person = m.person AND NOT a.deleted"
    " AND a.minutes IS NULL AND a.from_date <= :date AND a.until_date >= :date) AS away FROM team_member m"
    " JOIN person p ON p.org = m.org AND p.id = m.person"
    " LEFT JOIN team_state s ON s.org = m.org AND s.person = m.person"
    " WHERE m.org=:org AND m.role='member' AND m.team IN :teams AND p.active AND m.from_date <= :date"
    " AND (m.until_date IS NULL OR m.until_date >= :date) ORDER BY p.name, p.id"
)


class Member(NamedTuple):
    """A person's line in the team's list: empty where nothing has happened yet, and `version` 0. `since`: epoch ms.

    `away` is the kind of an absence of today's whole day.
    """

    id: str
    name: str
    team: str | None
    state: str | None
    since: int | None
    remote: bool | None
    attention: str | None
    version: int
    away: str | None


class _Team(NamedTuple):
    id: str
    name: str


def state_data(tx: Tx, row: Member, *, lasting: bool = False) -> dict[str, Any]:
    """One person's line. Instants are epoch ms. Why somebody is away is theirs and payroll's to know.

    A `lasting` line is kept by a device over midnight: when somebody clocked out stands in it whatever the date.
    """
    attention = json.loads(row.attention) if row.attention else []
    out = not row.state or row.state == "out"
    return {
        "person": row.id,
        "name": row.name,
        "team": row.team,
        "state": row.state or "out",
        "since": _left_at(tx, row, attention, lasting) if out else row.since,
        "remote": bool(row.remote),
        "away": "away" if row.away else None,
        "attention": attention,
        "clock_suspect": any(one["kind"] == "clock_suspect" for one in attention),
    }


def _left_at(tx: Tx, row: Member, attention: list[dict[str, Any]], whenever: bool) -> int | None:
    """When somebody who is out clocked out, today or `whenever`; None when they did not, or forgot to."""
    since = row.since
    if since is None or not (whenever or local_date(tx, since) == today(tx)):
        return None
    forgot = any(one["kind"] == "missing_out" and one["opened_at"] > since - DAY for one in attention)
    return None if forgot else since


def team(tx: Tx, actor: Actor) -> dict[str, Any]:
    """The teams that the actor supervises; every team for payroll. Raises Forbidden for anybody else."""
    if not actor.may_see_team:
        raise Forbidden()
    teams = tx.rows(_Team, "SELECT id, name FROM team WHERE org=:org ORDER BY name, id", org=actor.org)
    if not actor.may_see_everyone:
        teams = [row for row in teams if row.id in actor.supervises]
    ids = [row.id for row in teams]
    people = tx.rows(Member, _MEMBERS, org=actor.org, teams=ids, date=today(tx))
    members = [state_data(tx, row) for row in people if actor.may_see_everyone or actor.leads(row.team or "", row.id)]
    listed = [{"id": t.id, "name": t.name, "members": [m for m in members if m["team"] == t.id]} for t in teams]
    return {
        "as_of": instant(tx.now),
        "teams": listed,
        "corrections": [correction_data(tx, row) for row in CORRECTIONS.rows(tx, actor)],
        "orders": [order_data(tx, row) for row in ORDERS.rows(tx, actor)],
        "marks": [_mark(tx, row) for row in MARKS.rows(tx, actor)],
    }


def _mark(tx: Tx, row: KikyMark) -> dict[str, Any]:
    """A kiky mark that waits for a word; instants are epoch ms, null for the whole day."""
    return {
        "id": row.id,
        "person": row.person,
        "person_name": person_name(tx, row.person),
        "date": row.date,
        "start": row.start_at,
        "end": row.end_at,
        "break_min": row.break_min,
        "note": row.note,
        "version": row.version,
    }
