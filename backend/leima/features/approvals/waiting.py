"""What of the months waits for a word: months that were sent, and changes that came after their month was locked."""

from collections.abc import Sequence

from leima.db.actor import Actor
from leima.db.tables.months import ChangeRequest, MonthState
from leima.db.tx import Tx
from leima.db.waiting import About, Totals, Waiting
from leima.features.approvals import store
from leima.features.months import requests
from leima.features.months import store as months


def _months(tx: Tx, actor: Actor) -> Sequence[MonthState]:
    return store.decidable_months(tx, actor) if actor.may_see_team else ()


def _changes(tx: Tx, actor: Actor) -> Sequence[ChangeRequest]:
    """Nobody decides on their own wish."""
    asked = store.decidable_requests(tx, actor) if actor.may_see_team else ()
    return [row for row in asked if requests.author(row) != actor.person]


def _sums(tx: Tx, rows: Sequence[MonthState]) -> Totals:
    sums = store.sums_of_sent(tx, rows[0].person if len(rows) == 1 else "")
    found = {one.id: {"days": one.days, "flex": one.flex, "kiky": one.kiky} for one in sums}
    return {row.id: found.get(row.id, {}) for row in rows}


def _sent(tx: Tx, id: str) -> MonthState | None:
    row = months.by_id(tx, id)
    return row if row is not None and row.status == "sent" else None


def _asked(tx: Tx, id: str) -> ChangeRequest | None:
    row = tx.get(ChangeRequest, id=id)
    return row if row is not None and row.status == "waiting" else None


def _month_decided(tx: Tx, id: str) -> int | None:
    row = months.by_id(tx, id)
    return row.version if row is not None and row.status in ("approved", "returned") else None


def _change_refused(tx: Tx, id: str) -> int | None:
    row = tx.get(ChangeRequest, id=id)
    return row.version if row is not None and row.status == "rejected" else None


MONTHS = Waiting(
    "month",
    ("month.approve", "month.return"),
    _months,
    about=lambda row: About(row.id, row.person, f"{row.month}-01", row.version),
    totals=_sums,
    find=_sent,
    undone_by="month.undo",
    undoable=_month_decided,
)
CHANGES = Waiting(
    "change_request",
    ("change.decide",),
    _changes,
    about=lambda row: About(row.id, row.person, row.date, row.version, row.kind),
    find=_asked,
    undone_by="change.undo",
    undoable=_change_refused,
)
WAITING = (MONTHS, CHANGES)
