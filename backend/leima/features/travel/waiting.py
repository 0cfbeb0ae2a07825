"""What of travel waits for a word: claims that were sent, for the supervisor of their date and for payroll."""

from collections.abc import Sequence

from leima.db.actor import Actor
from leima.db.tables.travel import Claim
from leima.db.tx import Tx
from leima.db.waiting import About, Totals, Waiting
from leima.features.travel import store
from leima.features.travel.deciding import open_to_undo


def _sent(tx: Tx, actor: Actor) -> Sequence[Claim]:
    """Nobody decides on their own."""
    if not actor.supervises and "payroll" not in actor.roles:
        return ()
    return [row for row in store.sent(tx) if row.person != actor.person]


def _sums(tx: Tx, rows: Sequence[Claim]) -> Totals:
    names = ("due_cents", "tax_free_cents", "taxable_cents", "expenses_cents", "advance_cents")
    return {row.id: {name: getattr(row, name) for name in names} for row in rows}


def _claim(tx: Tx, id: str) -> Claim | None:
    row = store.claim(tx, id)
    return row if row is not None and row.status == "submitted" and not row.deleted else None


CLAIMS = Waiting(
    "claim",
    ("claim.decide",),
    _sent,
    about=lambda row: About(row.id, row.person, row.shown_on or "", row.version),
    totals=_sums,
    find=_claim,
    undone_by="claim.undo",
    undoable=open_to_undo,
)
WAITING = (CLAIMS,)
