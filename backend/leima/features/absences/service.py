"""Recording time away. Some kinds a person may record alone; the rest the supervisor grants."""

from datetime import date as Date
from typing import Any

from leima.access.rights import require_right
from leima.db.actor import Actor
from leima.db.operations import Applied, Conflicting, Operation, Rejected
from leima.db.site import reach
from leima.db.tables.absences import Absence
from leima.db.tx import Tx
from leima.features.absences import store
from leima.features.absences.privacy import visible_values
from leima.features.absences.schemas import AbsenceRecord
from leima.features.months.requests import hold
from leima.rules.absence import KINDS
from leima.rules.leave.leave import HOLIDAYS
from leima.rules.zone import FIRST_DATE, calendar_date, next_date

STALE = ["from_date", "until_date", "kind"]
"""What two people may have set otherwise."""
LONGEST = 366
"""Dates of one absence at the most; a longer one is recorded in parts."""


def _values(tx: Tx, body: AbsenceRecord) -> dict[str, Any]:
    try:
        first, last = (Date.fromisoformat(calendar_date(one)) for one in (body.from_date, body.until_date))
    except ValueError as error:
        raise Rejected("bad_date") from error
    if body.from_date > reach(tx)[1]:
        raise Rejected("date_too_far", first=FIRST_DATE, last=reach(tx)[1])
    holiday_in_parts = body.kind in HOLIDAYS and body.minutes is not None
    if holiday_in_parts or not 0 <= (last - first).days < LONGEST:
        raise Rejected("bad_span")
    names = ("from_date", "until_date", "minutes", "kind", "note", "reason")
    return {name: getattr(body, name) for name in names}


def _held(tx: Tx, op: Operation, row: Absence | None, *spans: tuple[str, str]) -> Applied | None:
    """The request that the operation becomes when it meets a locked month."""
    dates = []
    for first, last in spans:
        while first <= last:
            dates.append(first)
            first = next_date(f"{first[:7]}-28", 4)[:7] + "-01"
    old, version = (absence_data(row), row.version) if row is not None else (None, 1)
    return hold(tx, op, "absence", *dates, old=old, version=version)


def _refuse_granted(actor: Actor, op: Operation) -> None:
    """Raises Rejected for leave of one's own that somebody else must grant."""
    if actor.person == op.subject and not KINDS[op.body.kind].own:
        raise Rejected("leave_is_granted")


def record(tx: Tx, op: Operation) -> Applied:
    """Stores an absence; one that overlaps another is stored and flagged."""
    actor = require_right(tx, op.subject, op.body.from_date, op.body.until_date)
    values = _values(tx, op.body)
    if tx.get(Absence, id=op.entity_id) is not None:
        raise Rejected("entity_exists")
    _refuse_granted(actor, op)
    first, last = op.body.from_date, op.body.until_date
    if held := _held(tx, op, None, (first, last)):
        return held
    store.add(tx, op.entity_id, op.subject, actor.person, values)
    tx.touch(op.subject, first, last)
    return Applied(1, _overlap(tx, op))


def _overlap(tx: Tx, op: Operation) -> tuple[str, ...]:
    meets = store.overlapping(tx, op.subject, op.body.from_date, op.body.until_date, op.entity_id)
    return ("overlaps",) if meets else ()


def _standing(tx: Tx, op: Operation) -> tuple[Actor, Absence]:
    """The absence that is meant, fresh; the person's own hand reaches only what they may record alone."""
    row = tx.get(Absence, id=op.entity_id)
    theirs = row is not None and row.person == op.subject
    actor = require_right(tx, op.subject, *([row.from_date, row.until_date] if row is not None and theirs else []))
    if row is None or not theirs:
        raise Rejected("not_found")
    if actor.person == row.person and not KINDS[row.kind].own:
        raise Rejected("leave_is_granted")
    if not row.deleted and (op.base is None or op.base < row.version):
        raise Conflicting({**visible_values(actor, row.person, absence_data(row)), "version": row.version}, STALE)
    return actor, row


def change(tx: Tx, op: Operation) -> Applied:
    """Other dates, minutes or kind for an absence that the device has seen."""
    actor, row = _standing(tx, op)
    require_right(tx, op.subject, op.body.from_date, op.body.until_date)
    values = _values(tx, op.body)
    if actor.person != row.person:
        values.pop("reason")
    _refuse_granted(actor, op)
    spans = ((row.from_date, row.until_date), (op.body.from_date, op.body.until_date))
    if held := _held(tx, op, row, *spans):
        return held
    for first, last in spans:
        tx.touch(op.subject, first, last)
    return Applied(store.change(tx, row, {**values, "deleted": False}), _overlap(tx, op))


def cancel(tx: Tx, op: Operation) -> Applied:
    """Takes an absence away."""
    _, row = _standing(tx, op)
    if row.deleted:
        return Applied(row.version)
    if held := _held(tx, op, row, (row.from_date, row.until_date)):
        return held
    tx.touch(op.subject, row.from_date, row.until_date)
    return Applied(store.change(tx, row, {"deleted": True}))


def absence_data(row: Absence) -> dict[str, Any]:
    """An absence without its reason, which is health data and goes to the person and payroll alone."""
    return {
        "id": row.id,
        "person": row.person,
        "from_date": row.from_date,
        "until_date": row.until_date,
        "minutes": row.minutes,
        "kind": row.kind,
        "note": row.note,
    }
