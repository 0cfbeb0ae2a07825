"""Decides a mark that only its person has made: confirm, refuse, and take that back."""

from leima.access.rights import may_decide_today, may_see, overrides, takes_back
from leima.db.operations import Applied, Conflicting, Operation, Rejected, asking
from leima.db.tables.hours import KikyMark
from leima.db.tx import Tx
from leima.db.views import person_name
from leima.features.kiky import store
from leima.features.kiky.notices import MarkApproved, MarkRejected, MarkUndone
from leima.features.kiky.service import mark_data
from leima.features.months.requests import hold
from leima.features.notices.store import tell
from leima.features.people.signing import signature


def decide(tx: Tx, op: Operation) -> Applied:
    """A mark that waits counts from now on, or is taken away. The first word wins; the same one twice is one word."""
    row = _decidable(tx, op)
    approve = op.body.decision == "approve"
    if row.decided_by is not None and not row.waits and row.deleted != approve:
        return Applied(row.version)
    if not row.waits or row.deleted or row.version != op.body.seen_version:
        raise _moved_on(tx, row)
    if held := hold(tx, op, "kiky_mark", row.date, old=mark_data(row), version=row.version):
        return held
    said = MarkApproved if approve else MarkRejected
    tell(tx, row.person, said(row.date, op.body.reason, signature(tx, asking(tx), row.person)))
    return _write(tx, row, {"waits": False, "deleted": not approve, "decided_by": asking(tx).person}, "decided")


def undo(tx: Tx, op: Operation) -> Applied:
    """A mark that was decided waits again; another's word is taken back with a reason."""
    row, actor = _decidable(tx, op), asking(tx)
    if row.decided_by == actor.person and row.waits and not row.deleted:
        return Applied(row.version)
    if not takes_back(actor, row.decided_by, op.body.reason) or row.waits or row.version != op.body.seen_version:
        raise _moved_on(tx, row)
    if any(one.id != row.id for one in store.marks_on(tx, row.person, row.date)):
        raise Rejected("kiky_already")
    if held := hold(tx, op, "kiky_mark", row.date, old=mark_data(row), version=row.version):
        return held
    tell(tx, row.person, MarkUndone(row.date, signature(tx, actor, row.person), op.body.reason.strip()))
    return _write(tx, row, {"waits": True, "deleted": False}, "decision_undone")


def owner(tx: Tx, id: str) -> str | None:
    """Whose mark it is."""
    row = tx.get(KikyMark, id=id)
    return row.person if row else None


def _decidable(tx: Tx, op: Operation) -> KikyMark:
    row, actor = tx.get(KikyMark, id=op.entity_id), asking(tx)
    if row is None or row.person != op.subject or not may_see(tx, actor, row.person):
        raise Rejected("not_found")
    if not (overrides(actor, row.person) or may_decide_today(tx, actor, row.person)):
        raise Rejected("forbidden")
    return row


def _moved_on(tx: Tx, row: KikyMark) -> Conflicting:
    by = None if row.waits else person_name(tx, row.decided_by)
    current = {**mark_data(row), "deleted": row.deleted, "decided_by_name": by}
    return Conflicting(current, ["waits"], "changed_since" if by is None else "already_decided")


def _write(tx: Tx, row: KikyMark, values: dict[str, object], what: str) -> Applied:
    tx.touch(row.person, row.date, row.date)
    before = {name: getattr(row, name) for name in values}
    tx.audit(f"kiky.{what}", "kiky_mark", row.id, {"date": row.date, **before}, values)
    return Applied(store.change(tx, row, values))
