"""The cells of a table from outside, whatever kind of file it came in. Nothing in them is ever worked out."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from typing import Any, TypeAlias

import msgspec

from leima.world.files.harmless import as_written
from leima.world.files.refused import Refused

MOST_COLUMNS = 200
LONGEST_CELL = 2_000
"""Characters of one cell."""
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u202f"), " ")
_GARBLED = re.compile(
    "\ufffd|\u00c3[\u00a4\u00a5\u00b6\u00a9\u00bc\u201e\u2026\u2013]|\u00e2\u20ac[\u0153\u009d\u2122\u201c\u201d]"
)
"""A letter that was lost, or UTF-8 that some program took for Windows-1252."""


class Date(msgspec.Struct, frozen=True, tag="date"):
    """A date cell of a workbook, YYYY-MM-DD. `minutes` are those of its clock from midnight, None where it has none."""

    iso: str
    minutes: int | None = None


class Length(msgspec.Struct, frozen=True, tag="length"):
    """A time or a length of time, in minutes."""

    minutes: int


class Formula(msgspec.Struct, frozen=True, tag="formula"):
    """A cell that would work something out; `merged` where it is only a part of a merged one, for who asks for it."""

    merged: bool = False


Cell: TypeAlias = str | bool | int | float | Date | Length | Formula | None
"""None is an empty cell."""


class Row(msgspec.Struct, frozen=True, array_like=True):
    """A row with its number as a spreadsheet shows it, and its cells without the empty ones at the end."""

    number: int
    cells: list[Cell]


def written(text: str, row: int) -> Cell:
    """A cell's words: in composed form, on one line, trimmed, as they were before an export made them harmless.

    Raises Refused for what is too long or has lost its letters.
    """
    if not text:
        return None
    words = unicodedata.normalize("NFC", text).translate(_SPACES).translate(_INVISIBLE)
    words = as_written(re.sub(r"\s*[\r\n]+\s*", " ", words).strip(" \t\r\n"))
    if len(words) > LONGEST_CELL:
        raise Refused("sheet_cell_too_long", row=row, most=LONGEST_CELL)
    if found := _GARBLED.search(words):
        raise Refused("sheet_garbled", row=row, text=words[max(0, found.start() - 20) :][:40])
    return words or None


def valued(value: Any, row: int, epoch: datetime, with_clock: bool = False) -> Cell:
    """A workbook's value as a cell. `epoch` is the day from which the workbook counts; `with_clock` says that its
    cell shows a clock, so that midnight is one too."""
    if isinstance(value, str):
        return written(value, row)
    if isinstance(value, timedelta):
        return Length(round(value.total_seconds() / 60))
    if isinstance(value, time):
        return Length(value.hour * 60 + value.minute)
    if isinstance(value, datetime) and value.year < epoch.year + 2:
        return Length(round((value - _day_zero(epoch)).total_seconds() / 60))
    if isinstance(value, datetime) and (with_clock or value.time() != time()):
        return Date(value.strftime("%Y-%m-%d"), value.hour * 60 + value.minute)
    if isinstance(value, (datetime, date)):
        return Date(value.strftime("%Y-%m-%d"))
    return value if isinstance(value, (bool, int, float)) else None


def _day_zero(epoch: datetime) -> datetime:
    """A clock of 24 hours and more is a date near the epoch. The year 1900 has a 29 February in workbooks."""
    return epoch + timedelta(days=1) if epoch.year < 1900 else epoch


def rows_of(table: Any, most: int) -> list[Row]:
    """The rows of numbered cells that hold something. Raises Refused when there are none, or more than `most`."""
    found: list[Row] = []
    for number, cells in table:
        while cells and cells[-1] is None:
            cells.pop()
        if len(cells) > MOST_COLUMNS:
            raise Refused("sheet_row_too_long", row=number, most=MOST_COLUMNS)
        if cells:
            found.append(Row(number, cells))
        if len(found) > most:
            raise Refused("sheet_too_large", rows=most)
    if not found:
        raise Refused("sheet_empty")
    return found
