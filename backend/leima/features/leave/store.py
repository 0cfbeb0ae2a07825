"""Requests for leave: their only writer. Why somebody asks never enters the audit trail."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from leima.access.rows import own_or_supervised
from leima.access.teams import units_on
from leima.db.actor import Actor
from leima.db.site import today
from leima.db.tables.leave import LeaveRequest
from leima.db.tx import Tx

OPEN = ("requested", "cancelling")
"""What waits for a word."""
_LEAD = (
    "SELECT DISTINCT person FROM team_member WHERE org=:org AND team IN :teams AND role='supervisor'"
    " AND person <> :person AND from_date <= :today AND (until_date IS NULL OR until_date >= :today)"
)
_STAND_IN = (
    "SELECT DISTINCT person FROM substitute WHERE org=:org AND supervisor IN :leaders AND person <> :person"
    " AND ended_at IS NULL AND from_date <= :today AND until_date >= :today"
)
_TRACED = ("from_date", "until_date", "minutes", "status")


def request(tx: Tx, id: str) -> LeaveRequest | None:
    """The request of this id."""
    return tx.get(LeaveRequest, id=id)


def owner(tx: Tx, id: str) -> str | None:
    """Who asked."""
    row = request(tx, id)
    return row.person if row else None


def add(tx: Tx, id: str, person: str, values: Mapping[str, Any]) -> None:
    """Stores a new request."""
    tx.insert(LeaveRequest(org=tx.org, id=id, person=person, asked_at=tx.now, **values))
    tx.changed("leave", id, owner=person, units=units_on(tx, person), version=1)
    tx.audit("leave.requested", "leave", id, None, {"person": person, **_traced(values)})


def change(tx: Tx, row: LeaveRequest, what: str, values: Mapping[str, Any]) -> int:
    """Sets columns of a request as it was read, and lets nobody take back what was decided before. Returns its new
    version; raises LookupError when somebody was first."""
    given = {"decided_was": None, **values}
    sets = ", ".join(f"{name}=:{name}" for name in given)
    sql = f"UPDATE leave_request SET {sets}, version=version+1 WHERE org=:org AND id=:id AND version=:seen"
    if not tx.met(sql, **given, org=tx.org, id=row.id, seen=row.version):
        raise LookupError(f"request {row.id} has changed")
    tx.changed("leave", row.id, owner=row.person, units=units_on(tx, row.person), version=row.version + 1)
    old = {name: getattr(row, name) for name in _TRACED if name in values}
    tx.audit(f"leave.{what}", "leave", row.id, old, {"person": row.person, **_traced(values)})
    return row.version + 1


def waiting(tx: Tx, actor: Actor) -> list[LeaveRequest]:
    """What the actor may decide today, oldest first: of the teams they supervise; payroll of everybody."""
    where, params = ("TRUE", {}) if "payroll" in actor.roles else own_or_supervised(tx, "t.person")
    sql = (
        "SELECT * FROM leave_request t WHERE t.org=:org AND t.status IN :open AND t.person <> :me"
        f" AND {where} ORDER BY from_date, id LIMIT 1000"
    )
    return tx.rows(LeaveRequest, sql, **params, org=tx.org, me=actor.person, open=OPEN)


def overlaps(tx: Tx, row: LeaveRequest) -> bool:
    """Whether the dates meet other time away, or other leave that is asked for."""
    span = {"org": tx.org, "person": row.person, "first": row.from_date, "last": row.until_date, "id": row.id}
    meet = "org=:org AND person=:person AND from_date <= :last AND until_date >= :first AND id <> :id"
    if tx.value(int, f"SELECT COUNT(*) FROM absence WHERE {meet} AND NOT deleted", **span):
        return True
    return bool(tx.value(int, f"SELECT COUNT(*) FROM leave_request WHERE {meet} AND status='requested'", **span))


def certificate_pages(tx: Tx, id: str) -> int:
    """Pages of the certificate that was given with a request; 0 where none was."""
    return tx.value(int, "SELECT pages FROM certificate WHERE org=:org AND id=:id", org=tx.org, id=id) or 0


class _Dates(NamedTuple):
    first: str
    last: str


def granted(tx: Tx, person: str, kind: str, but: str, since: str) -> list[_Dates]:
    """Leave of a kind that somebody has from a date on, but for one."""
    sql = (
        "SELECT from_date AS first, until_date AS last FROM absence WHERE org=:org AND person=:person AND id <> :but"
        " AND kind=:kind AND until_date >= :since AND NOT deleted ORDER BY from_date, id"
    )
    return tx.rows(_Dates, sql, org=tx.org, person=person, kind=kind, but=but, since=since)


def asked_before(tx: Tx, row: LeaveRequest) -> list[_Dates]:
    """Leave of a request's kind that waits for a word and was asked before it."""
    sql = (
        "SELECT from_date AS first, until_date AS last FROM leave_request WHERE org=:org AND person=:person"
        " AND kind=:kind AND status='requested'"
        " AND (asked_at < :asked_at OR (asked_at = :asked_at AND id < :id)) ORDER BY asked_at, id"
    )
    return tx.rows(_Dates, sql, org=tx.org, person=row.person, kind=row.kind, asked_at=row.asked_at, id=row.id)


def supervisors(tx: Tx, person: str) -> list[str]:
    """Who decides today on what a person asks for, but for themselves: supervisors, and who stands in for them."""
    teams = units_on(tx, person)
    if not teams:
        return []
    found = tx.values(str, _LEAD, org=tx.org, teams=teams, person=person, today=today(tx))
    lent = tx.values(str, _STAND_IN, org=tx.org, leaders=found, person=person, today=today(tx)) if found else []
    return sorted({*found, *lent})


def _traced(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in _TRACED if name in values}
