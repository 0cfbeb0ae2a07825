"""Dates of closed months whose late facts a person has let count: their stored results stand, their facts say more."""

from leima.db.operations import epoch_minute
from leima.db.tx import Tx
from leima.features.days.gather import gather
from leima.features.ledger.reasons import BY_AGREEMENT
from leima.features.months.store import is_closed
from leima.rules.terms import DayResult


def corrected(tx: Tx, person: str, first: str, last: str) -> list[str]:
    """Closed dates between two whose late facts have been approved, or corrected by a line in an open month."""
    dates = tx.values(
        str,
        "SELECT date FROM change_request WHERE org=:org AND person=:person AND status='approved'"
        " AND date BETWEEN :first AND :last UNION SELECT substr(corrects, :place) AS date FROM posting"
        " WHERE org=:org AND person=:person AND corrects BETWEEN :low AND :high AND source <> :given",
        org=tx.org,
        person=person,
        given=BY_AGREEMENT,
        first=first,
        last=last,
        place=len(person) + 2,
        low=f"{person}:{first}",
        high=f"{person}:{last}",
    )
    return sorted(one for one in dates if is_closed(tx, person, one))


def by_facts(tx: Tx, person: str, date: str) -> DayResult | None:
    """A date worked out from its facts; None while no terms cover it, or it waits for a word."""
    facts = gather(tx, person, date)
    result = None if facts is None else facts.day(epoch_minute(tx.now), False)
    return result if result is not None and result.status == "done" else None
