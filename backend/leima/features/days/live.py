"""A date as it stands now, its open span included."""

from leima.db.tx import Tx
from leima.features.days.gather import Facts, gather, gather_outside
from leima.features.days.recompute import work_out
from leima.rules.outside import outside
from leima.rules.terms import DayResult


def facts_now(tx: Tx, person: str, date: str) -> Facts | None:
    """Returns the date's facts. Where the date was just recomputed from facts, those are returned."""
    recomputed = tx.cache.recomputed_from.get((person, date)) if is_worked_out(tx, person, date) else None
    return recomputed if isinstance(recomputed, Facts) else gather(tx, person, date)


def is_worked_out(tx: Tx, person: str, date: str) -> bool:
    """Whether the date was just recomputed from facts that still stand."""
    return not tx.touched and isinstance(tx.cache.recomputed_from.get((person, date)), Facts)


def live_day(tx: Tx, person: str, date: str) -> DayResult | None:
    """The result of a date now, open span included; None where no terms are in force and nothing was done."""
    facts = facts_now(tx, person, date)
    if facts is not None:
        return work_out(tx, facts, live=True)
    done = gather_outside(tx, person, date)
    return None if done is None else outside(work_out(tx, done, live=True))
