"""Words on sent claims: a supervisor decides on what was seen, payroll says that it was paid."""

from leima.access.money import may_pay
from leima.access.rights import may_approve, may_keep, may_see_sent, takes_back
from leima.db.actor import Actor
from leima.db.operations import Applied, Conflicting, Operation, Rejected, asking
from leima.db.tables.travel import Claim
from leima.db.tx import Tx
from leima.features.notices.store import tell
from leima.features.people.signing import signature
from leima.features.travel import drafts, store
from leima.features.travel.notices import DECIDED, ClaimPaid, ClaimUndone
from leima.rules.zone import is_date

STATUS = {"approve": "approved", "return": "returned", "reject": "rejected"}


def _sent(tx: Tx, op: Operation) -> tuple[Actor, Claim, str]:
    """The actor, the claim, and the date whose team decides it. Raises Rejected where the actor may not see it."""
    row, actor = store.claim(tx, op.entity_id), asking(tx)
    if row is None or row.deleted or not may_see_sent(tx, actor, row.person, row.shown_on):
        raise Rejected("not_found")
    return actor, row, row.shown_on or ""


def _refuse_unless(tx: Tx, row: Claim, status: str, seen_version: int) -> None:
    if row.status != status:
        raise Conflicting(drafts.standing(tx, row), ["status"], "already_decided")
    if row.version != seen_version:
        raise Conflicting(drafts.standing(tx, row), ["version"], "changed_since")


def decide(tx: Tx, op: Operation) -> Applied:
    """Approves, returns or rejects a claim as it was seen. The first word wins; the same one twice is no more."""
    actor, row, on = _sent(tx, op)
    if not on or not may_approve(tx, actor, row.person, on):
        raise Rejected("forbidden")
    status, reason = STATUS[op.body.decision], op.body.reason.strip()
    if row.status == status:
        return Applied(row.version)
    if status != "approved" and not reason:
        raise Rejected("reason_needed")
    _refuse_unless(tx, row, "submitted", op.body.seen_version)
    if drafts.total(row) != op.body.seen_total_cents:
        raise Conflicting(drafts.standing(tx, row), ["total_cents"], "changed_since")
    decided = {"status": status, "reason": reason, "decided_at": tx.now, "decided_by": actor.person}
    version = store.write_claim(tx, row.id, row.person, row, status, **decided)
    tell(tx, row.person, DECIDED[status](row.from_date or on, on, signature(tx, actor, row.person, on), reason))
    return Applied(version)


def undo(tx: Tx, op: Operation) -> Applied:
    """Lets a claim that was decided wait again, until a locked pay run has it, it is paid, or its person has gone on
    with it."""
    actor, row, on = _sent(tx, op)
    if not on or not may_approve(tx, actor, row.person, on):
        raise Rejected("forbidden")
    reason = op.body.reason.strip()
    if row.status not in STATUS.values() or not takes_back(actor, row.decided_by, reason):
        raise Conflicting(drafts.standing(tx, row), ["status"], "already_decided")
    _refuse_unless(tx, row, row.status, op.body.seen_version)
    if store.in_pay_run(tx, row):
        raise Rejected("claim_in_payroll")
    again = {"status": "submitted", "reason": "", "decided_at": None, "decided_by": None}
    version = store.write_claim(tx, row.id, row.person, row, "undone", **again)
    tell(tx, row.person, ClaimUndone(row.from_date or on, on, signature(tx, actor, row.person, on), reason))
    return Applied(version)


def open_to_undo(tx: Tx, id: str) -> int | None:
    """The version at which the decision on a claim may be taken back; None where it stands for good."""
    row = store.claim(tx, id)
    if row is None or row.deleted or row.status not in STATUS.values() or store.in_pay_run(tx, row):
        return None
    return row.version


def pay(tx: Tx, op: Operation) -> Applied:
    """Payroll says that an approved claim was paid, and when."""
    actor, row, _ = _sent(tx, op)
    if not may_pay(actor, "claim_paid") or not may_keep(tx, actor, row.person):
        raise Rejected("forbidden")
    if not is_date(op.body.paid_on):
        raise Rejected("bad_date", place="paid_on")
    drafts.refuse_far(tx, paid_on=op.body.paid_on)
    if row.status == "paid" and row.paid_on == op.body.paid_on:
        return Applied(row.version)
    _refuse_unless(tx, row, "approved", op.body.seen_version)
    return Applied(_write_paid(tx, row, op.body.paid_on))


def mark_paid(tx: Tx, id: str, paid_on: str) -> None:
    """An approved claim is paid by a pay run; its person hears of it. One that is not approved stays as it is."""
    row = store.claim(tx, id)
    if row is not None and row.status == "approved":
        _write_paid(tx, row, paid_on)


def _write_paid(tx: Tx, row: Claim, paid_on: str) -> int:
    paid = {"status": "paid", "paid_on": paid_on, "paid_by": asking(tx).person}
    version = store.write_claim(tx, row.id, row.person, row, "paid", **paid)
    on = row.shown_on or paid_on
    tell(tx, row.person, ClaimPaid(row.from_date or on, on, paid_on))
    return version
