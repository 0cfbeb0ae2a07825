"""Punches, entries and requests as devices see them."""

import json
from typing import Any

from leima.access.rows import own_or_supervised, visible_over
from leima.db.tables.hours import Correction, Entry, OvertimeChoice, Punch, WorkOrder
from leima.db.tx import Tx
from leima.db.views import own_rows, person_name, rows_view
from leima.features.hours import answers
from leima.features.hours.entries import entry_data
from leima.features.hours.orders import order_data as _order_data


def punch_data(tx: Tx, row: Punch) -> dict[str, Any]:
    """A punch; instants are epoch ms."""
    return {
        "id": row.id,
        "person": row.person,
        "kind": row.kind,
        "at": row.at,
        "tz": row.tz,
        "offset_min": row.offset_min,
        "work_type": row.work_type,
        "cost_centre": row.cost_centre,
        "remote": row.remote,
        "kiky": row.kiky,
        "note": row.note,
        "estimated": row.estimated,
        "author": row.author,
        "author_name": person_name(tx, row.author),
        "device": row.device,
        "flags": [] if row.flags == "[]" else json.loads(row.flags),
        "superseded_by": row.superseded_by,
    }


def correction_data(tx: Tx, row: Correction) -> dict[str, Any]:
    """A request for correction; instants are epoch ms."""
    return {
        "id": row.id,
        "person": row.person,
        "person_name": person_name(tx, row.person),
        "date": row.date,
        "kept": row.kept,
        "wanted": row.wanted,
        "kept_at": row.kept_at,
        "wanted_at": row.wanted_at,
        "status": row.status,
        "reason": row.reason,
        "version": row.version,
        "decided_by_name": person_name(tx, row.decided_by),
    }


def order_data(tx: Tx, row: WorkOrder) -> dict[str, Any]:
    """An order or a request for one; instants are epoch ms."""
    names = {"person_name": row.person, "asked_by_name": row.asked_by, "decided_by_name": row.decided_by}
    return _order_data(row) | {name: person_name(tx, who) for name, who in names.items()}


def _choice(_: Tx, row: OvertimeChoice) -> dict[str, Any]:
    return {
        "id": row.id,
        "person": row.person,
        "date": row.date,
        "choice": row.choice,
        "consented_at": row.consented_at,
    }


def _entry(tx: Tx, row: Entry) -> dict[str, Any]:
    """An entry with the names of those who typed it in or changed it, by field; `created` is the first of them."""
    seen = {} if row.override_versions == "{}" else json.loads(row.override_versions)
    return {**entry_data(row), "changed_by": {name: person_name(tx, at["by"]) for name, at in seen.items()}}


def _asked(tx: Tx) -> tuple[str, dict[str, Any]]:
    """Requests follow the team of today: it is today that they are decided."""
    return own_or_supervised(tx)


def _ordered(tx: Tx) -> tuple[str, dict[str, Any]]:
    """Orders follow the team of their date; what is asked for follows today's, which decides it."""
    dated, params = visible_over(tx, "t.person", "t.date", "t.date")
    waiting, more = own_or_supervised(tx)
    return f"CASE WHEN status = 'waiting' THEN {waiting} ELSE {dated} END", {**params, **more}


VIEWS = (
    rows_view("punch", Punch, punch_data, answers.PunchData, seen_by=own_rows, standing="at >= :low"),
    rows_view(
        "entry", Entry, _entry, answers.EntryData, seen_by=own_rows, standing="start_at >= :low", tombstones=True
    ),
    rows_view("correction", Correction, correction_data, answers.CorrectionData, seen_by=_asked),
    rows_view("work_order", WorkOrder, order_data, answers.WorkOrderData, seen_by=_ordered, standing="NOT deleted"),
    rows_view("overtime_choice", OvertimeChoice, _choice, answers.OvertimeChoiceData, seen_by=own_rows),
)
