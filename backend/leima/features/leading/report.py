"""A report for leading: a table, and how its picture is drawn from the table's own numbers."""

from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

Kind = Literal["work_type", "cost_centre", "remote", "trend", "kiky", "absences"]
Cell = int | float | str | None
Cells = dict[str, Cell]


class LeadingColumn(msgspec.Struct, frozen=True):
    """A column: `key` names its cells, `kind` says how they are shown. A cell that is null is hidden or not known."""

    key: str
    kind: Literal["text", "min", "signed", "balance", "count", "percent", "cents"]
    title: str
    adds_up: bool


class LeadingPicture(msgspec.Struct, frozen=True):
    """The picture: bars of `series` beside each other for each row, or stacked, or lines from row to row."""

    shape: Literal["bars", "stacked", "line"]
    title: str
    label: str
    series: list[str]


class LeadingReport(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """A report over months (YYYY-MM); days are counted through `until`. Lengths are minutes, money cents, percents of
    a hundred. `notes` say what the numbers are."""

    report: Kind
    from_: str
    to: str
    until: str
    as_of: str
    lang: str
    heading: str
    columns: list[LeadingColumn]
    rows: list[Cells]
    sums: Cells
    pictures: list[LeadingPicture]
    notes: list[str]


class Made(msgspec.Struct, frozen=True):
    """What a report is made of before it is told in a language's frame."""

    columns: Sequence[LeadingColumn]
    rows: Sequence[Cells]
    sums: Mapping[str, Cell]
    pictures: Sequence[LeadingPicture]
    notes: Sequence[str]


def shared_out(parts: Sequence[int], unit: int, whole: int) -> list[int]:
    """Each part in whole units, up or down so that they add up to `whole`: what rounding leaves over goes to the
    largest remainders."""
    found = [part // unit for part in parts]
    by_remainder = sorted(range(len(parts)), key=lambda n: (-(parts[n] % unit), n))
    for n in by_remainder[: whole - sum(found)]:
        found[n] += 1
    return found


def percents(parts: Sequence[int]) -> list[float | None]:
    """Percents of the whole in tenths that add up to exactly 100. Nothing is of nothing."""
    whole = sum(parts)
    if whole <= 0:
        return [None for _ in parts]
    return [one / 10 for one in shared_out([part * 1000 for part in parts], whole, 1000)]


def percent(part: int, whole: int) -> float | None:
    """One part of a whole in percents, rounded half up to a tenth."""
    return (part * 2000 + whole) // (2 * whole) / 10 if whole > 0 else None


def added(rows: Sequence[Cells], columns: Sequence[LeadingColumn]) -> Cells:
    """The sums of the columns that add up."""
    found: Cells = {}
    for column in columns:
        if column.adds_up:
            values = [value for row in rows if isinstance(value := row.get(column.key), int)]
            found[column.key] = sum(values) if values else None
    return found
