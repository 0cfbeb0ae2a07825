"""Wishes to save leave as devices see them: one's own, and those of the teams one supervises today."""

from typing import Any

from leima.access.rows import own_or_supervised
from leima.db.tables.saving import Saving
from leima.db.tx import Tx
from leima.db.views import person_name, rows_view
from leima.features.saving.answers import SavingData

_SAME = ("id", "person", "earning_year", "days", "note", "status", "asked_at", "decided_at", "answer", "version")


def saving_data(tx: Tx, row: Saving) -> dict[str, Any]:
    """A wish as the asking actor may read it."""
    told = {name: getattr(row, name) for name in _SAME}
    return told | {"person_name": person_name(tx, row.person), "decided_by_name": person_name(tx, row.decided_by)}


def _seen_by(tx: Tx) -> tuple[str, dict[str, Any]]:
    return own_or_supervised(tx, "t.person")


VIEWS = (rows_view("saving", Saving, saving_data, SavingData, seen_by=_seen_by, standing="TRUE"),)
