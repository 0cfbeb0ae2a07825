"""Granted leave is an absence of its id: what becomes of the absence becomes of the request, whoever changed it."""

from typing import Any

from leima.db.tables.absences import Absence
from leima.db.tables.leave import LeaveRequest
from leima.db.tx import Tx
from leima.features.leave import store
from leima.features.leave.notices import LeaveCancelled, LeaveTaken
from leima.features.notices.store import tell

_SAME = ("from_date", "until_date", "minutes", "kind", "note")
_GRANTED = ("approved", "cancelling")


def follow_absences(tx: Tx) -> None:
    """Before a commit: requests whose absence was cancelled, changed or brought back in this unit of work."""
    for id in sorted({change.id for change in tx.changes if change.type == "absence"}):
        row, stands = store.request(tx, id), tx.get(Absence, id=id)
        if row is None or stands is None or row.person != stands.person:
            continue
        if stands.deleted and row.status in _GRANTED:
            _cancelled(tx, row)
        elif not stands.deleted and row.status in (*_GRANTED, "cancelled"):
            _changed(tx, row, stands)


def _cancelled(tx: Tx, row: LeaveRequest) -> None:
    """The request is cancelled by who took the absence away, and its person hears of it."""
    by = tx.actor
    values = {"status": "cancelled", "answer": "", "decided_at": tx.now, "decided_by": by.person if by else None}
    store.change(tx, row, "decided", values)
    if by is not None and by.person != row.person:
        message = LeaveCancelled if row.status == "cancelling" else LeaveTaken
        tell(tx, row.person, message(row.from_date, row.until_date, by.name, ""))


def _changed(tx: Tx, row: LeaveRequest, stands: Absence) -> None:
    """The request says what stands; one that was cancelled is granted again."""
    new: dict[str, Any] = {name: getattr(stands, name) for name in _SAME}
    new["status"] = "approved" if row.status == "cancelled" else row.status
    differing = {name: value for name, value in new.items() if value != getattr(row, name)}
    if differing:
        store.change(tx, row, "changed", differing)
