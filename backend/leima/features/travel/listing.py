"""Claims as they are listed over HTTP: one's own, those of one's people, and for payroll everybody's that were sent."""

import json
from collections import defaultdict
from typing import Any, NamedTuple

from leima.access.rights import may_see, may_see_sent
from leima.db.actor import Actor
from leima.db.tables.travel import Claim
from leima.db.tx import Tx
from leima.features.travel import store
from leima.features.travel.views import claim_data, receipt_data, trip_data
from leima.web.errors import NotFound

PAGE = 1_000
"""Claims of one answer."""


class Asked(NamedTuple):
    """Which claims: by status, person, and the first and last of the dates that they end on; after which id."""

    status: str | None = None
    person: str | None = None
    first: str | None = None
    last: str | None = None
    after: str | None = None


CONDITIONS = Asked(
    status="t.status = :status",
    person="t.person = :person",
    first="COALESCE(t.shown_on, t.until_date) >= :first",
    last="COALESCE(t.shown_on, t.until_date) <= :last",
    after="t.id > :after",
)
"""SQL for each of them, on the claim `t`."""


def claims(tx: Tx, actor: Actor, asked: Asked) -> dict[str, Any]:
    """A page of claims with their trips and receipts. Raises NotFound for a person whom the actor may not see."""
    params = {name: value for name, value in asked._asdict().items() if value is not None}
    rows = store.page(tx, [str(getattr(CONDITIONS, name)) for name in params], params, PAGE + 1)
    if asked.person is not None and not rows and not may_see(tx, actor, asked.person):
        raise NotFound()
    shown = rows[:PAGE]
    return {"claims": listed(tx, shown), "after": shown[-1].id if len(rows) > PAGE else None}


def listed(tx: Tx, rows: list[Claim]) -> list[dict[str, Any]]:
    """Claims with everything in them."""
    ids = [row.id for row in rows]
    store.learn_names(tx, [who for row in rows for who in (row.person, row.decided_by)])
    trips: dict[str, list[Any]] = defaultdict(list)
    for trip in store.trips_in(tx, ids):
        trips[trip.claim].append(trip_data(trip))
    receipts: dict[str, list[Any]] = defaultdict(list)
    for receipt in store.receipts_in(tx, ids):
        files = json.loads(receipt.files)
        first = files[0]["sha256"] if files else None
        receipts[receipt.claim].append(receipt_data(receipt, sha256=first))
    return [{**claim_data(tx, row), "trips": trips[row.id], "receipts": receipts[row.id]} for row in rows]


def seen_claim(tx: Tx, actor: Actor, id: str) -> Claim | None:
    """A claim that the actor may see, or None; missing and foreign look the same."""
    row = store.claim(tx, id)
    if row is None or row.deleted or not may_see_sent(tx, actor, row.person, row.shown_on):
        return None
    return row


class File(NamedTuple):
    """A file of a claim's receipt: the hash of the bytes that are kept, and what they are."""

    kept: str
    media: str


def file_of(tx: Tx, actor: Actor, claim: str, sha256: str) -> File | None:
    """A file that a receipt of a claim names, for whoever may see the claim; None for everybody else."""
    row = seen_claim(tx, actor, claim)
    receipts = store.receipts_of(tx, row.id) if row is not None else []
    files = [one for receipt in receipts for one in json.loads(receipt.files)]
    return next((File(one["kept"], one["media"]) for one in files if one["sha256"] == sha256), None)
