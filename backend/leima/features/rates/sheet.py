"""A year's rates in a table: its columns, and what each cell must be."""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from leima.features.rates.ready import domestic_keys, is_key, name_of, ready_tables
from leima.rules.travel.rates import FOREIGN, OTHER
from leima.rules.zone import is_date
from leima.web.words import LANGUAGES
from leima.world.files.cells import Cell, Date, Formula, Row
from leima.world.files.refused import Refused
from leima.world.files.table import read_table

MOST_ROWS = 2_000
MOST_ABOVE = 10
"""Rows that may stand above the heading."""
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "key": ("avain", "nimi", "korvaus", "maa", "key", "name", "country", "nyckel", "namn", "land"),
    "euros": ("euroa", "euro", "eur", "€", "euros", "belopp", "amount", "määrä"),
    "from": ("alkaa", "alkaen", "from", "från"),
    "until": ("päättyy", "asti", "until", "till"),
    "source": ("lähde", "source", "källa"),
}
"""What a heading may be called, in any case."""
_EUROS = re.compile(r"(\d{1,6})(?:[.,](\d{1,2}))?\s*(?:€|eur|euroa)?", re.ASCII | re.IGNORECASE)
_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)


class BadCell(Exception):
    """A cell that cannot be used: the field, and the word for what is wrong."""

    def __init__(self, field: str, code: str, **params: Any) -> None:
        super().__init__(code)
        self.field, self.code, self.params = field, code, params


class Line(NamedTuple):
    """A row of the table: whole cents, and what the form fills in when it is left out."""

    key: str
    cents: int
    from_: str | None
    until: str | None
    source: str | None


def read_rates(name: str, content: bytes) -> list[Row]:
    """The rows of a file, in the process that reads it. Raises Refused."""
    return read_table(content, MOST_ROWS)


def under_heading(sheet: list[Row]) -> tuple[Mapping[str, int], list[Row]]:
    """Where each field stands, and the rows under the heading. Raises Refused when no row near the top names both a
    key and euros, or names one twice."""
    for at, row in enumerate(sheet[:MOST_ABOVE]):
        fields = [_field(cell) for cell in row.cells]
        places = {field: place for place, field in enumerate(fields) if field}
        if {"key", "euros"} <= set(places) and len(places) == sum(1 for field in fields if field):
            return places, sheet[at + 1 :]
    raise Refused("rates_columns")


def _field(cell: Cell) -> str | None:
    name = cell.strip().lower() if isinstance(cell, str) else ""
    return next((field for field, names in COLUMNS.items() if name in names), None)


def line_of(places: Mapping[str, int], cells: list[Cell]) -> Line:
    """A row of the table. Raises BadCell."""

    def cell(field: str) -> Cell:
        place = places.get(field)
        found = cells[place] if place is not None and place < len(cells) else None
        if isinstance(found, Formula) or (isinstance(found, str) and found.startswith(("=", "@"))):
            raise BadCell(field, "formula")
        return found

    return Line(
        _key(cell("key")), _cents(cell("euros")), _date(cell("from"), "from"), _date(cell("until"), "until"),
        _source(cell("source")),
    )  # fmt: skip


@lru_cache
def _names() -> Mapping[str, str]:
    """Every key by its own name and by what people call it, small letters."""
    foreign = [FOREIGN + place for place in ready_tables()["foreign"]["places"]]
    found: dict[str, str] = {}
    for key in (*domestic_keys(), OTHER, *foreign):
        place = key.removeprefix(FOREIGN)
        for name in (key, place, *(name_of(key, lang) for lang in LANGUAGES)):
            found.setdefault(name.lower(), key)
    return found


def _key(cell: Cell) -> str:
    if cell is None:
        raise BadCell("key", "missing")
    name = " ".join(str(cell).split())
    key = _names().get(name.lower(), name)
    if not isinstance(cell, str) or not is_key(key) or key.startswith("vat."):
        raise BadCell("key", "unknown", name=name[:80])
    return key


def _cents(cell: Cell) -> int:
    """Euros as a number or a text, with at most two decimals."""
    if cell is None:
        raise BadCell("euros", "missing")
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        cents = Decimal(str(cell)) * 100
        whole = int(cents) if cents == cents.to_integral_value() else -1
    else:
        found = _EUROS.fullmatch(cell.strip()) if isinstance(cell, str) else None
        whole = int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0")) if found else -1
    if not 0 <= whole <= 1_000_000:
        raise BadCell("euros", "euros")
    return whole


def _date(cell: Cell, field: str) -> str | None:
    if cell is None:
        return None
    written = cell.iso if isinstance(cell, Date) else str(cell)
    if found := _DATE.fullmatch(written):
        written = f"{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}"
    if not is_date(written):
        raise BadCell(field, "date")
    return written


def _source(cell: Cell) -> str | None:
    if cell is None:
        return None
    if not isinstance(cell, str) or not 3 <= len(cell) <= 500:
        raise BadCell("source", "source")
    return cell
