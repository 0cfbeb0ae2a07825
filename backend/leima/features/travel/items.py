"""Trips and receipts of a claim: saved whole, removed, and worked out again when the claim is sent."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

import msgspec

from leima.db.operations import Applied, Deferred, Operation, Rejected
from leima.db.tables.travel import Claim, Receipt, Trip
from leima.db.tx import Tx
from leima.features.attachments import store as attachments
from leima.features.travel import drafts, store
from leima.features.travel.working import WorkedTrip, terms_json, work_receipt, work_trip
from leima.rules.zone import is_date

MEDIA = ("sha256", "kept", "media", "size", "pages")
"""What a receipt keeps of each of its files, which never change."""


def save_trip(tx: Tx, op: Operation) -> Applied:
    """Makes a trip or changes it. A claim that is not there yet begins with it."""
    person, row = drafts.own(tx, op), tx.get(Trip, id=op.entity_id)
    claim = _claim_of(tx, person, op, row)
    body: dict[str, Any] = msgspec.to_builtins(op.body)
    told = {name: value for name, value in body.items() if name != "claim"}
    if row is not None and _is_same(op, row, body, json.loads(row.body)):
        return Applied(row.version)
    drafts.refuse_unknown_centre(tx, op.body.cost_centre)
    made = work_trip(tx, person, told)
    drafts.refuse_far(tx, start=made.date, end=made.until_date)
    values = _trip_values(tx, op.entity_id, person, made)
    shown = claim.shown_on if claim is not None else None
    own = {"claim": op.body.claim, "body": _json(told), "shown_on": shown, "deleted": False, "edited": True}
    version = store.write_trip(tx, op.entity_id, person, row, "saved", **own, **values)
    if row is not None and row.claim != op.body.claim:
        _let_go(tx, row)
    _sum_up(tx, person, op.body.claim, claim, row)
    return Applied(version, tuple(json.loads(values["flags"])))


def _claim_of(tx: Tx, person: str, op: Operation, row: Trip | Receipt | None) -> Claim | None:
    """The open claim that an item is saved into; None where it begins with it. Raises Rejected and Conflicting."""
    if row is not None and row.person != person:
        raise Rejected("not_found")
    claim = drafts.own_claim(tx, person, op.body.claim)
    drafts.refuse_unless_open(tx, claim)
    if row is not None and row.claim != op.body.claim:
        drafts.refuse_unless_open(tx, store.claim(tx, row.claim))
    return claim


def _is_same(op: Operation, row: Trip | Receipt, body: Mapping[str, Any], told: Mapping[str, Any]) -> bool:
    """Whether an item stands already as it is said. Raises Conflicting for a word that the device had not seen."""
    now = {**told, "claim": row.claim}
    drafts.refuse_stale(op, row, now, body)
    return now == body and not row.deleted


def _trip_values(tx: Tx, id: str, person: str, made: WorkedTrip) -> dict[str, Any]:
    """What a trip's row holds of how it was worked out."""
    start, end = made.trip.start, made.trip.end
    return {
        "date": made.date,
        "until_date": made.until_date,
        "start_at": start,
        "end_at": end,
        "terms": terms_json(tx, made),
        "worked": _json(made.worked.to_json()),
        "flags": _json(["overlaps"] if store.overlaps(tx, person, start, end, id) else []),
        "due_cents": made.worked.due_cents,
        "tax_free_cents": made.worked.tax_free_cents,
        "taxable_cents": made.worked.taxable_cents,
    }


def _sum_up(tx: Tx, person: str, id: str, claim: Claim | None, before: Trip | Receipt | None) -> None:
    """Sums the item's claim up, and the one that it has left."""
    drafts.write_summed(tx, person, id, claim, "begun" if claim is None else "")
    if before is not None and before.claim != id and (left := store.claim(tx, before.claim)) is not None:
        drafts.write_summed(tx, person, left.id, left)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


Item = TypeVar("Item", Trip, Receipt)


def _own_item(tx: Tx, op: Operation, row: Item | None) -> tuple[Item, Claim]:
    """The person's own item and its claim. Raises Rejected."""
    person = drafts.own(tx, op)
    claim = None if row is None or row.person != person else store.claim(tx, row.claim)
    if row is None or claim is None:
        raise Rejected("not_found")
    return row, claim


def remove_trip(tx: Tx, op: Operation) -> Applied:
    """Removes a trip; its receipts stay in the claim."""
    row, claim = _own_item(tx, op, tx.get(Trip, id=op.entity_id))
    if row.deleted:
        return Applied(row.version)
    drafts.refuse_unless_open(tx, claim)
    _let_go(tx, row)
    version = store.write_trip(tx, row.id, row.person, row, "removed", deleted=True, edited=True)
    drafts.write_summed(tx, row.person, claim.id, claim)
    return Applied(version)


def _let_go(tx: Tx, trip: Trip) -> None:
    """The receipts of a trip that leaves its claim stay in it, without the trip."""
    for receipt in store.receipts_of(tx, trip.claim):
        if receipt.trip == trip.id:
            told = {**json.loads(receipt.body), "trip": None}
            store.write_receipt(tx, receipt.id, trip.person, receipt, trip=None, body=_json(told))


def save_receipt(tx: Tx, op: Operation) -> Applied:
    """Makes a receipt or changes it. A claim that is not there yet begins with it."""
    person, row = drafts.own(tx, op), tx.get(Receipt, id=op.entity_id)
    claim = _claim_of(tx, person, op, row)
    body: dict[str, Any] = msgspec.to_builtins(op.body)
    told = {name: value for name, value in body.items() if name != "claim"}
    if row is not None and _is_same(op, row, body, json.loads(row.body)):
        return Applied(row.version)
    if body["date"] is not None and not is_date(body["date"]):
        raise Rejected("bad_date", place="date")
    drafts.refuse_far(tx, date=body["date"])
    drafts.refuse_unknown_centre(tx, op.body.cost_centre)
    flags = _of_trip(tx, person, told, op.body.claim)
    values = _receipt_values(tx, op.entity_id, person, told)
    shown = claim.shown_on if claim is not None else None
    own = {"claim": op.body.claim, "body": _json(told), "shown_on": shown, "deleted": False, "edited": True}
    version = store.write_receipt(tx, op.entity_id, person, row, "saved", **own, **values)
    _sum_up(tx, person, op.body.claim, claim, row)
    return Applied(version, flags + (("duplicate",) if values["duplicate_of"] else ()))


def _of_trip(tx: Tx, person: str, told: dict[str, Any], claim: str) -> tuple[str, ...]:
    """Flags of the trip that a receipt names, which it leaves where the trip was removed meanwhile.

    Raises Deferred while it has not come, Rejected when it is not of this claim.
    """
    if told["trip"] is None:
        return ()
    trip = tx.get(Trip, id=told["trip"])
    if trip is None:
        raise Deferred("dep_missing")
    if trip.person != person:
        raise Rejected("not_found")
    if trip.deleted:
        told["trip"] = None
        return ("trip_removed",)
    if trip.claim != claim:
        raise Rejected("receipt_of_other_claim", place="trip")
    return ()


def _receipt_values(tx: Tx, id: str, person: str, told: Mapping[str, Any]) -> dict[str, Any]:
    """What a receipt's row holds of how it was worked out."""
    made = work_receipt(tx, told)
    return {
        "trip": told["trip"],
        "date": told["date"],
        "worked": _json(made.worked),
        "files": _json(_files(tx, person, told["files"])),
        "expense_cents": made.expense_cents,
        "duplicate_of": store.look_alike(tx, person, told, id),
    }


def _files(tx: Tx, person: str, named: list[str]) -> list[dict[str, Any]]:
    """The person's own files of these hashes. Raises Deferred while one has not come; another's has not either."""
    found = [attachments.find(tx, person, sha256) for sha256 in named]
    if None in found:
        raise Deferred("blob_missing")
    return [{name: getattr(blob, name) for name in MEDIA} for blob in found]


def remove_receipt(tx: Tx, op: Operation) -> Applied:
    """Removes a receipt. Its file stays its sender's."""
    row, claim = _own_item(tx, op, tx.get(Receipt, id=op.entity_id))
    if row.deleted:
        return Applied(row.version)
    drafts.refuse_unless_open(tx, claim)
    version = store.write_receipt(tx, row.id, row.person, row, "removed", deleted=True, edited=True)
    drafts.write_summed(tx, row.person, claim.id, claim)
    return Applied(version)


def centres_of(items: Sequence[Trip | Receipt]) -> Iterator[str | None]:
    """The cost centre that each trip and receipt names."""
    for one in items:
        yield json.loads(one.body).get("cost_centre")


def work_trip_again(tx: Tx, row: Trip, shown_on: str | None) -> list[str]:
    """Works a trip out by what holds now, and shows it to the team of a date. Returns its flags."""
    values = _trip_values(tx, row.id, row.person, work_trip(tx, row.person, json.loads(row.body)))
    store.write_trip(tx, row.id, row.person, row, shown_on=shown_on, **values)
    return list(json.loads(values["flags"]))


def work_receipt_again(tx: Tx, row: Receipt, shown_on: str | None) -> list[str]:
    """Works a receipt out by what holds now, and shows it to the team of a date. Returns its flags."""
    values = _receipt_values(tx, row.id, row.person, json.loads(row.body))
    store.write_receipt(tx, row.id, row.person, row, shown_on=shown_on, **values)
    return ["duplicate"] if values["duplicate_of"] else []
