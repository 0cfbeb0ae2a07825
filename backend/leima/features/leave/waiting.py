"""What of leave waits for a word: requests, and wishes to have granted leave cancelled."""

from collections.abc import Sequence
from datetime import date as Date

from leima.db.actor import Actor
from leima.db.tables.leave import LeaveRequest
from leima.db.tx import Tx
from leima.db.waiting import About, Settled, Totals, Waiting
from leima.features.leave import store
from leima.features.leave.counting import days_used
from leima.features.leave.undoing import open_to_undo
from leima.rules.leave.counting import DAY


def _asked(tx: Tx, actor: Actor) -> Sequence[LeaveRequest]:
    return store.waiting(tx, actor) if actor.may_see_team else ()


def _lengths(tx: Tx, rows: Sequence[LeaveRequest]) -> Totals:
    return {row.id: _length(tx, row) for row in rows}


def _length(tx: Tx, row: LeaveRequest) -> dict[str, int]:
    """Dates, the days of leave that they use (a half counts as one), and minutes of leave that is taken by the hour."""
    dates = (Date.fromisoformat(row.until_date) - Date.fromisoformat(row.from_date)).days + 1
    used = days_used(tx, row)
    told = {"dates": dates} if used is None else {"dates": dates, "days": -(-used // DAY)}
    return told if row.minutes is None else {**told, "minutes": row.minutes * dates}


def _open(tx: Tx, id: str) -> LeaveRequest | None:
    row = store.request(tx, id)
    return row if row is not None and row.status in store.OPEN else None


def _settled(tx: Tx, id: str) -> Settled | None:
    """Leave that was asked for and granted at once, as it stood before the word."""
    row = store.request(tx, id)
    if row is None or row.status != "approved":
        return None
    about = About(row.id, row.person, row.from_date, row.version - 1, "requested")
    return Settled(about, _length(tx, row), "approve")


LEAVE = Waiting(
    "leave",
    ("leave.decide",),
    _asked,
    about=lambda row: About(row.id, row.person, row.from_date, row.version, row.status),
    totals=_lengths,
    find=_open,
    settled_by=("round.settle",),
    settled=_settled,
    undone_by="leave.undo",
    undoable=open_to_undo,
)
WAITING = (LEAVE,)
