"""A decision on leave is taken back while it is safe: its days have not begun, and nothing has come after it."""

from leima.access.rights import takes_back
from leima.db.operations import Applied, Conflicting, Operation, Rejected
from leima.db.site import today
from leima.db.tables.leave import LeaveRequest
from leima.db.tx import Tx
from leima.features.leave import store
from leima.features.leave.asking import refuse_locked, write
from leima.features.leave.deciding import decidable, grant, take_away
from leima.features.leave.notices import LeaveUndone
from leima.features.leave.views import leave_data
from leima.features.notices.store import tell
from leima.features.people.signing import signature

_AGAIN = {"decided_at": None, "decided_by": None, "answer": ""}


def undo(tx: Tx, op: Operation) -> Applied:
    """Lets what was decided wait again. One's own needs no reason, another's does."""
    actor, row = decidable(tx, op)
    reason = op.body.reason.strip()
    if row.decided_was is None or row.version != op.body.seen_version:
        raise Conflicting(leave_data(tx, row), ["version"], "changed_since")
    if not takes_back(actor, row.decided_by, reason):
        raise Conflicting(leave_data(tx, row), ["status"], "already_decided")
    if has_begun(tx, row):
        raise Rejected("leave_begun")
    if row.status == "cancelled":
        refuse_locked(tx, row.person, row.from_date, row.until_date)
        grant(tx, actor, row)
    elif row.status == "approved" and row.decided_was == "requested":
        refuse_locked(tx, row.person, row.from_date, row.until_date)
        take_away(tx, row)
    tell(tx, row.person, LeaveUndone(row.from_date, row.until_date, signature(tx, actor, row.person), reason))
    return write(tx, row, "undone", {**_AGAIN, "status": row.decided_was})


def has_begun(tx: Tx, row: LeaveRequest) -> bool:
    """Whether days have begun that follow from the decision; a refusal changed none."""
    changed = row.status == "cancelled" or (row.status, row.decided_was) == ("approved", "requested")
    return changed and row.from_date <= today(tx)


def open_to_undo(tx: Tx, id: str) -> int | None:
    """The version at which the decision on a request may be taken back; None where it stands for good."""
    row = store.request(tx, id)
    return row.version if row is not None and row.decided_was is not None and not has_begun(tx, row) else None
