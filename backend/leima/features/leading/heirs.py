"""Under what hours are told once their work type or cost centre was merged into another."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from leima.db.tx import Tx
from leima.features.people.choices import Kind
from leima.rules.zone import next_date

_MERGED: Mapping[Kind, str] = {
    "work_type": (
        "SELECT id, merged_into, merged_on FROM work_type"
        " WHERE org=:org AND merged_into IS NOT NULL AND merged_on IS NOT NULL"
    ),
    "cost_centre": (
        "SELECT id, merged_into, merged_on FROM cost_centre"
        " WHERE org=:org AND merged_into IS NOT NULL AND merged_on IS NOT NULL"
    ),
}


class _Merged(NamedTuple):
    id: str
    merged_into: str
    merged_on: str


class Heirs:
    """What was merged into what, from which date on. Earlier dates stay under the name that they were booked on."""

    def __init__(self, rows: list[_Merged]) -> None:
        self._of = {row.id: row for row in rows}

    def of(self, booked: str, date: str) -> str:
        """What hours of a date are told under. Whatever was merged by then is followed to the last."""
        passed = set[str]()
        while (row := self._of.get(booked)) is not None and row.merged_on <= date and booked not in passed:
            passed.add(booked)
            booked = row.merged_into
        return booked

    def stretches(self, first: str, last: str) -> Iterator[tuple[str, str]]:
        """The dates from first to last in parts within which nothing was merged."""
        turns = sorted({row.merged_on for row in self._of.values() if first < row.merged_on <= last})
        for begins, turn in zip([first, *turns], [*turns, None], strict=True):
            yield begins, last if turn is None else next_date(turn, -1)

    def between(self, last: str) -> bool:
        """Whether anything was merged by the last date."""
        return any(row.merged_on <= last for row in self._of.values())


def heirs(tx: Tx, by: Kind) -> Heirs:
    """Those of work types or cost centres."""
    return Heirs(tx.rows(_Merged, _MERGED[by], org=tx.org))
