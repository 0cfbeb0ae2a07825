"""Words on requests for leave: granted leave is time away of the same id from then on."""

from leima.access.rights import may_approve
from leima.db.actor import Actor
from leima.db.operations import Applied, Conflicting, Operation, Rejected, asking
from leima.db.tables.absences import Absence
from leima.db.tables.leave import LeaveRequest
from leima.db.tx import Tx
from leima.features.absences import store as absences
from leima.features.leave import store
from leima.features.leave.asking import refuse_locked, write
from leima.features.leave.notices import LeaveApproved, LeaveCancelled, LeaveRejected, LeaveStands, LeaveWord
from leima.features.leave.views import leave_data
from leima.features.notices.store import tell
from leima.features.people.signing import signature

BECOMES: dict[tuple[str, str], tuple[str, type[LeaveWord]]] = {
    ("requested", "approve"): ("approved", LeaveApproved),
    ("requested", "reject"): ("rejected", LeaveRejected),
    ("cancelling", "approve"): ("cancelled", LeaveCancelled),
    ("cancelling", "reject"): ("approved", LeaveStands),
}
"""The status that a word gives to what waits, and what its person is told."""
_GRANTED = ("from_date", "until_date", "minutes", "kind", "note", "reason")


def decide(tx: Tx, op: Operation) -> Applied:
    """Grants or refuses leave, or its cancelling, as it was seen. The first word wins."""
    actor, row = decidable(tx, op)
    reason = op.body.reason.strip()
    if op.body.decision == "reject" and not reason:
        raise Rejected("reason_needed")
    if row.status == "withdrawn":
        raise Conflicting(leave_data(tx, row), ["status"], "leave_withdrawn")
    if row.status not in store.OPEN:
        raise Conflicting(leave_data(tx, row), ["status"], "already_decided")
    if row.version != op.body.seen_version:
        raise Conflicting(leave_data(tx, row), ["version"], "changed_since")
    done = give_word(tx, actor, row, op.body.decision, reason)
    message = BECOMES[row.status, op.body.decision][1]
    tell(tx, row.person, message(row.from_date, row.until_date, signature(tx, actor, row.person), reason))
    return done


def decidable(tx: Tx, op: Operation) -> tuple[Actor, LeaveRequest]:
    """Who asks, and the request. Raises Rejected where they may not decide on it."""
    actor, row = asking(tx), store.request(tx, op.entity_id)
    if row is None or row.person != op.subject or not may_approve(tx, actor, row.person):
        raise Rejected("forbidden" if row is not None and row.person == actor.person else "not_found")
    return actor, row


def give_word(tx: Tx, actor: Actor, row: LeaveRequest, decision: str, reason: str) -> Applied:
    """Carries a word out on what waits: whoever calls has asked the right, and tells the person."""
    if decision == "approve":
        refuse_locked(tx, row.person, row.from_date, row.until_date)
        _carry_out(tx, actor, row)
    status = BECOMES[row.status, decision][0]
    decided = {"status": status, "answer": reason, "decided_at": tx.now, "decided_by": actor.person}
    return write(tx, row, "decided", {**decided, "decided_was": row.status})


def _carry_out(tx: Tx, actor: Actor, row: LeaveRequest) -> None:
    if row.status == "cancelling":
        take_away(tx, row)
    else:
        grant(tx, actor, row)


def grant(tx: Tx, actor: Actor, row: LeaveRequest) -> None:
    """Lets the leave stand, again where it did before. Raises Rejected where an absence that is none of it has its
    id."""
    stands, values = tx.get(Absence, id=row.id), {name: getattr(row, name) for name in _GRANTED}
    if stands is None:
        absences.add(tx, row.id, row.person, actor.person, values)
    elif stands.deleted and stands.person == row.person:
        absences.change(tx, stands, {**values, "deleted": False})
    else:
        raise Rejected("entity_exists")
    tx.touch(row.person, row.from_date, row.until_date)


def take_away(tx: Tx, row: LeaveRequest) -> None:
    """The leave stands no more."""
    stands = tx.get(Absence, id=row.id)
    if stands is not None and not stands.deleted:
        absences.change(tx, stands, {"deleted": True})
    tx.touch(row.person, row.from_date, row.until_date)
