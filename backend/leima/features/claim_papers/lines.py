"""Claims line by line: each line of a trip, and each rate of a receipt. A claim's lines add up to its total."""

from collections.abc import Iterator, Mapping
from typing import Any

from leima.db.site import date_at
from leima.features.claim_papers import told
from leima.features.claim_papers.columns import word
from leima.features.claim_papers.parts import HEAD, TRIP, Part
from leima.features.travel.answers import VatLine

Cells = dict[str, Any]


def head_cells(part: Part, centres: Mapping[str, str], zone: str, lang: str) -> Cells:
    """A claim with its sums, in cents."""
    total = part.due_cents + part.expenses_cents
    return {
        **_same(part, zone, lang),
        "due": part.due_cents,
        "tax_free": part.tax_free_cents,
        "taxable": part.taxable_cents,
        "expenses": part.expenses_cents,
        "total": total,
        "advance": part.advance_cents,
        "to_pay": total - part.advance_cents,
        "cost_centre": centres.get(part.cost_centre or ""),
    }


def line_cells(part: Part, centres: Mapping[str, str], zone: str, lang: str) -> Iterator[Cells]:
    """The lines of a trip or of a receipt; none of a head."""
    if part.what == HEAD:
        return
    same = _same(part, zone, lang)
    for line in _trip(part, lang) if part.what == TRIP else _receipt(part, lang):
        centre = centres.get(line.pop("centre") or part.cost_centre or "")
        yield {**same, **line, "cost_centre": centre, "item": part.item}


def _same(part: Part, zone: str, lang: str) -> Cells:
    return {
        "name": part.name,
        "claim": part.claim,
        "title": part.title or None,
        "status": word(lang, f"paper.status.{part.status}"),
        "from": part.from_date,
        "until": part.until_date,
        "submitted": None if part.submitted_at is None else date_at(part.submitted_at, zone),
        "decided": None if part.decided_at is None else date_at(part.decided_at, zone),
        "paid": part.paid_on,
        "version": part.version,
    }


def _trip(part: Part, lang: str) -> Iterator[Cells]:
    trip = told.trip(part.body)
    for line in told.worked_trip(part.worked).lines:
        yield {
            "date": line.date,
            "kind": word(lang, f"paper.line.{line.kind}"),
            "what": trip.destination,
            "quantity": line.quantity,
            "unit": word(lang, f"paper.unit.{line.unit}"),
            "rate": line.rate_cents,
            "due": line.due_cents,
            "tax_free": line.tax_free_cents,
            "taxable": line.taxable_cents,
            "total": line.due_cents,
            "centre": trip.cost_centre,
        }


def _receipt(part: Part, lang: str) -> Iterator[Cells]:
    receipt, worked = told.receipt(part.body), told.worked_receipt(part.worked)
    gross = worked.gross_eur_cents
    for line in [VatLine(0.0, gross, 0, gross)] if worked.refused else worked.lines:
        paid_back = line.gross_cents if receipt.paid_by == "self" else 0
        yield {
            "date": part.date or None,
            "kind": word(lang, f"paper.category.{receipt.category}"),
            "what": receipt.supplier,
            "vat_rate": line.rate,
            "net": line.net_cents,
            "vat": line.vat_cents,
            "gross": line.gross_cents,
            "expenses": paid_back,
            "total": paid_back,
            "centre": receipt.cost_centre,
        }
