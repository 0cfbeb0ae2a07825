"""Changes of an agreement's rules as they are remembered: what stood before and after, and which can be taken back."""

import json
from typing import Any

from leima.db.site import instant
from leima.db.tables.agreements import Agreement
from leima.db.tx import Tx
from leima.features.agreements import store as agreement_store
from leima.features.agreements.schemas import RulesChange

SHOWN = 20


def content(row: Agreement) -> dict[str, Any]:
    """What a change of rules may change, as it stands."""
    return {"name": row.name, "until": row.until_date, "source": row.source, "rows": json.loads(row.rows)}


def latest(tx: Tx, row: Agreement, may: bool) -> list[RulesChange]:
    """The latest changes, newest first. One can be taken back while the rules stand as it left them."""
    stands = content(row)
    return [_rules_change(one, stands, may) for one in agreement_store.rules_changes(tx, row.id, SHOWN)]


def _rules_change(one: agreement_store.RulesChangeBy, stands: dict[str, Any], may: bool) -> RulesChange:
    body, undone = json.loads(one.body), one.undone_at is not None
    return RulesChange(
        version=one.version,
        at=instant(one.at),
        by=one.by_name,
        from_=one.from_date,
        settings=_settings(body["before"]["rows"], body["after"]["rows"]),
        undone=undone,
        may_undo=may and not undone and body["after"] == stands,
    )


def _settings(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> list[str]:
    """The settings whose rows differ."""
    return sorted({row["key"] for row in before + after if (row in before) != (row in after)})
