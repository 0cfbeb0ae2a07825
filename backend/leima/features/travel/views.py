"""Claims, trips and receipts as devices see them. A draft is its person's alone; what was sent, its approvers' too."""

import json
from typing import Any

from leima.access.rows import visible_once_shown
from leima.db.tables.travel import Claim, Receipt, Trip
from leima.db.tx import Tx
from leima.db.views import person_name, rows_view
from leima.features.travel.answers import ClaimData, ReceiptData, TripData
from leima.features.travel.drafts import total

_SAME = (
    *("id", "person", "title", "status", "cost_centre", "advance_cents", "note", "from_date", "until_date"),
    *("due_cents", "tax_free_cents", "taxable_cents", "expenses_cents", "payee", "submitted_at", "decided_at"),
    *("reason", "paid_on", "version"),
)


def claim_data(tx: Tx, row: Claim) -> dict[str, Any]:
    """A claim with its sums and names."""
    whole = total(row)
    return {name: getattr(row, name) for name in _SAME} | {
        "person_name": person_name(tx, row.person),
        "decided_by": person_name(tx, row.decided_by),
        "total_cents": whole,
        "to_pay_cents": whole - row.advance_cents,
        "flags": ["advance_larger"] if row.advance_cents > whole and row.status != "draft" else [],
    }


def trip_data(row: Trip) -> dict[str, Any]:
    """A trip as it was told, and what was made of it."""
    return {
        **json.loads(row.body),
        "id": row.id,
        "claim": row.claim,
        "person": row.person,
        "version": row.version,
        "date": row.date,
        "worked": json.loads(row.worked),
        "terms": None if row.terms is None else json.loads(row.terms),
        "flags": json.loads(row.flags),
    }


def receipt_data(row: Receipt) -> dict[str, Any]:
    """A receipt as it was told, and what was made of it."""
    return {
        **json.loads(row.body),
        "id": row.id,
        "claim": row.claim,
        "person": row.person,
        "version": row.version,
        "worked": json.loads(row.worked),
        "media": json.loads(row.files),
        "duplicate_of": row.duplicate_of,
    }


def _seen_by(tx: Tx) -> tuple[str, dict[str, Any]]:
    return visible_once_shown(tx, "t.person", "t.shown_on")


VIEWS = (
    rows_view("claim", Claim, claim_data, ClaimData, seen_by=_seen_by, standing="NOT deleted"),
    rows_view("trip", Trip, lambda _, row: trip_data(row), TripData, seen_by=_seen_by, standing="NOT deleted"),
    rows_view(
        "receipt", Receipt, lambda _, row: receipt_data(row), ReceiptData, seen_by=_seen_by, standing="NOT deleted"
    ),
)
