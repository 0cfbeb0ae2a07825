"""What webhooks hear of: some kinds of the audit trail, written as messages in the unit of work that they tell of.

A message says what happened and to which thing, by ids alone: who may read more asks the API.
"""

import json
import uuid
from collections.abc import Mapping
from typing import Literal, get_args

from leima.db.audit import whose
from leima.db.site import instant
from leima.db.tx import Event, Tx
from leima.features.webhooks import store

EventType = Literal[
    "month.sent",
    "month.approved",
    "month.returned",
    "month.closed",
    "month.reopened",
    "payroll_run.locked",
    "claim.approved",
    "claim.paid",
    "claim.undone",
    "leave.decided",
    "leave.changed",
    "leave.undone",
    "person.changed",
    "contracts.changed",
]
EVENTS: tuple[EventType, ...] = get_args(EventType)
TEST = "test"
"""The event that an admin sends by hand."""
_RENAMED: Mapping[str, EventType] = {
    "person.add": "person.changed",
    "person.activate": "person.changed",
    "person.deactivate": "person.changed",
    "person.roles": "person.changed",
    "contract.add": "person.changed",
    "contract.drop": "person.changed",
    "payroll.locked": "payroll_run.locked",
    "contracts.change": "contracts.changed",
    "contracts.undo": "contracts.changed",
}
OF_AUDIT: Mapping[str, EventType] = {
    **{event: event for event in EVENTS if event not in _RENAMED.values()},
    **_RENAMED,
}
"""The event that a kind of the audit trail comes to."""
_TOLD = "webhook"


def tell_webhooks(tx: Tx) -> None:
    """Writes a message to each webhook that hears of what the unit has done."""
    events = tx.audits[tx.made.get(_TOLD, 0) :]
    tx.made[_TOLD] = len(tx.audits)
    if not any(event.what in OF_AUDIT for event in events):
        return
    webhooks = store.hearing(tx)
    if webhooks:
        news = dict.fromkeys(one for event in events if (one := _news(tx, event)))
        for kind, id, person in news:
            body = message(kind, tx.now, {"id": id, **({"person": person} if person else {})})
            for webhook in webhooks:
                if kind in json.loads(webhook.events):
                    store.add_message(tx, webhook.id, kind, body)


def _news(tx: Tx, event: Event) -> tuple[str, str, str | None] | None:
    """The event, the id of its thing, and whose it is."""
    kind = OF_AUDIT.get(event.what)
    if kind is None:
        return None
    owners = {change.id: change.owner for change in tx.changes if change.owner and change.owner != "*"}
    person = whose(event, owners)
    return kind, person if kind == "person.changed" and person else event.entity_id, person


def message(kind: str, at: int, data: Mapping[str, str]) -> str:
    """The body of a message; `at` is epoch milliseconds."""
    return json.dumps({"type": kind, "timestamp": instant(at), "data": data}, separators=(",", ":"))


def add_test(tx: Tx, webhook: str) -> None:
    """A message that only says that it is one."""
    store.add_message(tx, webhook, TEST, message(TEST, tx.now, {"id": str(uuid.uuid4())}))
