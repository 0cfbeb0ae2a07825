"""Wishes that a round has not granted, for the list of what was decided: they never wait in the inbox one by one."""

from datetime import date as Date

from leima.db.tables.rounds import RoundWish
from leima.db.tx import Tx
from leima.db.waiting import About, Settled, Waiting
from leima.features.rounds import store


def _about(row: RoundWish) -> About:
    return About(row.id, row.person, row.first_from, row.version - 1)


def _settled(tx: Tx, id: str) -> Settled | None:
    row = store.wish_of(tx, id)
    if row is None or row.status != "rejected":
        return None
    dates = (Date.fromisoformat(row.first_until) - Date.fromisoformat(row.first_from)).days + 1
    return Settled(_about(row), {"dates": dates}, "reject")


WISHES = Waiting(
    "round_wish",
    ("round.settle",),
    lambda tx, actor: (),
    about=_about,
    settled_by=("round.settle",),
    settled=_settled,
)
WAITING = (WISHES,)
