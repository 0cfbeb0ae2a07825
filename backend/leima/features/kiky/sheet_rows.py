"""The columns of a sheet of deductions, and what each cell must be."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from leima.features.kiky.sheet import SheetRefused
from leima.rules.zone import is_date
from leima.world.files.cells import Cell, Date, Formula, Length, Row
from leima.world.files.lengths import TwoWays, minutes_of

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "person": ("henkilö", "työntekijä", "sähköposti", "nimi", "person", "email", "e-post", "namn", "name", "employee"),
    "minutes": ("tunnit", "kesto", "määrä", "hours", "timmar", "tid", "amount"),
    "sources": ("saldo", "saldot", "lähde", "lähteet", "tili", "sources", "source", "källa", "saldon", "konto"),
    "date": ("päivä", "pvm", "date", "datum", "dag"),
    "reason": ("perustelu", "syy", "selite", "reason", "orsak", "motivering"),
}
"""What a heading may be called, in any case."""
SOURCES: Mapping[str, str] = {
    **dict.fromkeys(("liukuma", "liukumasaldo", "flex", "flextid", "flexsaldo"), "flex"),
    **dict.fromkeys(("ylityövapaa", "ylityövapaat", "overtime_leave", "overtime leave"), "overtime_leave"),
    **dict.fromkeys(("övertidsledighet",), "overtime_leave"),
    **dict.fromkeys(("pankki", "työaikapankki", "bank", "arbetstidsbank", "working-time bank"), "bank"),
    **dict.fromkeys(("lyhennysvapaa", "työajanlyhennysvapaa", "pekkanen", "pekkasvapaa"), "reduction_leave"),
    **dict.fromkeys(("reduction_leave", "reduction leave", "arbetstidsförkortning"), "reduction_leave"),
    **dict.fromkeys(("vuosivapaa", "annual_leave_day", "annual leave day", "årsledig dag"), "annual_leave_day"),
    **dict.fromkeys(("lomaraha", "holiday_bonus", "holiday bonus", "semesterpremie"), "holiday_bonus"),
}
MOST_ABOVE = 10
"""Rows that may stand above the heading: a title, a date, a company's name."""


class BadCell(Exception):
    """A cell that cannot be used: the field, and the word for what is wrong."""

    def __init__(self, field: str, code: str, **params: Any) -> None:
        super().__init__(code)
        self.field, self.code, self.params = field, code, params


@dataclass(frozen=True)
class Heading:
    """Where each field stands in a row."""

    places: Mapping[str, int]

    def cell(self, cells: list[Cell], field: str) -> Cell:
        """A field's cell; None when the sheet has no such column. Raises BadCell for a formula."""
        place = self.places.get(field)
        found = cells[place] if place is not None and place < len(cells) else None
        if isinstance(found, Formula) or (isinstance(found, str) and found.startswith(("=", "@"))):
            raise BadCell(field, "formula")
        return found


def under_heading(sheet: list[Row]) -> tuple[Heading, list[Row]]:
    """The heading and the rows under it. Raises SheetRefused when no row near the top names a column of people."""
    for at, row in enumerate(sheet[:MOST_ABOVE]):
        if any(_field(cell) == "person" for cell in row.cells):
            return heading(row.cells), sheet[at + 1 :]
    raise SheetRefused("sheet_columns")


def _field(cell: Cell) -> str | None:
    name = cell.strip().lower() if isinstance(cell, str) else ""
    return next((field for field, names in COLUMNS.items() if name in names), None)


def heading(cells: list[Cell]) -> Heading:
    """A row's names. Raises SheetRefused when two columns have one meaning."""
    places: dict[str, int] = {}
    for place, cell in enumerate(cells):
        field = _field(cell)
        if field is not None and field in places:
            raise SheetRefused("sheet_columns")
        if field is not None:
            places[field] = place
    return Heading(places)


def a_name(cell: Cell) -> str:
    """The person as written: address, number or name."""
    if cell is None:
        raise BadCell("person", "missing")
    if isinstance(cell, bool) or not isinstance(cell, (str, int)):
        raise BadCell("person", "wrong_type")
    return str(cell)


def a_length(cell: Cell) -> int | None:
    """Whole minutes: 24:00, 24,5 or 24 hours, a time or a length of time; None for an empty cell."""
    if cell is None:
        return None
    minutes = _minutes(cell)
    if minutes is None or not 0 < minutes <= 100_000:
        raise BadCell("minutes", "wrong_type")
    return minutes


def _minutes(cell: Cell) -> int | None:
    if isinstance(cell, Length):
        return cell.minutes
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return round(cell * 60)
    if not isinstance(cell, str):
        return None
    try:
        return minutes_of(cell, bare_hours=True)
    except TwoWays as two:
        raise BadCell("minutes", "two_ways", value=cell, clock=two.clock, decimal=two.decimal) from two


def a_date(cell: Cell) -> str | None:
    """A date cell, 2026-01-31 or 31.1.2026; None for an empty cell."""
    if cell is None:
        return None
    if isinstance(cell, Date):
        return cell.iso
    found = _written(cell) if isinstance(cell, str) else ""
    if not is_date(found):
        raise BadCell("date", "wrong_date")
    return found


_LONGEST = 4
"""Digits of a part of a date."""


def _written(text: str) -> str:
    parts = text.split(".")
    if len(parts) == 3 and all(part.isascii() and part.isdigit() and len(part) <= _LONGEST for part in parts):
        return f"{int(parts[2]):04d}-{int(parts[1]):02d}-{int(parts[0]):02d}"
    return text


def some_sources(cell: Cell) -> tuple[str, ...] | None:
    """The accounts in order, parted by comma, semicolon, plus or arrow; None for an empty cell."""
    if cell is None:
        return None
    if not isinstance(cell, str):
        raise BadCell("sources", "wrong_type")
    names = [name.strip().lower() for name in re.split(r"[,;>+/]|\bja\b|\boch\b|\band\b", cell) if name.strip()]
    unknown = [name for name in names if name not in SOURCES]
    if unknown or not names:
        raise BadCell("sources", "unknown_source", name=unknown[0] if unknown else "")
    return tuple(dict.fromkeys(SOURCES[name] for name in names))


def a_reason(cell: Cell) -> str | None:
    """The reason as written; None for an empty cell."""
    if cell is None:
        return None
    if not isinstance(cell, str) or len(cell) < 3:
        raise BadCell("reason", "wrong_type")
    return cell
