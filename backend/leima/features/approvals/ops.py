"""The operations that send, decide and change months."""

from leima.db.operations import OperationType
from leima.db.tx import Tx
from leima.features.approvals import changes, schemas, service
from leima.features.balances import months, requests


def _owner(tx: Tx, id: str) -> str | None:
    row = months.by_id(tx, id)
    return row.person if row else None


OPS = (
    OperationType("month.send", 1, "month", schemas.Nothing, service.send),
    OperationType("month.recall", 1, "month", schemas.Nothing, service.recall),
    OperationType("month.approve", 1, "month", schemas.MonthApprove, service.approve, _owner),
    OperationType("month.return", 1, "month", schemas.MonthReturn, service.send_back, _owner),
    OperationType("month.undo", 1, "month", schemas.DecisionUndo, service.undo, _owner),
    OperationType("change.undo", 1, "change_request", schemas.DecisionUndo, changes.undo, requests.owner),
    OperationType("change.decide", 1, "change_request", schemas.ChangeDecide, changes.decide, requests.owner),
)
