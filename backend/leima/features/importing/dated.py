"""Contracts of a file of people from a date on: what the file says is so from then, and the past stays as it was."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from leima.db.tables.agreements import Contract
from leima.features.agreements.parsing.shapes import Problem
from leima.features.contracts.changing import hours_of_share
from leima.features.importing.contracts import Dated, as_row, day_before, side_by_side
from leima.features.importing.ids import id_of
from leima.features.importing.shapes import ContractRow, PersonRow

Arrange = Callable[[str, PersonRow, Sequence[Contract]], list[Dated]]
"""A person's contracts once the file is taken in: by id, row and stored contracts. Raises Moved."""


class Moved(Exception):
    """The file says of the past what is stored otherwise."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


@dataclass(frozen=True)
class FromDate:
    """Arranges contracts from `date` (YYYY-MM-DD) on; fields that `usual` alone filled change nobody's contract."""

    org: str
    date: str
    usual: frozenset[str]

    def __call__(self, person: str, row: PersonRow, stored: Sequence[Contract]) -> list[Dated]:
        """A start that is stored is the job that somebody has, another one a new contract."""
        if not stored or not row.contracts:
            return side_by_side(self.org, person, row, stored)
        given, there = row.contracts[0], [Dated(one.id, as_row(one), None) for one in stored]
        last = there[-1].row
        if given.from_ in {one.row.from_ for one in there}:
            return self._goes_on(person, row, there)
        ended = last.until is not None and last.until < given.from_
        if given.from_ > last.from_ and (ended or given.from_ >= self.date):
            return side_by_side(self.org, person, row, stored)
        raise Moved(_problem(row, "from", "start_moved", start=given.from_, stored=last.from_))

    def _goes_on(self, person: str, row: PersonRow, there: list[Dated]) -> list[Dated]:
        given, last = row.contracts[0], there[-1]
        ends = given.until
        if last.row.until is not None and last.row.until < self.date and ends in (None, last.row.until):
            if ends is None:
                raise Moved(_problem(row, "until", "has_left", end=last.row.until))
            return there
        if ends is not None and ends < self.date:
            return _ended(row, there, ends)
        standing = next((one for one in there if one.row.until is None or one.row.until >= self.date), last)
        becomes = self._merged(standing.row, given)
        if becomes == standing.row:
            return _ended(row, there, ends) if ends else there
        if standing is not last:
            raise Moved(_problem(row, "from", "changes_later", date=last.row.from_))
        return _ended(row, [*there[:-1], *self._parted(person, standing, becomes)], ends)

    def _merged(self, standing: ContractRow, given: ContractRow) -> ContractRow:
        """The contract in force with what the row itself says; an empty cell leaves what is stored."""
        told = {name: value for name, value in given.body.items() if name not in self.usual}
        if told.get("share") == standing.body.get("share", 1.0):
            told.pop("share", None)
        body: dict[str, Any] = {**standing.body, **told}
        if "share" in told and not told.keys() & {"day_minutes", "week_minutes", "weekdays"}:
            body |= hours_of_share(standing.body, told["share"])
        if body.get("pay") == "monthly":
            body.pop("hourly_cents", None)
        if "agreement" not in self.usual:
            standing = replace(standing, agreement=given.agreement, variant=given.variant or standing.variant)
        return standing if body == standing.body else replace(standing, body=body)

    def _parted(self, person: str, standing: Dated, becomes: ContractRow) -> list[Dated]:
        if standing.row.from_ >= self.date:
            return [replace(standing, row=becomes, given=0)]
        before = replace(standing, row=replace(standing.row, until=day_before(self.date)))
        id = id_of(self.org, "contract", person, self.date)
        return [before, Dated(id, replace(becomes, from_=self.date), 0)]


def _ended(row: PersonRow, there: list[Dated], end: str | None) -> list[Dated]:
    """The last contract ends so. Raises Moved when it begins later."""
    if end is None:
        return there
    *rest, last = there
    if end < last.row.from_:
        raise Moved(_problem(row, "until", "changes_later", date=last.row.from_))
    return [*rest, replace(last, row=replace(last.row, until=end))]


def _problem(row: PersonRow, field: str, code: str, **params: str) -> Problem:
    return Problem(row.place, f"contracts[0].{field}", code, params)
