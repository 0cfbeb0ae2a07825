"""Absences as devices see them: the person's own in full, a supervisor's people's as `away`."""

from typing import Any

from leima.db.door import visible_over
from leima.db.tx import Row, Tx
from leima.db.views import person_name, rows_view
from leima.features.absences.service import absence_data
from leima.features.absences.telling import as_told


def _data(tx: Tx, row: Row) -> dict[str, Any]:
    told = as_told(tx.actor, row.person, absence_data(row)) | {"person_name": person_name(tx, row.person)}
    own_row = tx.actor is not None and tx.actor.person == row.person
    return told | {"reason": row.reason} if own_row else told


def _seen_by(tx: Tx) -> tuple[str, dict[str, Any]]:
    """Time away follows the team of its last day, as a month does."""
    return visible_over(tx, "t.person", "t.from_date", "t.until_date")


VIEWS = (rows_view("absence", "absence", _data, seen_by=_seen_by, standing="NOT deleted"),)
