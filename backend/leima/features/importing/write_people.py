"""People into the store: columns, roles, memberships, contracts and openings, each only where it differs."""

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from leima.db.tables.people import Person, TeamMember
from leima.db.tx import Tx
from leima.features.agreements import store as agreement_store
from leima.features.agreements import terms
from leima.features.importing import openings
from leima.features.importing.contracts import Dated, as_row, day_before, to_write
from leima.features.importing.counting import count_from
from leima.features.importing.dated import Arrange
from leima.features.importing.report import Note
from leima.features.importing.shapes import ContractRow, OpeningRow, PersonRow
from leima.features.importing.store import Stored
from leima.features.importing.write import CHANGED, NEW, SAME
from leima.features.people import planned, store


@dataclass(frozen=True)
class Way:
    """How people are taken in: the first date on which changes hold, how contracts are arranged, and names of teams and
    sites."""

    date: str
    arrange: Arrange
    teams: Mapping[str, str]
    sites: Mapping[str, str]
    counts_from: str = ""
    """The earliest day from which a new person's balances count."""
    with_ends: bool = False
    """Whether memberships end with the job."""


def _said(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    return json.dumps(value, sort_keys=True) if isinstance(value, dict) else str(value)


class PeopleWriter:
    """Takes people in one by one and returns what became of each: new, changed or same. A dry run writes nothing.

    `notes` gathers what differs, by person.
    """

    def __init__(self, tx: Tx, org: str, stored: Stored, write: bool, way: Way) -> None:
        self.tx, self.org, self.stored, self.write, self.way = tx, org, stored, write, way
        self.date = way.date
        self.rebuilt: set[str] = set()
        self.notes: dict[str, list[Note]] = defaultdict(list)

    def _do(self, do: Callable[[], Any]) -> bool:
        if self.write:
            do()
        return True

    def person(self, id: str, row: PersonRow) -> str:
        """The person with roles, memberships, contracts and openings; `id` as `crosscheck` settled it."""
        before = self.stored.people.get(id)
        contracts = self.way.arrange(id, row, self.stored.contracts.get(id, ()))
        end = contracts[-1].row.until if contracts and self.way.with_ends else None
        parts = [
            self._own_columns(id, row, before),
            self._roles(id, row, before),
            self._memberships(id, row, end),
            self._contracts(id, contracts),
            self._openings(id, row),
        ]
        if before is None:
            return NEW
        return CHANGED if any(parts) else SAME

    def _own_columns(self, id: str, row: PersonRow, before: Person | None) -> bool:
        wanted = {"name": row.name, "email": row.email, "lang": row.lang}
        wanted |= {"counts_from": row.counts_from, "external_id": row.external_id, "site": row.site}
        wanted = {column: value for column, value in wanted.items() if value is not None}
        if before is None:
            return self._do(lambda: self._add(id, row))
        other = {column: value for column, value in wanted.items() if getattr(before, column) != value}
        if not other:
            return False
        for column, value in other.items():
            named: Mapping[Any, Any] = self.way.sites if column == "site" else {}
            old = getattr(before, column)
            self.note(id, column, named.get(old, old), named.get(value, value))
        return self._do(lambda: self._change(id, other))

    def note(self, id: str, field: str, before: Any, after: Any, from_: str | None = None) -> None:
        """Something that differs; the values are as they are stored, and teams and sites by their names."""
        self.notes[id].append(Note(field, _said(before), _said(after), from_ or self.date))

    def _change(self, id: str, columns: dict[str, Any]) -> None:
        counts_from = columns.pop("counts_from", None)
        for what in ("name", "email", "site"):
            if what in columns:
                planned.change(self.tx, id, what, columns.pop(what), self.date)
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
            counts_from=row.counts_from or max(self.way.counts_from, min(one.from_ for one in row.contracts)),
            external_id=row.external_id,
        )
        if row.site:
            store.update_person(self.tx, id, site=row.site)

    def _roles(self, id: str, row: PersonRow, before: Person | None) -> bool:
        roles = row.roles or (("employee",) if before is None else None)
        if roles is None or set(roles) == self.stored.roles.get(id):
            return False
        if before is None:
            if set(roles) != {"employee"}:
                self.note(id, "roles", None, sorted(roles))
            return self._do(lambda: store.set_roles(self.tx, id, roles))
        self.note(id, "roles", sorted(self.stored.roles.get(id, ())), sorted(roles))
        return self._do(lambda: planned.change(self.tx, id, "roles", sorted(roles), self.date))

    def _memberships(self, id: str, row: PersonRow, end: str | None) -> bool:
        """`end` is the last day of a job that ends: memberships end with it."""
        there = [one for one in self.stored.members.get(id, ()) if self._stands(one, end)]
        changed = False
        for role, wanted in (("member", (row.team,) if row.team else None), ("supervisor", row.supervises)):
            if wanted is not None:
                changed |= self._of_role(id, row, role, wanted, [one for one in there if one.role == role], end)
        return changed

    def _stands(self, one: TeamMember, end: str | None) -> bool:
        if one.until_date is None or not self.way.with_ends:
            return one.until_date is None
        return one.until_date >= self.date or one.until_date == end

    def _of_role(
        self, id: str, row: PersonRow, role: str, wanted: Sequence[str], there: Sequence[TeamMember], end: str | None
    ) -> bool:
        """Memberships of one role: those no longer named end the day before; new ones begin then, or with the job."""
        new = self.stored.people.get(id) is None
        begins = min(one.from_ for one in row.contracts) if new else self.date
        ended = [one for one in there if one.team not in wanted and one.until_date is None]
        begun = [team for team in wanted if team not in {one.team for one in there} and not (end and end < begins)]
        moved = [one for one in there if one.team in wanted and one.until_date != end and self.way.with_ends]
        for one in ended:
            self._join(id, one.team, role, one.from_date, max(day_before(self.date), one.from_date))
        for team in begun:
            self._join(id, team, role, begins, end)
        for one in moved:
            self._join(id, one.team, role, one.from_date, max(end, one.from_date) if end else None)
        if (ended or begun) and not new:
            before, after = ([self.way.teams[one] for one in some] for some in ([one.team for one in there], wanted))
            self.note(id, "team" if role == "member" else "supervises", sorted(before), sorted(after))
        return bool(ended or begun or moved)

    def _join(self, id: str, team: str, role: str, from_: str, until: str | None) -> None:
        self._do(lambda: store.add_membership(self.tx, id, team, role, from_date=from_, until_date=until))

    def _contracts(self, id: str, arranged: Sequence[Dated]) -> bool:
        stored = self.stored.contracts.get(id, ())
        differing = to_write(arranged, stored)
        for one in differing:
            self._put_contract(id, one.id, one.row)
        if differing and stored:
            self._note_contracts(id, as_row(stored[-1]), arranged[-1].row)
        if differing:
            self.rebuilt.add(id)
        return bool(differing)

    def _note_contracts(self, id: str, before: ContractRow, after: ContractRow) -> None:
        """What differs between the last contract before and after."""
        date = max(after.from_, self.date)
        for field in ("agreement", "variant", "until"):
            if getattr(before, field) != getattr(after, field):
                self.note(id, field, getattr(before, field), getattr(after, field), None if field == "until" else date)
        for field in sorted({*before.body, *after.body}):
            if before.body.get(field) != after.body.get(field):
                self.note(id, field, before.body.get(field), after.body.get(field), date)
        if after.from_ not in (before.from_, self.date):
            self.note(id, "from", before.from_, after.from_, after.from_)

    def leave(self, id: str) -> None:
        """The job of somebody who is there no more from the date on: the contract in force ends, and memberships."""
        last = day_before(self.date)
        for one in self.stored.contracts[id]:
            if one.until_date is None or one.until_date > last:
                self._put_contract(id, one.id, replace(as_row(one), until=max(last, one.from_date)))
                self.rebuilt.add(id)
        self._end_memberships(id, last)
        self.note(id, "until", None, last)

    def _end_memberships(self, id: str, last: str) -> None:
        for one in self.stored.members.get(id, ()):
            if one.until_date is None or one.until_date > last:
                self._join(id, one.team, one.role, one.from_date, max(last, one.from_date))

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
        before = openings.opening(self.tx, id, row.account, row.year)
        if before == row.amount:
            return False
        self.note(id, f"opening.{row.account}", before, row.amount, row.date)
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
