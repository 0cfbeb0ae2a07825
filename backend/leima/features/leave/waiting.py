"""What of leave waits for a word: requests, and wishes to have granted leave cancelled."""

from collections.abc import Sequence
from datetime import date as Date

from leima.db.actor import Actor
from leima.db.tables.leave import LeaveRequest
from leima.db.tx import Tx
from leima.db.waiting import About, Totals, Waiting
from leima.features.leave import store


def _asked(tx: Tx, actor: Actor) -> Sequence[LeaveRequest]:
    return store.waiting(tx, actor) if actor.may_see_team else ()


def _lengths(tx: Tx, rows: Sequence[LeaveRequest]) -> Totals:
    return {row.id: _length(row) for row in rows}


def _length(row: LeaveRequest) -> dict[str, int]:
    dates = (Date.fromisoformat(row.until_date) - Date.fromisoformat(row.from_date)).days + 1
    return {"dates": dates} if row.minutes is None else {"dates": dates, "minutes": row.minutes * dates}


def _open(tx: Tx, id: str) -> LeaveRequest | None:
    row = store.request(tx, id)
    return row if row is not None and row.status in store.OPEN else None


LEAVE = Waiting(
    "leave",
    ("leave.decide",),
    _asked,
    about=lambda row: About(row.id, row.person, row.from_date, row.version, row.status),
    totals=_lengths,
    find=_open,
)
WAITING = (LEAVE,)
