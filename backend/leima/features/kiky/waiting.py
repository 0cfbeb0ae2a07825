"""What of kiky waits for somebody's word: marks for a supervisor's, ended years and bonuses for who may settle them."""

from collections.abc import Sequence

from leima.db.actor import Actor
from leima.db.tables.hours import KikyMark
from leima.db.tx import Tx
from leima.db.waiting import About, Totals, Waiting
from leima.features.kiky import proposals, store
from leima.features.kiky.schemas import KikyProposal, Plan
from leima.features.kiky.settling import proposal_of


def _marks(tx: Tx, actor: Actor) -> Sequence[KikyMark]:
    return [row for row in store.waiting(tx) if row.person != actor.person]


def _proposals(tx: Tx, actor: Actor) -> Sequence[KikyProposal]:
    return proposals.left_of_years(tx, actor) if actor.may_see_team else ()


def _plans(tx: Tx, actor: Actor) -> Sequence[Plan]:
    return proposals.planned(tx, actor) if actor.may_see_team else ()


def _left(tx: Tx, rows: Sequence[KikyProposal]) -> Totals:
    return {_year_of(row): {"minutes": row.minutes} for row in rows}


def _planned(tx: Tx, rows: Sequence[Plan]) -> Totals:
    return {row.id: {"minutes": row.minutes} for row in rows}


def _year_of(one: KikyProposal) -> str:
    return f"{one.person}:{one.year}"


def _mark(tx: Tx, id: str) -> KikyMark | None:
    row = tx.get(KikyMark, id=id)
    return row if row is not None and row.waits and not row.deleted else None


def _mark_decided(tx: Tx, id: str) -> int | None:
    row = tx.get(KikyMark, id=id)
    return row.version if row is not None and row.decided_by is not None and not row.waits else None


MARKS = Waiting(
    "kiky_mark",
    ("kiky.decide",),
    _marks,
    about=lambda row: About(row.id, row.person, row.date, row.version),
    find=_mark,
    undone_by="kiky.undo",
    undoable=_mark_decided,
)
PROPOSALS = Waiting(
    "kiky_proposal",
    ("kiky.settle", "decideKikyProposal"),
    _proposals,
    about=lambda one: About(_year_of(one), one.person, f"{one.year}-12-31", what=one.kind),
    totals=_left,
    find=proposal_of,
)
PLANS = Waiting(
    "kiky_plan",
    ("settleKikyBonus",),
    _plans,
    about=lambda one: About(one.id, one.person, one.date),
    totals=_planned,
)
WAITING = (MARKS, PROPOSALS, PLANS)
