"""Claims, trips and receipts as devices see them. A draft is its person's alone; what was sent, its approvers' too."""

from typing import Any

import msgspec

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


def trip_data(row: Trip) -> msgspec.Raw:
    """A trip as it was told, and what was made of it."""
    own = {
        "id": row.id,
        "claim": row.claim,
        "person": row.person,
        "version": row.version,
        "date": row.date,
        "worked": _raw(row.worked),
        "terms": _raw(row.terms or "null"),
        "flags": _raw(row.flags),
    }
    return _with(own, row.body)


def receipt_data(row: Receipt, **more: Any) -> msgspec.Raw:
    """A receipt as it was told, and what was made of it; `more` stands beside."""
    own = {
        "id": row.id,
        "claim": row.claim,
        "person": row.person,
        "version": row.version,
        "worked": _raw(row.worked),
        "media": _raw(row.files),
        "duplicate_of": row.duplicate_of,
    }
    return _with({**own, **more}, row.body)


def _raw(text: str) -> msgspec.Raw:
    """Stored JSON as it is: reading it first would take most of the time of a list."""
    return msgspec.Raw(text.encode())


def _with(own: dict[str, Any], told: str) -> msgspec.Raw:
    """One JSON object of an item's own values and the stored object of what was told, which share no name."""
    return msgspec.Raw(msgspec.json.encode(own)[:-1] + b"," + told.encode()[1:])


def _seen_by(tx: Tx) -> tuple[str, dict[str, Any]]:
    return visible_once_shown(tx, "t.person", "t.shown_on")


VIEWS = (
    rows_view("claim", Claim, claim_data, ClaimData, seen_by=_seen_by, standing="NOT deleted"),
    rows_view("trip", Trip, lambda _, row: trip_data(row), TripData, seen_by=_seen_by, standing="NOT deleted"),
    rows_view(
        "receipt", Receipt, lambda _, row: receipt_data(row), ReceiptData, seen_by=_seen_by, standing="NOT deleted"
    ),
)
