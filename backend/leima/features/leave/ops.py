"""The operations that requests for leave take."""

from leima.db.operations import OperationType
from leima.features.leave import asking, deciding, schemas, store, undoing

OPS = (
    OperationType("leave.request", 1, "leave", schemas.LeaveAsk, asking.ask),
    OperationType("leave.change", 1, "leave", schemas.LeaveAsk, asking.change),
    OperationType("leave.withdraw", 1, "leave", schemas.LeaveBack, asking.withdraw),
    OperationType("leave.cancel", 1, "leave", schemas.LeaveBack, asking.cancel),
    OperationType("leave.keep", 1, "leave", schemas.LeaveBack, asking.keep),
    OperationType("leave.decide", 1, "leave", schemas.LeaveDecide, deciding.decide, store.owner),
    OperationType("leave.undo", 1, "leave", schemas.LeaveUndo, undoing.undo, store.owner),
)
