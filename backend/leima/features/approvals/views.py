"""Months and requests as devices see them: one's own, and those of the teams one supervises."""

import json
from typing import Any

from leima.access.rows import own_or_supervised, visible_over
from leima.db.site import date_at
from leima.db.tables.months import ChangeRequest, MonthState
from leima.db.tx import Tx
from leima.db.views import SHOWN, person_name, rows_view
from leima.features.absences.privacy import visible_values
from leima.features.approvals.answers import ChangeRequestData, MonthData
from leima.features.approvals.summary import summary
from leima.features.months import requests
from leima.features.months import store as months


def month_data(tx: Tx, row: MonthState) -> dict[str, Any]:
    """A month for those who decide on it now: what it holds is worked out while it waits, and frozen once closed."""
    shown = summary(tx, row.person, row.month) if row.status in ("sent", "approved") else None
    return {**month_row(tx, row), "summary": shown}


def month_row(tx: Tx, row: MonthState) -> dict[str, Any]:
    """A month as devices hold it, without what it comes to while it waits: that moves with each of its days, with
    requests and with the date, and not with the row. Instants are epoch ms."""
    return {
        "id": row.id,
        "person": row.person,
        "person_name": person_name(tx, row.person),
        "month": row.month,
        "status": row.status,
        "sent_at": row.sent_at,
        "decided_at": row.decided_at,
        "reason": row.reason,
        "decided_by_name": person_name(tx, row.decided_by),
        "closed_at": row.closed_at,
        "closed_by_name": person_name(tx, row.closed_by),
        "version": row.version,
        "summary": None,
        "changed": months.changed_since_approval(row),
        "totals": (json.loads(row.totals) or None) if row.status == "closed" else None,
    }


def change_data(tx: Tx, row: ChangeRequest) -> dict[str, Any]:
    """A request: what is asked, and what stood. Instants are epoch ms."""
    sealed, old = requests.operation(row)
    new = requests.without_reasons(row.kind, sealed["body"])
    if row.kind == "absence":
        old, new = (one and visible_values(tx.actor, row.person, one) for one in (old, new))
    return {
        "id": row.id,
        "person": row.person,
        "person_name": person_name(tx, row.person),
        "date": row.date,
        "kind": row.kind,
        "what": sealed["type"],
        "fact": row.fact,
        "old": old,
        "new": new,
        "at": sealed["claimed_at"],
        "status": row.status,
        "reason": row.reason,
        "asked_by": requests.author(row),
        "asked_by_name": person_name(tx, requests.author(row)),
        "decided_by_name": person_name(tx, row.decided_by),
        "posting": row.posting,
        "version": row.version,
    }


def _month_seen(tx: Tx) -> tuple[str, dict[str, Any]]:
    """Months follow the team of their last day."""
    where, params = visible_over(tx, "t.person", "(t.month || '-01')", "(t.month || '-31')")
    return where, {**params, "since": date_at(tx.now - SHOWN)}


def _asked(tx: Tx) -> tuple[str, dict[str, Any]]:
    """Requests follow the team of today: it is today that they are decided."""
    where, params = own_or_supervised(tx)
    return where, {**params, "since": date_at(tx.now - SHOWN)}


VIEWS = (
    rows_view("month", MonthState, month_row, MonthData, seen_by=_month_seen, standing="month >= :since"),
    rows_view(
        "change_request", ChangeRequest, change_data, ChangeRequestData, seen_by=_asked, standing="date >= :since"
    ),
)
