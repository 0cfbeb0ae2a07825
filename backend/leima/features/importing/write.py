"""Checked rows into the store: each is compared first, and only a difference is written."""

import json
from collections.abc import Callable
from typing import Any

from leima.db.tx import Tx
from leima.features.agreements import store as agreement_store
from leima.features.agreements.parsing.shapes import (
    AgreementRow,
)
from leima.features.importing.ids import id_of
from leima.features.importing.shapes import (
    CostCentreRow,
    OrganisationRow,
    TeamRow,
    WorkTypeRow,
)
from leima.features.importing.store import Stored, canonical
from leima.features.people import store
from leima.features.people.choices import put_cost_centre, put_work_type, set_organisation, touch_booked

NEW, CHANGED, SAME = "new", "changed", "same"


class Writer:
    """Takes rows in one by one and returns what became of each: new, changed or same. A dry run writes nothing."""

    def __init__(self, tx: Tx, org: str, stored: Stored, write: bool) -> None:
        self.tx, self.org, self.stored, self.write = tx, org, stored, write
        self.changed_agreements: set[str] = set()
        self.new_bookings: list[str] = []

    def _put(self, before: object, same: bool, do: Callable[[], Any]) -> str:
        if before is not None and same:
            return SAME
        if self.write:
            do()
        return NEW if before is None else CHANGED

    def organisation(self, row: OrganisationRow) -> str:
        before = self.stored.organisation
        if before is None:
            return self._put(None, False, lambda: store.add_organisation(self.tx, row.name, row.zone, id=self.org))
        same = (before.name, before.zone) == (row.name, row.zone)
        return self._put(before, same, lambda: set_organisation(self.tx, row.name, row.zone))

    def agreement(self, row: AgreementRow) -> str:
        before = self.stored.agreements.get(row.key)
        given = [row.name, row.from_, row.until, row.source, row.base, canonical(list(row.rows))]
        there = before and [
            *(before.name, before.from_date, before.until_date, before.source, before.base),
            canonical_text(before.rows),
        ]
        outcome = self._put(before, there == given, lambda: self._put_agreement(row))
        if outcome == CHANGED:
            self.changed_agreements.add(row.key)
        return outcome

    def _put_agreement(self, row: AgreementRow) -> None:
        agreement_store.add_agreement(
            self.tx,
            row.key,
            name=row.name,
            from_date=row.from_,
            until_date=row.until,
            source=row.source,
            base=row.base,
            rows=row.rows,
        )

    def team(self, row: TeamRow) -> str:
        id = id_of(self.org, "team", row.key)
        before = self.stored.teams.get(id)
        same = before is not None and before.name == row.name
        return self._put(before, same, lambda: store.add_team(self.tx, row.name, id=id))

    def work_type(self, row: WorkTypeRow) -> str:
        id = id_of(self.org, "work_type", row.key)
        before = self.stored.work_types.get(id)
        given = (row.name, row.kiky, row.active)
        same = before is not None and (before.name, before.kiky, before.active) == given
        return self._booking(id, self._put(before, same, lambda: put_work_type(self.tx, id, *given)))

    def cost_centre(self, row: CostCentreRow) -> str:
        id = id_of(self.org, "cost_centre", row.key)
        before = self.stored.cost_centres.get(id)
        given = (row.key, row.name, row.active)
        same = before is not None and (before.code, before.name, before.active) == given
        return self._booking(id, self._put(before, same, lambda: put_cost_centre(self.tx, id, *given)))

    def _booking(self, id: str, outcome: str) -> str:
        if outcome == NEW:
            self.new_bookings.append(id)
        return outcome

    def finish(self) -> None:
        """Days that were booked on what is known only now are looked at again."""
        if self.write and self.new_bookings:
            touch_booked(self.tx, self.new_bookings)


def canonical_text(text: str) -> str:
    """Stored JSON in the form in which it is compared."""
    return canonical(json.loads(text))
