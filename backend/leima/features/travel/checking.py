"""What a claim lacks before it can be sent: nothing that a claim must hold is guessed."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from leima.db.tables.travel import Receipt, Trip

Missing = dict[str, str]
"""{item: claim, trip or receipt; id; field}, and where something is there that does not fit the `rule` that says so."""
OF_TRIP = ("purpose", "destination", "start", "end", "start_place")
OF_RECEIPT = ("date", "supplier", "gross_cents", "files")


def missing_of(claim: str, trips: Sequence[Trip], receipts: Sequence[Receipt]) -> list[Missing]:
    """Every field that is missing or does not fit, the trips first; none for a claim that can be sent."""
    if not trips and not receipts:
        return [{"item": "claim", "id": claim, "field": "trips"}]
    found = [{"item": "trip", "id": one.id, "field": name} for one in trips for name in _of_trip(one)]
    return found + [{"item": "receipt", "id": one.id, **lacking} for one in receipts for lacking in _of_receipt(one)]


def _of_trip(row: Trip) -> Iterator[str]:
    told: dict[str, Any] = json.loads(row.body)
    empty = [name for name in OF_TRIP if not told[name]]
    yield from empty
    yield from (name for name in json.loads(row.worked)["missing"] if name not in empty)


def _of_receipt(row: Receipt) -> Iterator[Missing]:
    told: dict[str, Any] = json.loads(row.body)
    for name in OF_RECEIPT:
        if not told[name]:
            yield {"field": name}
    for refused in json.loads(row.worked)["refused"]:
        field = refused["line"] if refused["line"].startswith("lines") else refused["value"]
        yield {"field": field, "rule": refused["rule"]}


def payees_of(trips: Sequence[Trip]) -> set[str]:
    """What the person is by the contract of each trip's first date: employee or contractor."""
    return {json.loads(one.terms)["payee"] for one in trips if one.terms}
