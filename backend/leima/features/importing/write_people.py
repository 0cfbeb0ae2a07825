"""People into the store: columns, roles, memberships, contracts and openings, each only where it differs."""

from collections.abc import Callable, Sequence
from typing import Any

from leima.db.site import today
from leima.db.tables.people import Person, TeamMember
from leima.db.tx import Tx
from leima.features.agreements import store as agreement_store
from leima.features.agreements import terms
from leima.features.importing import openings
from leima.features.importing.contracts import day_before, side_by_side, to_write
from leima.features.importing.counting import count_from
from leima.features.importing.shapes import ContractRow, OpeningRow, PersonRow
from leima.features.importing.store import Stored
from leima.features.importing.write import CHANGED, NEW, SAME
from leima.features.people import store


class PeopleWriter:
    """Takes people in one by one and returns what became of each: new, changed or same. A dry run writes nothing."""

    def __init__(self, tx: Tx, org: str, stored: Stored, write: bool) -> None:
        self.tx, self.org, self.stored, self.write = tx, org, stored, write
        self.rebuilt: set[str] = set()

    def _do(self, do: Callable[[], Any]) -> bool:
        if self.write:
            do()
        return True

    def person(self, id: str, row: PersonRow) -> str:
        """The person with roles, memberships, contracts and openings; `id` as `crosscheck` settled it."""
        before = self.stored.people.get(id)
        parts = [
            self._own_columns(id, row, before),
            self._roles(id, row, before),
            self._memberships(id, row),
            self._contracts(id, row),
            self._openings(id, row),
        ]
        if before is None:
            return NEW
        return CHANGED if any(parts) else SAME

    def _own_columns(self, id: str, row: PersonRow, before: Person | None) -> bool:
        wanted = {"name": row.name, "email": row.email, "lang": row.lang}
        wanted |= {"counts_from": row.counts_from, "external_id": row.external_id}
        wanted = {column: value for column, value in wanted.items() if value is not None}
        if before is None:
            return self._do(lambda: self._add(id, row))
        other = {column: value for column, value in wanted.items() if getattr(before, column) != value}
        if not other:
            return False
        return self._do(lambda: self._change(id, other))

    def _change(self, id: str, columns: dict[str, Any]) -> None:
        counts_from = columns.pop("counts_from", None)
        if columns:
            store.update_person(self.tx, id, **columns)
        if counts_from is not None:
            count_from(self.tx, id, counts_from)

    def _add(self, id: str, row: PersonRow) -> None:
        store.add_person(
            self.tx,
            id=id,
            name=row.name,
            email=row.email,
            lang=row.lang or "fi",
            counts_from=row.counts_from or min(one.from_ for one in row.contracts),
            external_id=row.external_id,
        )

    def _roles(self, id: str, row: PersonRow, before: Person | None) -> bool:
        roles = row.roles or (("employee",) if before is None else None)
        if roles is None or set(roles) == self.stored.roles.get(id):
            return False
        return self._do(lambda: store.set_roles(self.tx, id, roles))

    def _memberships(self, id: str, row: PersonRow) -> bool:
        there = [one for one in self.stored.members.get(id, ()) if one.until_date is None]
        changed = False
        for role, wanted in (("member", (row.team,) if row.team else None), ("supervisor", row.supervises)):
            if wanted is not None:
                changed |= self._of_role(id, row, role, wanted, [one for one in there if one.role == role])
        return changed

    def _of_role(self, id: str, row: PersonRow, role: str, wanted: Sequence[str], there: Sequence[TeamMember]) -> bool:
        """Memberships of one role: those no longer named end yesterday; new ones begin today, or with the job."""
        now = today(self.tx)
        begins = now if self.stored.people.get(id) else min(one.from_ for one in row.contracts)
        ended = [one for one in there if one.team not in wanted]
        begun = [team for team in wanted if team not in {one.team for one in there}]
        for one in ended:
            end = max(day_before(now), one.from_date)
            self._join(id, one.team, role, one.from_date, end)
        for team in begun:
            self._join(id, team, role, begins, None)
        return bool(ended or begun)

    def _join(self, id: str, team: str, role: str, from_: str, until: str | None) -> None:
        self._do(lambda: store.add_membership(self.tx, id, team, role, from_date=from_, until_date=until))

    def _contracts(self, id: str, row: PersonRow) -> bool:
        stored = self.stored.contracts.get(id, ())
        differing = to_write(side_by_side(self.org, id, row, stored), stored)
        for one in differing:
            self._put_contract(id, one.id, one.row)
        if differing:
            self.rebuilt.add(id)
        return bool(differing)

    def _put_contract(self, person: str, id: str, row: ContractRow) -> None:
        if self.write:
            agreement_store.add_contract(
                self.tx,
                person,
                id=id,
                from_date=row.from_,
                until_date=row.until,
                agreement=row.agreement,
                variant=row.variant,
                body=row.body,
            )

    def _openings(self, id: str, row: PersonRow) -> bool:
        return any([self._opening(id, one) for one in row.openings])

    def _opening(self, id: str, row: OpeningRow) -> bool:
        if openings.opening(self.tx, id, row.account, row.year) == row.amount:
            return False
        post = openings.open_account
        return self._do(lambda: post(self.tx, id, row.account, row.year, row.date, row.amount, row.why))

    def finish(self, agreements: set[str]) -> None:
        """Terms anew of everybody whose contract or starting date changed, and of all when `agreements` did."""
        if not self.write:
            return
        everybody = "SELECT DISTINCT person FROM contract WHERE org=:org"
        others = set(self.tx.values(str, everybody, org=self.org)) if agreements else set()
        for person in sorted(self.rebuilt | others):
            terms.rebuild(self.tx, person)
        for person in sorted(others):
            terms.touch_rated(self.tx, person, "")
