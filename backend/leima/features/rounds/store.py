"""Rounds, wishes and drafts: their only writer. What somebody writes beside a wish never enters the audit trail."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from leima.access.rights import may_plan_rounds
from leima.access.teams import read_teams, units_on
from leima.db.actor import Actor
from leima.db.site import today
from leima.db.tables.rounds import LeaveRound, RoundDraft, RoundWish
from leima.db.tx import Tx

_TRACED = ("first_from", "first_until", "second_from", "second_until", "granted_from", "granted_until", "status")


class Member(NamedTuple):
    """A stretch of somebody's membership of a team."""

    person: str
    name: str
    from_date: str
    until_date: str | None


class Away(NamedTuple):
    """Whole days on which somebody is away already."""

    person: str
    from_date: str
    until_date: str


def round_of(tx: Tx, id: str) -> LeaveRound | None:
    """The round of this id."""
    return tx.get(LeaveRound, id=id)


def wish_of(tx: Tx, id: str) -> RoundWish | None:
    """The wish of this id."""
    return tx.get(RoundWish, id=id)


def wishes_of(tx: Tx, round: LeaveRound) -> list[RoundWish]:
    """The wishes of a round that somebody still has, of those who are in its team today; by the name of the person."""
    sql = (
        "SELECT w.* FROM round_wish w JOIN person p ON p.org=w.org AND p.id=w.person"
        " WHERE w.org=:org AND w.round=:round AND w.status <> 'withdrawn' ORDER BY p.name, w.person, w.first_from, w.id"
    )
    found = tx.rows(RoundWish, sql, org=tx.org, round=round.id)
    read_teams(tx, sorted({row.person for row in found}))
    return [row for row in found if round.team in units_on(tx, row.person)]


def own_wishes(tx: Tx, round: str, person: str) -> list[RoundWish]:
    """What somebody wishes for in a round, by id."""
    sql = "SELECT * FROM round_wish WHERE org=:org AND round=:round AND person=:person AND status='wished'"
    return sorted(tx.rows(RoundWish, sql, org=tx.org, round=round, person=person), key=lambda one: one.id)


def standing(tx: Tx, round: str) -> int:
    """How many wishes of a round stand."""
    sql = "SELECT COUNT(*) FROM round_wish WHERE org=:org AND round=:round AND status='wished'"
    return tx.value(int, sql, org=tx.org, round=round) or 0


def left_over(tx: Tx, round: LeaveRound) -> list[RoundWish]:
    """The wishes of a round that nobody has decided."""
    sql = "SELECT * FROM round_wish WHERE org=:org AND round=:round AND status='wished' ORDER BY id"
    return tx.rows(RoundWish, sql, org=tx.org, round=round.id)


def members(tx: Tx, team: str, first: str, last: str) -> list[Member]:
    """Who is a member of a team within a stretch of dates, those who may sign in alone."""
    sql = (
        "SELECT m.person, p.name, m.from_date, m.until_date FROM team_member m"
        " JOIN person p ON p.org=m.org AND p.id=m.person AND p.active WHERE m.org=:org AND m.team=:team"
        " AND m.role='member' AND m.from_date <= :last AND (m.until_date IS NULL OR m.until_date >= :first)"
        " ORDER BY p.name, m.person, m.from_date"
    )
    return tx.rows(Member, sql, org=tx.org, team=team, first=first, last=last)


def away(tx: Tx, team: str, first: str, last: str) -> list[Away]:
    """On which whole days between two dates a team's people are away; never why."""
    sql = (
        "SELECT a.person, a.from_date, a.until_date FROM absence a WHERE a.org=:org AND NOT a.deleted"
        " AND a.minutes IS NULL AND a.from_date <= :last AND a.until_date >= :first AND a.person IN"
        " (SELECT m.person FROM team_member m WHERE m.org=:org AND m.team=:team AND m.role='member')"
        " ORDER BY a.person, a.from_date"
    )
    return tx.rows(Away, sql, org=tx.org, team=team, first=first, last=last)


def is_away(tx: Tx, person: str, first: str, last: str) -> bool:
    """Whether somebody is away already on some of these dates."""
    sql = (
        "SELECT COUNT(*) FROM absence WHERE org=:org AND person=:person AND NOT deleted"
        " AND from_date <= :last AND until_date >= :first"
    )
    return bool(tx.value(int, sql, org=tx.org, person=person, first=first, last=last))


def rounds_for(tx: Tx, actor: Actor) -> list[LeaveRound]:
    """The rounds that the actor plans, the newest first."""
    teams = tuple(sorted(actor.supervises))
    if "payroll" in actor.roles:
        teams = ()
    elif not teams:
        return []
    where = "team IN :teams AND" if teams else ""
    sql = f"SELECT * FROM leave_round WHERE {where} org=:org ORDER BY opened_at DESC, id LIMIT 500"
    return tx.rows(LeaveRound, sql, org=tx.org, teams=teams)


class TeamName(NamedTuple):
    """A team."""

    id: str
    name: str


def teams_for(tx: Tx, actor: Actor) -> list[TeamName]:
    """The teams whose rounds the actor plans, by name."""
    found = tx.rows(TeamName, "SELECT id, name FROM team WHERE org=:org ORDER BY name, id", org=tx.org)
    return [row for row in found if may_plan_rounds(actor, row.id)]


def team_name(tx: Tx, team: str) -> str | None:
    """The name of a team; None where there is no such team."""
    return tx.value(str, "SELECT name FROM team WHERE org=:org AND id=:team", org=tx.org, team=team)


def audience(tx: Tx, round: LeaveRound) -> list[str]:
    """Whose devices show a round: the team's members today, and those who have wished."""
    now = today(tx)
    wished = "SELECT DISTINCT person FROM round_wish WHERE org=:org AND round=:round ORDER BY person"
    names = [one.person for one in members(tx, round.team, now, now)]
    return list(dict.fromkeys([*names, *tx.values(str, wished, org=tx.org, round=round.id)]))


def add(tx: Tx, round: LeaveRound) -> None:
    """Stores a new round."""
    tx.insert(round)
    _tell_devices(tx, round, 1)
    kept = {name: getattr(round, name) for name in ("title", "team", "from_date", "until_date", "wish_by", "least")}
    tx.audit("round.opened", "round", round.id, None, kept)


def lock(tx: Tx, id: str) -> bool:
    """Keeps wishing and settling from meeting in one round until the commit. Returns whether it is open."""
    return bool(
        tx.met("UPDATE leave_round SET version=version WHERE org=:org AND id=:id AND status='open'", **_id(tx, id))
    )


def end(tx: Tx, round: LeaveRound, status: str, by: str) -> int:
    """Ends a round that is open. Returns its new version."""
    sql = (
        "UPDATE leave_round SET status=:status, ended_by=:by, ended_at=:now, version=version+1"
        " WHERE org=:org AND id=:id AND status='open'"
    )
    tx.run(sql, **_id(tx, round.id), status=status, by=by, now=tx.now)
    tx.run("DELETE FROM round_draft WHERE org=:org AND round=:id", **_id(tx, round.id))
    _tell_devices(tx, round, round.version + 1)
    tx.audit(f"round.{status}", "round", round.id, {"status": "open"}, {"status": status})
    return round.version + 1


def add_wish(tx: Tx, wish: RoundWish) -> None:
    """Stores a new wish."""
    tx.insert(wish)
    tx.changed("round_wish", wish.id, owner=wish.person, version=1)
    tx.audit("round_wish.made", "round_wish", wish.id, None, {"person": wish.person, **_traced(vars(wish))})


def change_wish(tx: Tx, row: RoundWish, what: str, values: Mapping[str, Any]) -> int:
    """Sets columns of a wish as it was read. Returns its new version; raises LookupError when somebody was first."""
    sets = ", ".join(f"{name}=:{name}" for name in values)
    sql = f"UPDATE round_wish SET {sets}, version=version+1 WHERE org=:org AND id=:id AND version=:seen"
    if not tx.met(sql, **values, org=tx.org, id=row.id, seen=row.version):
        raise LookupError(f"wish {row.id} has changed")
    tx.changed("round_wish", row.id, owner=row.person, version=row.version + 1)
    old = {name: getattr(row, name) for name in _TRACED if name in values}
    tx.audit(f"round_wish.{what}", "round_wish", row.id, old, {"person": row.person, **_traced(values)})
    return row.version + 1


def draft(tx: Tx, round: str, person: str) -> list[dict[str, Any]]:
    """What somebody has in mind for a round."""
    row = tx.get(RoundDraft, round=round, person=person)
    found: list[dict[str, Any]] = json.loads(row.words) if row else []
    return found


def keep_draft(tx: Tx, round: str, person: str, words: Sequence[Mapping[str, Any]]) -> None:
    """Keeps what somebody has in mind, in the place of what they had."""
    sql = (
        "INSERT INTO round_draft (org, round, person, words, at) VALUES (:org, :round, :person, :words, :now)"
        " ON CONFLICT (org, round, person) DO UPDATE SET words=excluded.words, at=excluded.at"
    )
    tx.run(sql, org=tx.org, round=round, person=person, words=json.dumps(words, ensure_ascii=False), now=tx.now)


def _id(tx: Tx, id: str) -> dict[str, str]:
    return {"org": tx.org, "id": id}


def _tell_devices(tx: Tx, round: LeaveRound, version: int) -> None:
    """A pull follows supervised teams alone: each member's devices are told by name."""
    tx.changed("round", round.id, owner=None, units=[round.team], version=version)
    for person in audience(tx, round):
        tx.changed("round", round.id, owner=person, version=version)


def _traced(values: Mapping[str, object]) -> dict[str, object]:
    return {name: values[name] for name in _TRACED if values.get(name) is not None}
