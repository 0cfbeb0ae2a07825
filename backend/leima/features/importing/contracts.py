"""A person's contracts in a file beside those stored: which to write, and where they overlap."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from leima.db.tables.agreements import Contract
from leima.features.agreements.parsing.shapes import Problem
from leima.features.importing.ids import id_of
from leima.features.importing.shapes import ContractRow, PersonRow


@dataclass(frozen=True)
class Dated:
    """A contract with its id; `given` is its place in the file, None for one that is only stored."""

    id: str
    row: ContractRow
    given: int | None


def day_before(day: str) -> str:
    """The date before an ISO date."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def as_row(stored: Contract) -> ContractRow:
    """A stored contract as the file would say it."""
    return ContractRow(stored.from_date, stored.until_date, stored.agreement, stored.variant, json.loads(stored.body))


def side_by_side(org: str, person: str, row: PersonRow, stored: Sequence[Contract]) -> list[Dated]:
    """All contracts of a person by first day, which names a contract."""
    by_from = {one.from_date: Dated(one.id, as_row(one), None) for one in stored}
    for n, contract in enumerate(row.contracts):
        there = by_from.get(contract.from_)
        id = there.id if there else id_of(org, "contract", person, contract.from_)
        by_from[contract.from_] = Dated(id, contract, n)
    ordered = [by_from[start] for start in sorted(by_from)]
    ends = [_end(one, after) for one, after in pairwise(ordered)]
    ends += [one.row.until for one in ordered[-1:]]
    return [replace(one, row=replace(one.row, until=end)) for one, end in zip(ordered, ends, strict=True)]


def _end(one: Dated, after: Dated) -> str | None:
    """Its own end; an open one beside a stored one ends where the next begins. Within the file ends must be said."""
    joined = one.given is None or after.given is None
    return day_before(after.row.from_) if one.row.until is None and joined else one.row.until


def overlaps(place: str, contracts: Sequence[Dated]) -> list[Problem]:
    """A problem for each contract that begins while the one before it is in force."""
    found = []
    for before, after in pairwise(contracts):
        if before.row.until is None or before.row.until >= after.row.from_:
            n = after.given if after.given is not None else before.given
            params = {"start": after.row.from_, "other": before.row.from_, "end": before.row.until or "…"}
            found.append(Problem(place, f"contracts[{n}].from", "contracts_overlap", params))
    return found


def to_write(contracts: Sequence[Dated], stored: Sequence[Contract]) -> list[Dated]:
    """The contracts that differ from what is stored."""
    before = {one.id: as_row(one) for one in stored}
    return [one for one in contracts if before.get(one.id) != one.row]
