"""Requests for leave as devices see them: one's own, and those of the teams one supervises today."""

from typing import Any

from leima.access.rows import own_or_supervised
from leima.db.tables.leave import LeaveRequest
from leima.db.tx import Tx
from leima.db.views import person_name, rows_view
from leima.features.leave import store
from leima.features.leave.answers import LeaveData
from leima.features.leave.counting import counted

_SAME = (
    *("id", "person", "from_date", "until_date", "minutes", "kind", "note", "status", "asked_at", "decided_at"),
    *("decided_was", "answer", "version"),
)


def leave_data(tx: Tx, row: LeaveRequest) -> dict[str, Any]:
    """A request as the asking actor may read it."""
    told = {name: getattr(row, name) for name in _SAME} | {
        "person_name": person_name(tx, row.person),
        "decided_by_name": person_name(tx, row.decided_by),
        "certificate": store.certificate_pages(tx, row.id),
        **counted(tx, row),
    }
    own_row = tx.actor is not None and tx.actor.person == row.person
    return told | {"reason": row.reason} if own_row else told


def _seen_by(tx: Tx) -> tuple[str, dict[str, Any]]:
    """Requests follow the team of today: it is today that they are decided."""
    return own_or_supervised(tx, "t.person")


VIEWS = (rows_view("leave", LeaveRequest, leave_data, LeaveData, seen_by=_seen_by, standing="TRUE"),)
