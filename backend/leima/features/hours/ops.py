"""The operations that the hours take."""

from leima.db.operations import OperationType
from leima.features.hours import entries, orders, orders_schemas, orders_store, schemas, service, store, undoing

OPS = (
    OperationType("punch.record", 1, "punch", schemas.PunchRecord, service.record_punch, asks=store.punch_asks),
    OperationType("punch.choose", 1, "punch", schemas.PunchChoose, service.choose_punch),
    OperationType("punch.undo", 1, "punch", schemas.Nothing, undoing.undo_punch),
    OperationType(
        "correction.decide",
        1,
        "correction",
        schemas.CorrectionDecide,
        service.decide_correction,
        store.correction_owner,
    ),
    OperationType(
        "correction.undo",
        1,
        "correction",
        schemas.DecisionUndo,
        undoing.undo_correction,
        store.correction_owner,
    ),
    OperationType("entry.create", 1, "entry", schemas.EntryCreate, entries.create_entry),
    OperationType("entry.edit", 1, "entry", schemas.EntryEdit, entries.edit_entry, reads_results=True),
    OperationType("entry.delete", 1, "entry", schemas.Nothing, entries.delete_entry, reads_results=True),
    OperationType("entry.restore", 1, "entry", schemas.Nothing, entries.restore_entry, reads_results=True),
    OperationType("order.place", 1, "work_order", orders_schemas.OrderWork, orders.place),
    OperationType("order.ask", 1, "work_order", orders_schemas.OrderWork, orders.ask),
    OperationType("order.refuse", 1, "work_order", orders_schemas.OrderRefuse, orders.refuse),
    OperationType("order.decide", 1, "work_order", orders_schemas.OrderDecide, orders.decide, orders_store.order_owner),
    OperationType("order.undo", 1, "work_order", schemas.DecisionUndo, undoing.undo_order, orders_store.order_owner),
    OperationType("order.cancel", 1, "work_order", schemas.Nothing, orders.cancel, orders_store.order_owner),
    OperationType("overtime.choose", 1, "overtime_choice", orders_schemas.OvertimeChoose, orders.choose),
)
