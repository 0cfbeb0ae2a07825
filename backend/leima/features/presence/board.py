"""Who is in, remote, on a break or away now: what stands at this moment, and nothing of what was."""

from typing import NamedTuple

from leima.access.rows import on_board
from leima.access.teams import units_on
from leima.db.actor import SEES_PRESENCE, Actor
from leima.db.site import today
from leima.db.tx import Tx
from leima.features.absences.privacy import knows_kinds
from leima.features.days.team import Member, state_data
from leima.features.people import sites
from leima.features.presence import schemas
from leima.web.errors import Forbidden

_BOARD = (
    "SELECT p.id, p.name, m.team, s.state, s.since, s.remote, s.attention, COALESCE(s.version, 0) AS version,"
    " (SELECT MIN(a.kind) FROM absence a WHERE a.org = p.org AND a.person = p.id AND NOT a.deleted"
    " AND a.minutes IS NULL AND a.from_date <= :today AND a.until_date >= :today) AS away FROM person p"
    " LEFT JOIN team_member m ON m.org = p.org AND m.person = p.id AND m.role = 'member' AND m.from_date <= :today"
    " AND (m.until_date IS NULL OR m.until_date >= :today)"
    " LEFT JOIN team_state s ON s.org = p.org AND s.person = p.id"
    " WHERE p.active AND EXISTS (SELECT 1 FROM terms c WHERE c.org = p.org AND c.person = p.id AND NOT c.deleted"
    " AND c.from_date <= :today AND (c.until_date IS NULL OR c.until_date >= :today))"
)
_OWN_SITES = "SELECT id, site FROM person p WHERE site IS NOT NULL"
_TEAMS = "SELECT id, name, site FROM team WHERE org=:org ORDER BY name, id"
_SEEING = (
    "SELECT p.name, r.role FROM person p JOIN person_role r ON r.org = p.org AND r.person = p.id"
    " WHERE p.org=:org AND p.active AND p.id <> :me AND r.role IN :roles"
)
_DECIDING = (
    "SELECT p.name, r.role FROM person p JOIN person_role r ON r.org = p.org AND r.person = p.id"
    " JOIN team_member m ON m.org = p.org AND m.person = p.id AND m.role = 'supervisor' AND m.team IN :units"
    " AND m.from_date <= :today AND (m.until_date IS NULL OR m.until_date >= :today)"
    " WHERE p.org=:org AND p.active AND p.id <> :me AND r.role = 'supervisor'"
)
_STANDING_IN = (
    "SELECT d.name, 'supervisor' AS role FROM substitute s JOIN person d ON d.org = s.org AND d.id = s.person"
    " JOIN person p ON p.org = s.org AND p.id = s.supervisor JOIN person_role r ON r.org = s.org"
    " AND r.person = s.supervisor AND r.role = 'supervisor' JOIN team_member m ON m.org = s.org"
    " AND m.person = s.supervisor AND m.role = 'supervisor' AND m.team IN :units AND m.from_date <= :today"
    " AND (m.until_date IS NULL OR m.until_date >= :today) WHERE s.org=:org AND s.ended_at IS NULL"
    " AND s.from_date <= :today AND s.until_date >= :today AND d.active AND p.active AND d.id <> :me AND p.id <> :me"
)


class _Team(NamedTuple):
    id: str
    name: str
    site: str | None


class _Own(NamedTuple):
    id: str
    site: str


class _Sees(NamedTuple):
    name: str
    role: schemas.Why


def board(tx: Tx, actor: Actor) -> schemas.Presence:
    """Everybody with a contract today. Raises Forbidden for who may not see the board."""
    if not actor.may_see_presence:
        raise Forbidden()
    where, params = on_board(tx, "p.org")
    rows = tx.rows(Member, f"{_BOARD} AND {where} ORDER BY p.name, p.id, m.team", **params, today=today(tx))
    once = {row.id: row for row in reversed(rows)}
    shown = {row.team for row in once.values()}
    teams = [schemas.PresenceTeam(*row) for row in tx.rows(_Team, _TEAMS, org=tx.org) if row.id in shown]
    of_team: dict[str | None, str | None] = {team.id: team.site for team in teams}
    own = {row.id: row.site for row in tx.rows(_Own, f"{_OWN_SITES} AND {where}", **params)}
    people = [_present(tx, actor, row, own.get(row.id) or of_team.get(row.team)) for row in reversed(once.values())]
    at = {team.site for team in teams} | {one.site for one in people}
    there = [schemas.PresenceSite(one.id, one.name) for one in sites.all_sites(tx) if one.id in at]
    return schemas.Presence(tx.now, teams, there, people)


def _present(tx: Tx, actor: Actor, row: Member, site: str | None) -> schemas.Present:
    """A line. When somebody came or went for a break is for those alone who see their hours anyway."""
    told = state_data(tx, row)
    status = _status(told["state"], bool(row.remote), row.away is not None, told["since"] is not None)
    since = told["since"] if status == "gone" or (actor.may_see_everyone and status in _AT_WORK) else None
    kind = row.away if status == "away" and knows_kinds(actor, row.id) else None
    return schemas.Present(row.id, row.name, row.team, status, since, kind, site)


_AT_WORK: tuple[schemas.Status, ...] = ("in", "remote", "break")


def _status(state: str, remote: bool, away: bool, left: bool) -> schemas.Status:
    """Being there goes before being away, and being away before having left."""
    if state == "break":
        return "break"
    if state == "in":
        return "remote" if remote else "in"
    if away:
        return "away"
    return "gone" if left else "unseen"


def seen_by(tx: Tx, actor: Actor) -> schemas.SeenBy:
    """Who sees whether the actor is in: their supervisors of today and who stands in for them, payroll, admins and
    reception."""
    me, units = actor.person, units_on(tx, actor.person)
    rows = tx.rows(_Sees, _SEEING, org=tx.org, me=me, roles=tuple(sorted(SEES_PRESENCE)))
    if units:
        for sql in (_DECIDING, _STANDING_IN):
            rows += tx.rows(_Sees, sql, org=tx.org, me=me, units=units, today=today(tx))
    return schemas.SeenBy([schemas.SeesMe(*row) for row in sorted(set(rows))])
