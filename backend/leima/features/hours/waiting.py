"""What of the hours waits for a supervisor's word."""

from collections.abc import Sequence

from leima.db.actor import Actor
from leima.db.tables.hours import Correction, WorkOrder
from leima.db.tx import Tx
from leima.db.waiting import About, Waiting
from leima.features.hours.orders_store import waiting_orders
from leima.features.hours.store import asked_corrections


def _corrections(tx: Tx, actor: Actor) -> Sequence[Correction]:
    return [row for row in asked_corrections(tx) if row.person != actor.person]


def _orders(tx: Tx, actor: Actor) -> Sequence[WorkOrder]:
    return [row for row in waiting_orders(tx) if row.person != actor.person]


CORRECTIONS = Waiting(
    "correction",
    ("correction.decide",),
    _corrections,
    about=lambda row: About(row.id, row.person, row.date, row.version),
)
ORDERS = Waiting(
    "work_order",
    ("order.decide",),
    _orders,
    about=lambda row: About(row.id, row.person, row.date, row.version),
)
WAITING = (CORRECTIONS, ORDERS)
