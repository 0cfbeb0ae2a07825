"""A month's way: its person sends it, a supervisor approves or returns it. Who was first, was first."""

import re
from typing import Any

from leima.access.rights import may_approve, may_see, takes_back
from leima.db.operations import Applied, Conflicting, Operation, Rejected, asking
from leima.db.site import today
from leima.db.tables.months import MonthState
from leima.db.tx import Tx
from leima.db.views import person_name
from leima.features.approvals.notices import MONTH_DECIDED, MonthUndone
from leima.features.approvals.totals import bounds, pending
from leima.features.approvals.unfinished import unfinished
from leima.features.months import store as months
from leima.features.notices.store import tell
from leima.features.people.signing import signature
from leima.rules.locks import LOCKED

_ID = re.compile(r"^(?P<person>.{1,64}):(?P<month>(19|20)\d\d-(0[1-9]|1[0-2]))$")


def _own_month(tx: Tx, op: Operation) -> str:
    """The month (YYYY-MM) of one's own that an operation names. Raises Rejected."""
    actor = asking(tx)
    if op.subject != actor.person:
        raise Rejected("forbidden")
    named = _ID.match(op.entity_id)
    if named is None or named["person"] != actor.person:
        raise Rejected("not_found")
    return named["month"]


def refuse_while_days_wait(tx: Tx, person: str, month: str) -> None:
    """Raises Rejected `month_pending`, which names the dates that nobody has confirmed."""
    waiting = pending(tx, person, month)
    if waiting:
        dates = ", ".join(f"{int(date[8:])}.{int(date[5:7])}." for date in waiting)
        raise Rejected("month_pending", dates=dates)


def _flags(tx: Tx, person: str, month: str) -> tuple[str, ...]:
    """`month_unfinished` where days are missing or to come, somebody is still in, or time is undecided: the device has
    asked before, and the server says so in its answer."""
    return ("month_unfinished",) if unfinished(tx, person, month).any else ()


def send(tx: Tx, op: Operation) -> Applied:
    """The person says that the month is right."""
    month = _own_month(tx, op)
    if month > today(tx)[:7]:
        raise Rejected("month_not_begun")
    refuse_while_days_wait(tx, op.subject, month)
    flags = _flags(tx, op.subject, month)
    row = months.month_state(tx, op.subject, month)
    if row is None:
        if months.is_closed(tx, op.subject, f"{month}-01"):
            raise Rejected("period_locked")
        return Applied(months.begin(tx, op.subject, month, "sent"), flags)
    if row.status not in ("open", "returned"):
        return Applied(row.version)
    version = months.change(tx, row, "sent", sent_at=tx.now, reason="", decided_at=None, decided_by=None)
    return Applied(version, flags)


def recall(tx: Tx, op: Operation) -> Applied:
    """The person takes the month back, as long as nobody has approved it."""
    row = months.month_state(tx, op.subject, _own_month(tx, op))
    if row is None:
        raise Rejected("month_not_sent")
    if row.status in LOCKED:
        raise _already(tx, row)
    if row.status != "sent":
        return Applied(row.version)
    return Applied(months.change(tx, row, "open", sent_at=None))


def _already(tx: Tx, row: MonthState, code: str = "already_decided") -> Conflicting:
    """Returns the conflict: who decided before, and what."""
    by = person_name(tx, row.closed_by or row.decided_by)
    current = {"status": row.status, "version": row.version, "reason": row.reason, "by_name": by}
    return Conflicting({**current, "decided_by_name": by, "decided_at": row.decided_at}, ["status"], code)


def _decidable(tx: Tx, op: Operation) -> MonthState:
    """The sent month as it was seen. Raises Rejected without the right, Conflicting when it is not that any more."""
    row, actor = months.by_id(tx, op.entity_id), asking(tx)
    stretch = bounds(row.month) if row is not None else ()
    if row is None or not may_see(tx, actor, row.person, *stretch):
        raise Rejected("not_found")
    if not may_approve(tx, actor, row.person, *stretch):
        raise Rejected("forbidden")
    return row


def _refuse_unless_seen(tx: Tx, row: MonthState, seen: int) -> None:
    if row.status != "sent":
        raise _already(tx, row)
    if row.version != seen:
        raise _already(tx, row, "changed_since")


def _decide(tx: Tx, row: MonthState, status: str, reason: str, flags: tuple[str, ...] = ()) -> Applied:
    actor = asking(tx)
    decided: dict[str, Any] = {"decided_at": tx.now, "decided_by": actor.person, "reason": reason}
    version = months.change(tx, row, status, **decided)
    tell(tx, row.person, MONTH_DECIDED[status](row.month, signature(tx, actor, row.person, *bounds(row.month)), reason))
    return Applied(version, flags)


def approve(tx: Tx, op: Operation) -> Applied:
    """Approves a month. Approving it again changes nothing."""
    row = _decidable(tx, op)
    if row.status == "approved" and row.decided_by == asking(tx).person:
        return Applied(row.version)
    _refuse_unless_seen(tx, row, op.body.seen_version)
    refuse_while_days_wait(tx, row.person, row.month)
    return _decide(tx, row, "approved", "", _flags(tx, row.person, row.month))


def send_back(tx: Tx, op: Operation) -> Applied:
    """A supervisor returns the month, and says why."""
    row, reason = _decidable(tx, op), op.body.reason.strip()
    if not reason:
        raise Rejected("reason_needed")
    if row.status == "returned" and row.decided_by == asking(tx).person:
        return Applied(row.version)
    if row.status == "approved" and row.version == op.body.seen_version:
        return _decide(tx, row, "returned", reason)
    _refuse_unless_seen(tx, row, op.body.seen_version)
    return _decide(tx, row, "returned", reason)


def undo(tx: Tx, op: Operation) -> Applied:
    """Takes an approval or a return back, as long as the month has not changed since; another's with a reason."""
    row, actor = _decidable(tx, op), asking(tx)
    if row.status == "sent" and row.decided_by == actor.person:
        return Applied(row.version)
    reason = op.body.reason.strip()
    theirs = row.status in ("approved", "returned") and takes_back(actor, row.decided_by, reason)
    if not theirs or row.version != op.body.seen_version:
        raise _already(tx, row, "already_decided" if row.status != "sent" else "changed_since")
    version = months.change(tx, row, "sent", reason="")
    tell(tx, row.person, MonthUndone(row.month, signature(tx, actor, row.person, *bounds(row.month)), reason))
    return Applied(version)
