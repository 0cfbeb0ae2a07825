"""XLSX workbooks: looked through with limits first, then read row by row. No formula is followed."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from leima.world.files.cells import MOST_COLUMNS, Cell, Formula, valued
from leima.world.files.limits import refuse_if_too_much
from leima.world.files.refused import Refused

_RANGE = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z]+[0-9]+:[A-Z]+[0-9]+)\"")
_WORDS = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
MOST_MERGED = 1_000
"""Rows of one merged cell that are looked at."""


def rows_of_workbook(content: bytes, mark_merged: bool = False) -> Iterator[tuple[int, list[Cell]]]:
    """The numbered rows of the first sheet. Raises Refused."""
    try:
        yield from _rows(content, mark_merged)
    except (Refused, MemoryError):
        raise
    except Exception as error:  # a damaged or hostile workbook may break the reader anywhere
        raise Refused("sheet_unreadable") from error


def _rows(content: bytes, mark_merged: bool) -> Iterator[tuple[int, list[Cell]]]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if "[Content_Types].xml" not in packed.namelist():
            raise Refused("sheet_other_program")
        refuse_if_too_much(packed)
    from openpyxl import load_workbook  # half a second that a refused file does not need

    warnings.simplefilter("ignore")
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    sheet: Any = book.worksheets[0]
    merged = _merged(content, sheet) if mark_merged else {}
    before = None
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
        if row is not before:  # one empty row stands for all that are missing, and there may be a million of them
            cells = [_cell(cell, number, book.epoch) for cell in row]
            yield number, _marked(cells, merged.get(number, ()))
        before = row


def _merged(content: bytes, sheet: Any) -> dict[int, list[int]]:
    """The columns, from 0, of each row's cells that are parts of a merged one; its first cell holds the value."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        ranges = _RANGE.findall(packed.read(sheet._worksheet_path))
    from openpyxl.utils import range_boundaries

    found: dict[int, list[int]] = {}
    for one in ranges:
        left, top, right, bottom = range_boundaries(one.decode())
        for row in range(top, min(bottom, top + MOST_MERGED) + 1):
            columns = range(left, min(right, MOST_COLUMNS) + 1)
            found.setdefault(row, []).extend(column - 1 for column in columns if (row, column) != (top, left))
    return found


def _marked(cells: list[Cell], columns: Sequence[int]) -> list[Cell]:
    for column in columns:
        cells += [None] * (column + 1 - len(cells))
        cells[column] = Formula(merged=True)
    return cells


def _cell(cell: Any, row: int, epoch: datetime) -> Cell:
    if getattr(cell, "data_type", "") == "f":
        return Formula()
    value = getattr(cell, "value", None)
    return valued(value, row, epoch, isinstance(value, datetime) and _shows_clock(cell.number_format))


def _shows_clock(number_format: str) -> bool:
    """Whether a date's cell shows hours beside it. Words in quotes and brackets are no part of what is shown of it."""
    return "h" in _WORDS.sub("", number_format).lower()
