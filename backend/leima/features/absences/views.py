"""Absences as devices see them: the person's own in full, a supervisor's people's as `away`."""

from typing import Any

from leima.access.rows import visible_over
from leima.db.tables.absences import Absence
from leima.db.tx import Tx
from leima.db.views import person_name, rows_view
from leima.features.absences.answers import AbsenceData
from leima.features.absences.privacy import visible_values
from leima.features.absences.service import absence_data


def _data(tx: Tx, row: Absence) -> dict[str, Any]:
    told = visible_values(tx.actor, row.person, absence_data(row)) | {"person_name": person_name(tx, row.person)}
    own_row = tx.actor is not None and tx.actor.person == row.person
    return told | {"reason": row.reason} if own_row else told


def _seen_by(tx: Tx) -> tuple[str, dict[str, Any]]:
    """Time away follows the team of its last day, as a month does."""
    return visible_over(tx, "t.person", "t.from_date", "t.until_date")


VIEWS = (rows_view("absence", Absence, _data, AbsenceData, seen_by=_seen_by, standing="NOT deleted"),)
