"""Absences as devices see them: the person's own in full, a supervisor's people's without the reason."""

from typing import Any

from leima.db.tx import Row, Tx
from leima.db.views import own, person_name, rows_view
from leima.features.absences.service import absence_data


def _data(tx: Tx, row: Row) -> dict[str, Any]:
    told = absence_data(row) | {"person_name": person_name(tx, row.person)}
    own_row = tx.actor is not None and tx.actor.person == row.person
    return told | {"reason": row.reason} if own_row else told


def _seen_by(tx: Tx) -> tuple[str, dict[str, Any]]:
    teams = sorted(tx.actor.supervises) if tx.actor else []
    return "(person=:person OR unit IN :teams)", {**own(tx), "teams": teams}


VIEWS = (rows_view("absence", "absence", _data, seen_by=_seen_by, standing="NOT deleted"),)
