"""A spreadsheet from outside, read with care: XLSX or CSV in, plain cells out. Nothing in it is ever worked out."""

import base64
import binascii
import csv
import io
import zipfile
from dataclasses import dataclass
from typing import Any

from openpyxl import load_workbook

from leima.web.errors import Problem

MOST_ROWS = 5_000
MOST_COLUMNS = 30
MOST_UNPACKED = 30_000_000
"""Bytes that a workbook may unpack to."""
MOST_PARTS = 200
MOST_RATIO = 200
LONGEST_CELL = 500


class SheetRefused(Problem):
    """The file cannot be read at all; nothing was written. `code` says why."""

    status, code = 422, "sheet_unreadable"


@dataclass(frozen=True)
class Formula:
    """A cell that would work something out; it is never followed."""


Cell = Any
"""A text, a number, a date, a time, a length of time, Formula, or None for an empty cell."""
Rows = list[tuple[int, list[Cell]]]
"""Rows with their numbers as the spreadsheet shows them; empty ones are left out."""


def read_sheet(name: str, content: str) -> Rows:
    """The rows of a file that came in base64. Raises SheetRefused."""
    try:
        raw = base64.b64decode(content, validate=True)
    except (binascii.Error, ValueError) as error:
        raise SheetRefused("sheet_unreadable") from error
    rows = _workbook(raw) if raw[:4] == b"PK\x03\x04" else _text(name, raw)
    if not rows:
        raise SheetRefused("sheet_empty")
    return rows


def _workbook(raw: bytes) -> Rows:
    try:
        _refuse_if_bomb(raw)
        book = load_workbook(io.BytesIO(raw), read_only=True, data_only=False, keep_links=False)
        found: Rows = []
        for number, row in enumerate(book.worksheets[0].iter_rows(max_col=MOST_COLUMNS), start=1):
            _refuse_if_long(number)
            found.append((number, [_cell(cell) for cell in row]))
    except SheetRefused:
        raise
    except Exception as error:  # a damaged or hostile workbook may break the reader anywhere
        raise SheetRefused("sheet_unreadable") from error
    return [(number, cells) for number, cells in found if any(cell is not None for cell in cells)]


def _refuse_if_bomb(raw: bytes) -> None:
    """A workbook is a zip: how much it holds is looked at before anything is unpacked."""
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        parts = packed.infolist()
        sizes = sum(part.file_size for part in parts)
        ratio = max((part.file_size / max(part.compress_size, 1) for part in parts), default=0)
        if len(parts) > MOST_PARTS or sizes > MOST_UNPACKED or ratio > MOST_RATIO:
            raise SheetRefused("sheet_too_large", rows=MOST_ROWS)
        if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
            raise SheetRefused("sheet_macros")


def _cell(cell: Any) -> Cell:
    value = getattr(cell, "value", None)
    if getattr(cell, "data_type", "") == "f":
        return Formula()
    return _plain(value) if isinstance(value, str) else value


def _plain(text: str) -> Cell:
    text = text.strip()[:LONGEST_CELL]
    if text.startswith(("=", "+", "@")):
        return Formula()
    return text or None


def _text(name: str, raw: bytes) -> Rows:
    if b"\x00" in raw or name.lower().endswith((".xls", ".xlsx", ".ods", ".xlsm")):
        raise SheetRefused("sheet_unreadable")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("windows-1252", errors="replace")
    head = text.partition("\n")[0]
    mark = max(";\t,", key=head.count)
    found: Rows = []
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=mark), start=1):
            _refuse_if_long(number)
            found.append((number, [_plain(cell) for cell in row[:MOST_COLUMNS]]))
    except csv.Error as error:
        raise SheetRefused("sheet_unreadable") from error
    return [(number, cells) for number, cells in found if any(cell is not None for cell in cells)]


def _refuse_if_long(number: int) -> None:
    if number > MOST_ROWS:
        raise SheetRefused("sheet_too_large", rows=MOST_ROWS)
