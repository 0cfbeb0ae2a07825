"""What of saved leave waits for a word."""

from collections.abc import Sequence

from leima.db.actor import Actor
from leima.db.tables.saving import Saving
from leima.db.tx import Tx
from leima.db.waiting import About, Totals, Waiting
from leima.features.saving import store


def _asked(tx: Tx, actor: Actor) -> Sequence[Saving]:
    return store.waiting(tx, actor) if actor.may_see_team else ()


def _lengths(tx: Tx, rows: Sequence[Saving]) -> Totals:
    return {row.id: {"days": row.days} for row in rows}


def _open(tx: Tx, id: str) -> Saving | None:
    row = store.wish(tx, id)
    return row if row is not None and row.status == "requested" else None


SAVINGS = Waiting(
    "saving",
    ("saving.decide",),
    _asked,
    about=lambda row: About(row.id, row.person, f"{row.earning_year}-03-31", row.version),
    totals=_lengths,
    find=_open,
)
WAITING = (SAVINGS,)
