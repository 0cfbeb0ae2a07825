"""What stands of a claim, and whether its person's own hand may still change it."""

from collections.abc import Mapping
from typing import Any

from leima.db.operations import Conflicting, Operation, Rejected, asking
from leima.db.site import reach, today
from leima.db.tables.travel import Claim
from leima.db.tx import Tx
from leima.db.views import person_name
from leima.features.travel import store
from leima.features.travel.working import travel_terms
from leima.rules.zone import FIRST_DATE

OPEN = ("draft", "returned")
"""The statuses in which the person's own hand changes a claim."""


def own(tx: Tx, op: Operation) -> str:
    """The acting person's id: nobody makes another's claim. Raises Rejected."""
    if asking(tx).person != op.subject:
        raise Rejected("forbidden")
    return op.subject


def own_claim(tx: Tx, person: str, id: str) -> Claim | None:
    """The person's claim, or None where nobody has one of this id. Raises Rejected for another's."""
    row = store.claim(tx, id)
    if row is not None and row.person != person:
        raise Rejected("not_found")
    return row


def total(row: Claim) -> int:
    """What the claim comes to in cents, the advance not taken off."""
    return row.due_cents + row.expenses_cents


def standing(tx: Tx, row: Claim) -> dict[str, Any]:
    """How far a claim has come, as a conflict shows it."""
    return {
        "status": row.status,
        "version": row.version,
        "deleted": row.deleted,
        "reason": row.reason,
        "total_cents": total(row),
        "decided_by": person_name(tx, row.decided_by),
        "decided_at": row.decided_at,
    }


def refuse_unless_open(tx: Tx, row: Claim | None) -> None:
    """Raises Conflicting when a claim has been sent or removed."""
    if row is not None and row.deleted:
        raise Conflicting(standing(tx, row), ["deleted"], "claim_removed")
    if row is not None and row.status not in OPEN:
        raise Conflicting(standing(tx, row), ["status"], "claim_sent")


def refuse_far(tx: Tx, **dates: str | None) -> None:
    """Raises Rejected, with the field in `place`, for a date further ahead than anybody plans."""
    last = reach(tx)[1]
    for place, date in dates.items():
        if date is not None and date > last:
            raise Rejected("date_too_far", first=FIRST_DATE, last=last, place=place)


def refuse_unknown_centre(tx: Tx, *ids: str | None) -> None:
    """Raises Rejected for a cost centre that the organisation does not have."""
    if not all(store.knows_centre(tx, id) for id in set(ids) if id is not None):
        raise Rejected("unknown_cost_centre", place="cost_centre")


def refuse_stale(op: Operation, row: Any, now: Mapping[str, Any], wanted: Mapping[str, Any]) -> None:
    """Raises Conflicting when a word would be lost that the device had not seen; the same word twice is none."""
    differing = [name for name in wanted if now.get(name) != wanted[name]]
    if row.deleted:
        differing.append("deleted")
    if differing and (op.base or 0) < row.edited:
        raise Conflicting({**now, "version": row.version, "deleted": row.deleted}, differing)


def write_summed(tx: Tx, person: str, id: str, row: Claim | None, what: str = "", **values: Any) -> int:
    """Writes a claim, which may be new, with its sums and its payee as they are now. Returns its version."""
    sums = store.sums(tx, id)
    values = {"payee": payee(tx, person, sums.until_date), **sums._asdict(), **values}
    return store.write_claim(tx, id, person, row, what, **values)


def payee(tx: Tx, person: str, until: str | None) -> str:
    """Whether the person is an employee or a contractor on the last date of a claim; today while it has none."""
    return travel_terms(tx, person, until or today(tx)).payee
