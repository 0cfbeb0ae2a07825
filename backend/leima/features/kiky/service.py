"""Marking extension days. A mark is a plan; the day itself says what was done."""

from typing import Any

from leima.access.rights import require_right
from leima.db.operations import Applied, Conflicting, Operation, Rejected, asking
from leima.db.site import local_date, reach
from leima.db.tables.hours import KikyMark
from leima.db.tx import Tx
from leima.features.kiky import store
from leima.features.kiky.mark import not_offered, waits_for_word
from leima.features.kiky.standing import on_date, terms_rows
from leima.features.months.requests import hold
from leima.rules.zone import FIRST_DATE, calendar_date

LONGEST = 24 * 3_600_000


def _values(tx: Tx, op: Operation) -> dict[str, Any]:
    body = op.body
    try:
        calendar_date(body.date)
    except ValueError as error:
        raise Rejected("bad_date") from error
    if body.date > reach(tx)[1]:
        raise Rejected("date_too_far", first=FIRST_DATE, last=reach(tx)[1])
    if (body.start is None) != (body.end is None):
        raise Rejected("bad_span")
    if body.start is not None and not body.start + body.break_min * 60_000 < body.end <= body.start + LONGEST:
        raise Rejected("bad_span")
    if body.start is not None and local_date(tx, body.start) != body.date:
        raise Rejected("bad_span")
    return {
        "date": body.date,
        "start_at": body.start,
        "end_at": body.end,
        "break_min": body.break_min,
        "note": body.note,
        "waits": waits_for_word(tx, asking(tx), op.subject, body.date, op.claimed_at),
    }


def mark(tx: Tx, op: Operation) -> Applied:
    """Plans an extension day, or changes a plan that the device has seen."""
    require_right(tx, op.subject, op.body.date)
    values, row = _values(tx, op), tx.get(KikyMark, id=op.entity_id)
    if row is not None:
        _own_and_fresh(row, op)
        require_right(tx, op.subject, row.date)
    _refuse_as_the_office_does(tx, op)
    dates = [op.body.date, *([row.date] if row else [])]
    if held := hold(tx, op, "kiky_mark", *dates, old=mark_data(row) if row else None):
        return held
    tx.touch(op.subject, op.body.date, op.body.date)
    if row is None:
        store.add(tx, op.entity_id, op.subject, values)
        tx.audit("kiky.marked", "kiky_mark", op.entity_id, None, {**values, "person": op.subject})
        return Applied(1)
    tx.touch(op.subject, row.date, row.date)
    tx.audit("kiky.marked", "kiky_mark", row.id, {"date": row.date, "start_at": row.start_at}, values)
    return Applied(store.change(tx, row, {**values, "deleted": False}))


def _refuse_as_the_office_does(tx: Tx, op: Operation) -> None:
    """No mark without a scheme that is done by extension days, and one a date. Raises Rejected."""
    against = not_offered(on_date(terms_rows(tx, op.subject), op.body.date), op.body.date)
    if against is not None:
        raise Rejected(f"kiky_{against}")
    if any(one.id != op.entity_id for one in store.marks_on(tx, op.subject, op.body.date)):
        raise Rejected("kiky_already")


def unmark(tx: Tx, op: Operation) -> Applied:
    """Takes a plan away."""
    row = tx.get(KikyMark, id=op.entity_id)
    require_right(tx, op.subject, *([row.date] if row is not None and row.person == op.subject else []))
    if row is None:
        raise Rejected("not_found")
    _own_and_fresh(row, op)
    if row.deleted:
        return Applied(row.version)
    if held := hold(tx, op, "kiky_mark", row.date, old=mark_data(row), version=row.version):
        return held
    tx.touch(op.subject, row.date, row.date)
    tx.audit("kiky.unmarked", "kiky_mark", row.id, {"date": row.date}, None)
    return Applied(store.change(tx, row, {"deleted": True}))


def _own_and_fresh(row: KikyMark, op: Operation) -> None:
    if row.person != op.subject:
        raise Rejected("not_found")
    if op.base is None or op.base < row.version:
        raise Conflicting(mark_data(row), ["date", "start", "end"])


def mark_data(row: KikyMark) -> dict[str, Any]:
    """A mark as devices see it."""
    return {
        "id": row.id,
        "person": row.person,
        "date": row.date,
        "start": row.start_at,
        "end": row.end_at,
        "break_min": row.break_min,
        "status": row.status,
        "note": row.note,
        "version": row.version,
        "waits": row.waits,
    }
