"""XLSX workbooks: looked through with limits first, then read row by row. No formula is followed."""

import io
import warnings
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from leima.world.files.cells import MOST_COLUMNS, Cell, Formula, valued
from leima.world.files.limits import refuse_if_too_much
from leima.world.files.refused import Refused


def rows_of_workbook(content: bytes) -> Iterator[tuple[int, list[Cell]]]:
    """The numbered rows of the first sheet. Raises Refused."""
    try:
        yield from _rows(content)
    except (Refused, MemoryError):
        raise
    except Exception as error:  # a damaged or hostile workbook may break the reader anywhere
        raise Refused("sheet_unreadable") from error


def _rows(content: bytes) -> Iterator[tuple[int, list[Cell]]]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if "[Content_Types].xml" not in packed.namelist():
            raise Refused("sheet_other_program")
        refuse_if_too_much(packed)
    from openpyxl import load_workbook  # half a second that a refused file does not need

    warnings.simplefilter("ignore")
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    before = None
    for number, row in enumerate(book.worksheets[0].iter_rows(max_col=MOST_COLUMNS), start=1):
        if row is not before:  # one empty row stands for all that are missing, and there may be a million of them
            yield number, [_cell(cell, number, book.epoch) for cell in row]
        before = row


def _cell(cell: Any, row: int, epoch: datetime) -> Cell:
    if getattr(cell, "data_type", "") == "f":
        return Formula()
    return valued(getattr(cell, "value", None), row, epoch)
