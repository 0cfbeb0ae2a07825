"""Undoing a deed obeys what doing one does: floors, and the bank's limits."""

from leima.db.tables.ledger import Act
from leima.db.tx import Tx
from leima.features.agreements.terms import rates_on
from leima.features.ledger import acts, store
from leima.features.ledger.floors import floor_of, refuse_if_below, refuse_if_full

UNBOUND = frozenset({"opening"})
"""Kinds that no floor holds when they are done."""


def refuse_if_not_undoable(tx: Tx, row: Act) -> None:
    """Raises BelowFloor or OverLimit, as a fresh act would, when the opposite of an act's legs does not fit."""
    parts = [row] if row.person is not None else store.acts_of_bulk(tx, row.id)
    for part in parts:
        if part.person is not None and part.undone_at is None and part.kind not in UNBOUND:
            _check(tx, part, part.person)


def _check(tx: Tx, row: Act, person: str) -> None:
    date = acts.open_date(tx, person, row.date)
    rates = rates_on(tx, person, date)
    legs = acts.legs_of(tx, row.id)
    for leg in legs:
        if leg.account != "kiky":
            floor = floor_of(tx, person, leg.account, date, rates)
            refuse_if_below(tx, person, leg.account, leg.year, date, -leg.amount, floor)
        if leg.account == "bank" and leg.amount < 0 and row.kind == "transfer":
            refuse_if_full(tx, person, -leg.amount, date, rates, flex=False)
