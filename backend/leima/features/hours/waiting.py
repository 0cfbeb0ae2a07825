"""What of the hours waits for a supervisor's word."""

from collections.abc import Sequence

from leima.db.actor import Actor
from leima.db.tables.hours import Correction, WorkOrder
from leima.db.tx import Tx
from leima.db.waiting import About, Totals, Waiting
from leima.features.hours.orders_store import waiting_orders
from leima.features.hours.store import asked_corrections
from leima.features.months.store import is_locked


def _corrections(tx: Tx, actor: Actor) -> Sequence[Correction]:
    return [row for row in asked_corrections(tx) if row.person != actor.person]


def _orders(tx: Tx, actor: Actor) -> Sequence[WorkOrder]:
    return [row for row in waiting_orders(tx) if row.person != actor.person]


def _ordered(tx: Tx, rows: Sequence[WorkOrder]) -> Totals:
    return {row.id: {"minutes": _minutes(row)} for row in rows}


def _minutes(row: WorkOrder) -> int:
    if row.start_at is not None and row.end_at is not None:
        return (row.end_at - row.start_at) // 60_000
    return row.minutes or 0


def _correction(tx: Tx, id: str) -> Correction | None:
    row = tx.get(Correction, id=id)
    return row if row is not None and row.status == "waiting" else None


def _order(tx: Tx, id: str) -> WorkOrder | None:
    row = tx.get(WorkOrder, id=id)
    return row if row is not None and row.status == "waiting" and not row.deleted else None


def _open_month(tx: Tx, row: Correction | WorkOrder | None) -> int | None:
    """The version of what was decided in a month that is open; else None."""
    if row is None or row.status not in ("approved", "rejected") or is_locked(tx, row.person, row.date):
        return None
    return row.version


CORRECTIONS = Waiting(
    "correction",
    ("correction.decide",),
    _corrections,
    about=lambda row: About(row.id, row.person, row.date, row.version),
    find=_correction,
    undone_by="correction.undo",
    undoable=lambda tx, id: _open_month(tx, tx.get(Correction, id=id)),
)
ORDERS = Waiting(
    "work_order",
    ("order.decide",),
    _orders,
    about=lambda row: About(row.id, row.person, row.date, row.version),
    totals=_ordered,
    find=_order,
    undone_by="order.undo",
    undoable=lambda tx, id: _open_month(tx, tx.get(WorkOrder, id=id)),
)
WAITING = (CORRECTIONS, ORDERS)
