"""The operations that send, decide and change months."""

from leima.db.operations import OperationType
from leima.db.tx import Tx
from leima.features.approvals import changes, schemas, service
from leima.features.hours import schemas as hours_schemas
from leima.features.months import requests
from leima.features.months import store as months


def _owner(tx: Tx, id: str) -> str | None:
    row = months.by_id(tx, id)
    return row.person if row else None


OPS = (
    OperationType("month.send", 1, "month", hours_schemas.Nothing, service.send, reads_results=True),
    OperationType("month.recall", 1, "month", hours_schemas.Nothing, service.recall),
    OperationType("month.approve", 1, "month", schemas.MonthApprove, service.approve, _owner, reads_results=True),
    OperationType("month.return", 1, "month", schemas.MonthReturn, service.send_back, _owner, reads_results=True),
    OperationType("month.undo", 1, "month", hours_schemas.DecisionUndo, service.undo, _owner, reads_results=True),
    OperationType("change.undo", 1, "change_request", hours_schemas.DecisionUndo, changes.undo, requests.owner),
    OperationType(
        "change.decide", 1, "change_request", schemas.ChangeDecide, changes.decide, requests.owner, reads_results=True
    ),
)
