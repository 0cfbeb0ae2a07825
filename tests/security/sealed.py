"""A valid example of every operation that a device may push, for the tests to bend."""

import json
import uuid
from typing import Any

from leima.app import OPS
from tests.security.bodies import example
from tests.security.firm import NOW, Firm
from tests.security.raw_request import raw_request

OWN_ONLY = (
    *("notice.read", "month.send", "month.recall", "punch.undo"),
    *("claim.save", "claim.remove", "claim.submit", "claim.withdraw"),
    *("trip.save", "trip.remove", "receipt.save", "receipt.remove"),
    *("certificate.save", "certificate.remove"),
    *("leave.request", "leave.change", "leave.withdraw", "leave.cancel", "leave.keep"),
    *("saving.request", "saving.withdraw"),
)
"""What nobody does for another."""
DECIDED = (
    *("month.approve", "month.return", "change.decide", "claim.decide"),
    *("leave.decide", "saving.decide", "kiky.settle"),
)
"""What a supervisor or payroll decides, and never the person themselves."""
PAID = ("claim.pay",)
"""What payroll alone does, for others than themselves."""
UNDONE = {
    "correction.undo": "correction.decide",
    "order.undo": "order.decide",
    "kiky.undo": "kiky.decide",
    "month.undo": "month.approve",
    "change.undo": "change.decide",
    "leave.undo": "leave.decide",
    "claim.undo": "claim.decide",
}
"""What only the one who decided takes back, and the decision that it takes back."""
DISPUTED = ("correction.decide", "correction.undo")
"""What needs a supervisor's word against the person's own: tried on one person."""
SUPERVISORS = {
    "employee": "boss",
    "stranger": "other_boss",
    "their_employee": "",
    "boss": "other_boss",
    "mover": "new_boss",
}
"""Whose row it is, and who supervises them."""
ENTITY = {one.type: one.entity for one in OPS}
NEEDS = {
    "punch.choose": "punch.record",
    "punch.undo": "punch.record",
    "entry.edit": "entry.create",
    "entry.delete": "entry.create",
    "entry.restore": "entry.create",
    "order.decide": "order.ask",
    "order.cancel": "order.ask",
    "absence.change": "absence.record",
    "absence.cancel": "absence.record",
    "claim.remove": "claim.save",
    "trip.remove": "trip.save",
    "receipt.remove": "receipt.save",
    "leave.change": "leave.request",
    "leave.withdraw": "leave.request",
    "leave.decide": "leave.request",
    "certificate.remove": "certificate.save",
}
"""Operations on something that another one must have made."""
VERSIONED = ("entry.create", "kiky.mark", "absence.record", "leave.request", "certificate.save")
"""What makes things that are changed on a version."""


def op(type: str, subject: str, entity: str | None = None, body: Any = None, **envelope: Any) -> dict[str, Any]:
    """A sealed operation of a type about a person."""
    return {
        "op_id": str(uuid.uuid4()),
        "dev_seq": 1,
        "type": type,
        "v": 1,
        "subject": subject,
        "entity": {"type": ENTITY.get(type, "punch"), "id": str(uuid.uuid4()) if entity is None else entity},
        "base": {"version": 9} if NEEDS.get(type) in VERSIONED or type == "kiky.unmark" else None,
        "body": example(type) if body is None else body,
        "time": {"claimed_at": NOW, "tz": "Europe/Helsinki", "offset_min": 120},
        **envelope,
    }


def push(firm: Firm, headers: dict[str, str], *ops: Any, **envelope: Any) -> list[dict[str, Any]]:
    """Pushes, and answers the results."""
    body = {"device_id": "a-device", "batch_id": None, "sent_at": NOW, "ops": list(ops), **envelope}
    answer = raw_request(firm, "POST", "/api/v1/sync/push", headers, body)
    assert answer.status == 200, answer
    results: list[dict[str, Any]] = json.loads(answer.body)["results"]
    assert len(results) == len(ops)
    return results
