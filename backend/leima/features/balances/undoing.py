"""Undoing a deed obeys what doing one does: floors, and the bank's limits."""

from leima.db.tx import Row, Tx
from leima.features.balances import acts, store
from leima.features.balances.floors import floor_of, refuse_if_below, refuse_if_full
from leima.features.people.terms import rates_on

UNBOUND = frozenset({"opening"})
"""Kinds that no floor holds when they are done."""


def refuse_if_not_undoable(tx: Tx, row: Row) -> None:
    """Raises BelowFloor or OverLimit, as a fresh act would, when the opposite of an act's legs does not fit."""
    parts = [row] if row.person is not None else store.acts_of_bulk(tx, row.id)
    for part in parts:
        if part.undone_at is None and part.kind not in UNBOUND:
            _check(tx, part)


def _check(tx: Tx, row: Row) -> None:
    date = acts.open_date(tx, row.person, row.date)
    rates = rates_on(tx, row.person, date)
    legs = acts.legs_of(tx, row.id)
    for leg in legs:
        if leg.account != "kiky":
            floor = floor_of(tx, row.person, leg.account, date, rates)
            refuse_if_below(tx, row.person, leg.account, leg.year, date, -leg.amount, floor)
        if leg.account == "bank" and leg.amount < 0 and row.kind == "transfer":
            refuse_if_full(tx, row.person, -leg.amount, date, rates, flex=False)
