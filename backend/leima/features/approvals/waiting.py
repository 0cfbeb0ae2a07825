"""What of the months waits for a word: months that were sent, and changes that came after their month was locked."""

from collections.abc import Sequence

from leima.db.actor import Actor
from leima.db.tables.months import ChangeRequest, MonthState
from leima.db.tx import Tx
from leima.db.waiting import About, Totals, Waiting
from leima.features.approvals import store
from leima.features.months import requests


def _months(tx: Tx, actor: Actor) -> Sequence[MonthState]:
    return store.decidable_months(tx, actor) if actor.may_see_team else ()


def _changes(tx: Tx, actor: Actor) -> Sequence[ChangeRequest]:
    """Nobody decides on their own wish."""
    asked = store.decidable_requests(tx, actor) if actor.may_see_team else ()
    return [row for row in asked if requests.author(row) != actor.person]


def _sums(tx: Tx, rows: Sequence[MonthState]) -> Totals:
    found = {one.id: {"days": one.days, "flex": one.flex, "kiky": one.kiky} for one in store.sums_of_sent(tx)}
    return {row.id: found.get(row.id, {}) for row in rows}


MONTHS = Waiting(
    "month",
    ("month.approve", "month.return"),
    _months,
    about=lambda row: About(row.id, row.person, f"{row.month}-01", row.version),
    totals=_sums,
)
CHANGES = Waiting(
    "change_request",
    ("change.decide",),
    _changes,
    about=lambda row: About(row.id, row.person, row.date, row.version, row.kind),
)
WAITING = (MONTHS, CHANGES)
