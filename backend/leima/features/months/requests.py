"""Requests to change a locked month: each keeps its whole operation until a person decides. Their only writer."""

import json
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import msgspec

from leima.access.teams import units_on
from leima.db.operations import Applied, Operation, asking
from leima.db.tables.months import ChangeRequest
from leima.db.tx import Tx
from leima.features.months.store import is_closed, is_locked

HELD = ("period_locked", "correction_requested")
"""The flags of an operation that waits for a decision."""


def request_id(op: Operation) -> str:
    """The id of the request that an operation becomes."""
    return str(uuid5(NAMESPACE_URL, f"leima:change:{op.op_id}"))


def hold(tx: Tx, op: Operation, kind: str, *dates: str, old: Any = None, version: int = 1) -> Applied | None:
    """Makes a request of an operation on a locked date; None when none of `dates` is locked.

    A closed month is locked for everybody, an approved one for the person whose it is. `kind` is entry, order,
    absence, kiky_mark or punch; `old` is what stands, as people read it.
    """
    locked = sorted(date for date in dates if is_locked(tx, op.subject, date))
    own = asking(tx).person == op.subject
    if not locked or not (own or any(is_closed(tx, op.subject, date) for date in locked)):
        return None
    ask(tx, op, kind, locked[0], old)
    return Applied(version, HELD)


def ask(tx: Tx, op: Operation, kind: str, date: str, old: Any = None, fact: str | None = None) -> str:
    """Stores a request with the whole operation in it, so that it can be carried out later. Returns its id."""
    id, units = request_id(op), units_on(tx, op.subject)
    body = msgspec.to_builtins(op.body)
    sealed = {name: value for name, value in vars(op).items() if name not in ("body", "clock_offset")}
    wish = {"op": {**sealed, "body": body}, "old": old, "author": asking(tx).person}
    row = ChangeRequest(
        org=tx.org,
        id=id,
        person=op.subject,
        unit=next(iter(units), None),
        date=date,
        kind=kind,
        fact=fact or op.entity_id,
        wish=json.dumps(wish, ensure_ascii=False),
        op_id=op.op_id,
    )
    tx.insert(row)
    tx.changed("change_request", id, owner=op.subject, units=units, version=1)
    new = {"person": op.subject, "date": date, "kind": kind, **_traced(kind, body)}
    tx.audit("change.asked", "change_request", id, old and _traced(kind, old), new)
    return id


def without_reasons(kind: str, body: dict[str, Any]) -> dict[str, Any]:
    """What is asked as supervisors may read it: why somebody is away is health data."""
    return {name: value for name, value in body.items() if kind != "absence" or name != "reason"}


def _traced(kind: str, values: dict[str, Any]) -> dict[str, Any]:
    """What may enter the audit trail: of an absence its dates alone."""
    names = ("from_date", "until_date", "minutes") if kind == "absence" else tuple(values)
    return {name: values[name] for name in names if name in values and name not in ("person", "kind")}


def owner(tx: Tx, id: str) -> str | None:
    """Whose month a request is about."""
    row = tx.get(ChangeRequest, id=id)
    return row.person if row else None


def operation(row: ChangeRequest) -> tuple[dict[str, Any], Any]:
    """The operation of a request as stored (its body in plain values), and what stood when it was made."""
    wish = json.loads(row.wish)
    return wish["op"], wish.get("old")


def author(row: ChangeRequest) -> str:
    """Who asked."""
    return str(json.loads(row.wish).get("author", row.person))


def waiting(tx: Tx, person: str, month: str) -> list[ChangeRequest]:
    """A month's requests that nobody has decided, in order of date."""
    return tx.rows(
        ChangeRequest,
        "SELECT * FROM change_request WHERE org=:org AND person=:person AND status='waiting'"
        " AND date >= :first AND date <= :last ORDER BY date, id",
        org=tx.org,
        person=person,
        first=f"{month}-01",
        last=f"{month}-31",
    )


def decide(tx: Tx, row: ChangeRequest, status: str, reason: str, posting: str | None) -> int:
    """Closes a request, once. Returns its new version; raises LookupError when somebody was first."""
    by = asking(tx).person
    met = tx.met(
        "UPDATE change_request SET status=:status, reason=:reason, decided_by=:by, posting=:posting, version=version+1"
        " WHERE org=:org AND id=:id AND status='waiting'",
        org=tx.org,
        id=row.id,
        status=status,
        reason=reason,
        by=by,
        posting=posting,
    )
    if not met:
        raise LookupError(f"request {row.id} has been decided")
    units = units_on(tx, row.person)
    tx.changed("change_request", row.id, owner=row.person, units=units, version=row.version + 1)
    new = {"person": row.person, "date": row.date, "status": status, "reason": reason}
    tx.audit("change.decided", "change_request", row.id, {"status": row.status}, new)
    return row.version + 1


def reopen(tx: Tx, row: ChangeRequest) -> int:
    """A decided request waits again; who decided it stays named. Returns its new version."""
    tx.run(
        "UPDATE change_request SET status='waiting', reason='', version=version+1 WHERE org=:org AND id=:id",
        org=tx.org,
        id=row.id,
    )
    tx.changed("change_request", row.id, owner=row.person, units=units_on(tx, row.person), version=row.version + 1)
    new = {"person": row.person, "date": row.date, "status": "waiting"}
    tx.audit("change.undone", "change_request", row.id, {"status": row.status}, new)
    return row.version + 1
