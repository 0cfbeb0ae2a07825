"""Ordered work: a supervisor orders it, or decides what an employee asks for. Only facts are stored here."""

from typing import Any

from leima.access.rights import may_change, may_decide_today, may_see
from leima.db.operations import Applied, Operation, Rejected, asking
from leima.db.site import local_date, reach
from leima.db.tables.hours import OvertimeChoice, WorkOrder
from leima.db.tx import Tx
from leima.features.agreements.terms import terms_on
from leima.features.hours import orders_store as store
from leima.features.hours.moved_on import moved_on
from leima.features.hours.notices import DECIDED, OrderCancelled, OrderPlaced
from leima.features.hours.store import HOUR
from leima.features.months.requests import hold
from leima.features.months.store import refuse_if_locked
from leima.features.notices.store import tell
from leima.rules.zone import calendar_date

LONGEST = 24 * HOUR
STANDING = ("approved", "waiting")


def _supervised(tx: Tx, op: Operation) -> str:
    """The acting supervisor's id. Raises Rejected for anybody else, the person themselves too."""
    actor = asking(tx)
    if not may_change(tx, actor, op.subject, op.body.date):
        raise Rejected("forbidden")
    return actor.person


def _own(tx: Tx, op: Operation) -> str:
    if asking(tx).person != op.subject:
        raise Rejected("forbidden")
    return op.subject


def a_date(date: str) -> None:
    """Raises Rejected when there is no such date."""
    try:
        calendar_date(date)
    except ValueError as error:
        raise Rejected("bad_date") from error


def near_date(tx: Tx, date: str) -> None:
    """Raises Rejected when there is no such date, or it lies further from today than anybody orders work."""
    a_date(date)
    first, last = reach(tx)
    if not first <= date <= last:
        raise Rejected("date_too_far", first=first, last=last)


def a_day(tx: Tx, person: str, date: str) -> None:
    """Raises Rejected when there is no such date, or its month is locked."""
    a_date(date)
    refuse_if_locked(tx, person, date)


def _values(tx: Tx, op: Operation) -> dict[str, Any]:
    """What is ordered: clock times that begin on the date, or the date's last minutes; never both."""
    body = op.body
    near_date(tx, body.date)
    if tx.get(WorkOrder, id=op.entity_id) is not None:
        raise Rejected("entity_exists")
    clocked = body.start is not None and body.end is not None
    if clocked == (body.minutes is not None) or (body.start is None) != (body.end is None):
        raise Rejected("bad_span")
    if clocked and not body.start < body.end <= body.start + LONGEST:
        raise Rejected("bad_span")
    if clocked and local_date(tx, body.start) != body.date:
        raise Rejected("bad_span")
    return {
        "date": body.date,
        "start_at": body.start,
        "end_at": body.end,
        "minutes": body.minutes,
        "note": body.note,
        "asked_by": asking(tx).person,
    }


def place(tx: Tx, op: Operation) -> Applied:
    """A supervisor orders work, or approves what nobody ordered."""
    by, values = _supervised(tx, op), _values(tx, op)
    if held := hold(tx, op, "order", op.body.date):
        return held
    store.add_order(tx, op.entity_id, op.subject, {**values, "status": "approved", "decided_by": by})
    tx.touch(op.subject, op.body.date, op.body.date)
    tell(tx, op.subject, OrderPlaced(op.body.date, _length(op.body)))
    return Applied(1)


def ask(tx: Tx, op: Operation) -> Applied:
    """The employee asks that work counts as ordered; it waits for the supervisor."""
    _own(tx, op)
    values = _values(tx, op)
    if held := hold(tx, op, "order", op.body.date):
        return held
    store.add_order(tx, op.entity_id, op.subject, {**values, "status": "waiting"})
    tx.touch(op.subject, op.body.date, op.body.date)
    return Applied(1)


def refuse(tx: Tx, op: Operation) -> Applied:
    """A supervisor lets unapproved time stay as it is, so that it asks nobody any more."""
    by = _supervised(tx, op)
    near_date(tx, op.body.date)
    refuse_if_locked(tx, op.subject, op.body.date)
    if tx.get(WorkOrder, id=op.entity_id) is not None:
        raise Rejected("entity_exists")
    values = {"date": op.body.date, "minutes": op.body.minutes, "reason": op.body.reason}
    store.add_order(tx, op.entity_id, op.subject, {**values, "status": "rejected", "asked_by": by, "decided_by": by})
    tx.touch(op.subject, op.body.date, op.body.date)
    return Applied(1)


def _length(body: Any) -> int:
    return int(body.minutes) if body.minutes is not None else int(body.end - body.start) // 60_000


def _ordered(row: WorkOrder) -> int:
    """Minutes of an order: by the clock, else as they were said."""
    if row.start_at is None or row.end_at is None:
        return row.minutes or 0
    return (row.end_at - row.start_at) // 60_000


def decide(tx: Tx, op: Operation) -> Applied:
    """A supervisor's word on what was asked for. The first one wins; the same one twice is no more than once."""
    row, actor = tx.get(WorkOrder, id=op.entity_id), asking(tx)
    if row is None or not may_see(tx, actor, row.person):
        raise Rejected("not_found")
    if not may_decide_today(tx, actor, row.person):
        raise Rejected("forbidden")
    status = "approved" if op.body.decision == "approve" else "rejected"
    if row.status == status:
        return Applied(row.version)
    a_day(tx, row.person, row.date)
    version = None
    if row.status == "waiting" and row.version == op.body.seen_version:
        version = store.set_status(tx, row, status, op.body.reason)
    if version is None:
        raise moved_on(tx, row)
    tx.touch(row.person, row.date, row.date)
    tell(tx, row.person, DECIDED[status](row.date, _ordered(row), op.body.reason))
    return Applied(version)


def cancel(tx: Tx, op: Operation) -> Applied:
    """A supervisor takes an order back, or the employee what they asked for."""
    row, actor = tx.get(WorkOrder, id=op.entity_id), asking(tx)
    stretch = (row.date,) if row is not None and row.status != "waiting" else ()
    if row is None or row.person != op.subject:
        raise Rejected("not_found")
    changes = may_change(tx, actor, row.person, *stretch)
    if not (changes or may_see(tx, actor, row.person, *stretch)):
        raise Rejected("not_found")
    own = actor.person == row.person and row.asked_by == row.person
    if not (own or changes):
        raise Rejected("forbidden")
    if row.status == "cancelled":
        return Applied(row.version)
    if held := hold(tx, op, "order", row.date, old=order_data(row), version=row.version):
        return held
    taken_back = "waiting" if own else STANDING
    if row.status not in taken_back or (version := store.set_status(tx, row, "cancelled", "")) is None:
        raise moved_on(tx, row)
    tx.touch(row.person, row.date, row.date)
    if not own:
        tell(tx, row.person, OrderCancelled(row.date, by=actor.name))
    return Applied(version)


def choose(tx: Tx, op: Operation) -> Applied:
    """The employee's own choice of pay, leave or bank for a date's overtime; it may change until the month closes."""
    person = _own(tx, op)
    near_date(tx, op.body.date)
    refuse_if_locked(tx, person, op.body.date)
    terms = terms_on(tx, person, op.body.date)
    if op.body.choice == "bank" and not (terms and terms.bank):
        raise Rejected("no_bank")
    before = tx.get(OvertimeChoice, person=person, date=op.body.date)
    if before is None and store.choice_exists(tx, op.entity_id):
        raise Rejected("entity_exists")
    if before is not None and before.choice == op.body.choice:
        return Applied(before.version)
    at = min(op.claimed_at, op.received_at)
    version = store.put_choice(tx, before, op.entity_id, person, op.body.date, op.body.choice, at)
    tx.touch(person, op.body.date, op.body.date)
    return Applied(version)


def order_data(row: WorkOrder) -> dict[str, Any]:
    """An order's own values; instants are epoch ms."""
    return {
        "id": row.id,
        "person": row.person,
        "date": row.date,
        "start": row.start_at,
        "end": row.end_at,
        "minutes": row.minutes,
        "status": row.status,
        "note": row.note,
        "reason": row.reason,
        "asked_by": row.asked_by,
        "version": row.version,
    }
