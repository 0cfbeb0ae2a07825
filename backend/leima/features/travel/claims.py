"""A claim's way until it is decided: its person gathers, sends, withdraws or removes it."""

from typing import Any

from leima.db.operations import Applied, Conflicting, Operation, Rejected
from leima.db.tables.travel import Claim
from leima.db.tx import Tx
from leima.features.travel import drafts, items, store
from leima.features.travel.checking import missing_of, payees_of

HEAD = ("title", "cost_centre", "advance_cents", "note")


def _existing(tx: Tx, op: Operation) -> Claim:
    row = drafts.own_claim(tx, drafts.own(tx, op), op.entity_id)
    if row is None:
        raise Rejected("not_found")
    return row


def save(tx: Tx, op: Operation) -> Applied:
    """Makes a claim, or changes its head."""
    person = drafts.own(tx, op)
    row = drafts.own_claim(tx, person, op.entity_id)
    wanted = {name: getattr(op.body, name) for name in HEAD}
    drafts.refuse_unless_open(tx, row)
    if row is not None:
        now = {name: getattr(row, name) for name in HEAD}
        drafts.refuse_stale(op, row, now, wanted)
        if now == wanted and row.edited:
            return Applied(row.version)
    drafts.refuse_unknown_centre(tx, op.body.cost_centre)
    return Applied(drafts.write_summed(tx, person, op.entity_id, row, "saved", **wanted, edited=True))


def remove(tx: Tx, op: Operation) -> Applied:
    """Removes a claim that nobody has to decide on, with its trips and receipts."""
    row = _existing(tx, op)
    if row.deleted:
        return Applied(row.version)
    drafts.refuse_unless_open(tx, row)
    for trip in store.trips_of(tx, row.id):
        store.write_trip(tx, trip.id, row.person, trip, "removed", deleted=True, edited=True)
    for receipt in store.receipts_of(tx, row.id):
        store.write_receipt(tx, receipt.id, row.person, receipt, "removed", deleted=True, edited=True)
    return Applied(drafts.write_summed(tx, row.person, row.id, row, "removed", deleted=True, edited=True))


def submit(tx: Tx, op: Operation) -> Applied:
    """Sends a claim: everything is worked out once more, and stays as it is from then on.

    Raises Rejected `claim_incomplete`, which lists what is missing, and `claim_two_payees` for trips before and after
    an employee has become a contractor: payroll pays the ones, the others are invoiced.
    """
    row = _existing(tx, op)
    if row.status == "submitted":
        return Applied(row.version)
    drafts.refuse_unless_open(tx, row)
    trips, receipts = store.trips_of(tx, row.id), store.receipts_of(tx, row.id)
    flags = [flag for one in trips for flag in items.work_trip_again(tx, one, row.until_date)]
    flags += [flag for one in receipts for flag in items.work_receipt_again(tx, one, row.until_date)]
    drafts.refuse_unknown_centre(tx, row.cost_centre, *items.centres_of([*trips, *receipts]))
    trips = store.trips_of(tx, row.id)
    missing = missing_of(row.id, trips, store.receipts_of(tx, row.id))
    if missing:
        raise Rejected("claim_incomplete", missing=missing)
    if payees_of(trips) - {drafts.payee(tx, row.person, row.until_date)}:
        raise Rejected("claim_two_payees")
    return _send(tx, op, row, flags)


def _send(tx: Tx, op: Operation, row: Claim, flags: list[str]) -> Applied:
    sums = store.sums(tx, row.id)
    if op.body.due_cents is not None and op.body.due_cents != sums.due_cents:
        flags.append("sums_differ")
    if row.advance_cents > sums.due_cents + sums.expenses_cents:
        flags.append("advance_larger")
    fresh: dict[str, Any] = {"decided_at": None, "decided_by": None, "reason": "", "submitted_at": tx.now}
    sent = {"status": "submitted", "shown_on": sums.until_date, **fresh}
    version = drafts.write_summed(tx, row.person, row.id, row, "submitted", **sent)
    return Applied(version, tuple(dict.fromkeys(flags)))


def withdraw(tx: Tx, op: Operation) -> Applied:
    """Takes a sent claim back, as long as nobody has decided on it."""
    row = _existing(tx, op)
    if row.status == "draft" and not row.deleted:
        return Applied(row.version)
    if row.deleted:
        drafts.refuse_unless_open(tx, row)
    if row.status != "submitted":
        raise Conflicting(drafts.standing(tx, row), ["status"], "claim_decided")
    for trip in store.trips_of(tx, row.id):
        store.write_trip(tx, trip.id, row.person, trip, shown_on=None)
    for receipt in store.receipts_of(tx, row.id):
        store.write_receipt(tx, receipt.id, row.person, receipt, shown_on=None)
    back = {"status": "draft", "shown_on": None, "submitted_at": None}
    return Applied(drafts.write_summed(tx, row.person, row.id, row, "withdrawn", **back))
