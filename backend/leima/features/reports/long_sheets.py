"""Workbooks of tens of thousands of rows: XlsxWriter makes the book, and each row is written as one piece of text.

XlsxWriter takes 15 microseconds a cell. Here it makes a sheet's titles and one row of empty cells, which tell each
column's format; the rows then take that row's place.
"""

import io
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from functools import lru_cache
from typing import IO, Any

from leima.features.reports.sheets import CENTS, Column, Workbook

_MANY = 50_000
_IN_MEMORY = 8 * 1024 * 1024
_PIECE = 1024 * 1024
_MOST_TEXT = 32_767
"""Characters that a cell may hold."""
_EPOCH = date(1904, 1, 1).toordinal()
_UNTOLD = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""What a reader would take for the escape of a character."""
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_SAMPLE = re.compile(r'<row r="2"[^>]*>.*?</row>')
_STYLE = re.compile(r'<c r="[A-Z]+2" s="(\d+)"/>')
_DIMENSION = re.compile(r'<dimension ref="[^"]*"/>')
_SPACE = frozenset(" \t\n")


@lru_cache(_MANY)
def _text(value: str) -> str:
    """Text within a cell; names, ids and words stand in many of them."""
    value = _UNTOLD.sub("_x005F_", value[:_MOST_TEXT])
    value = _CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", value)
    keep = ' xml:space="preserve"' if value[0] in _SPACE or value[-1] in _SPACE or "\n" in value else ""
    value = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<is><t{keep}>{value}</t></is>"


@lru_cache(_MANY)
def _day(value: str) -> int:
    """A date as the workbook counts them."""
    return date.fromisoformat(value).toordinal() - _EPOCH


def _letters(place: int) -> str:
    """The name of a column: A for 0, AA for 26."""
    return (_letters(place // 26 - 1) if place >= 26 else "") + chr(ord("A") + place % 26)


Cell = Callable[[int, Any], str]


def _cell(place: int, kind: str, style: str) -> Cell:
    """Returns what writes a column's cell in a row. Amounts of `cents` are shown as euros."""
    name = _letters(place)
    if kind == "date":
        return lambda row, value: f'<c r="{name}{row}" s="{style}"><v>{_day(value)}</v></c>'
    if kind == "cents":
        return lambda row, value: f'<c r="{name}{row}" s="{style}"><v>{value / CENTS:.16G}</v></c>'
    if kind in ("count", "number"):
        return lambda row, value: f'<c r="{name}{row}" s="{style}"><v>{value:.16G}</v></c>'

    def text(row: int, value: Any) -> str:
        inside = f' t="inlineStr">{_text(value)}</c>' if value else "/>"
        return f'<c r="{name}{row}" s="{style}"{inside}'

    return text


class LongSheet:
    """A sheet whose rows wait, in memory while they are few and in a nameless file then."""

    def __init__(self, columns: Sequence[Column], file: IO[bytes]) -> None:
        self.columns, self._file, self._at = columns, file, 1
        self._cells: list[tuple[str, Cell]] = []

    def styled(self, xml: str) -> None:
        """Learns from the sheet as XlsxWriter has written it how the cells of each column look."""
        found = _SAMPLE.search(xml)
        styles = _STYLE.findall(found[0]) if found else []
        named = zip(self.columns, styles, strict=True)
        self._cells = [(one["key"], _cell(n, one["kind"], style)) for n, (one, style) in enumerate(named)]

    def add(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Rows of cells by the columns' keys; None is no cell."""
        made: list[str] = []
        for row in rows:
            self._at = at = self._at + 1
            cells = [cell(at, value) for key, cell in self._cells if (value := row.get(key)) is not None]
            made.append(f'<row r="{at}">{"".join(cells)}</row>')
        self._file.write("".join(made).encode())

    def written(self, xml: str) -> Iterator[bytes]:
        """The whole sheet, piece by piece: its rows stand where the row of empty cells was."""
        found = _SAMPLE.search(xml)
        begin, end = found.span() if found else (0, 0)
        over = f'<dimension ref="A1:{_letters(len(self.columns) - 1)}{self._at}"/>'
        yield _DIMENSION.sub(over, xml[:begin]).encode()
        self._file.seek(0)
        while piece := self._file.read(_PIECE):
            yield piece
        yield xml[end:].encode()


class LongBook:
    """A workbook of long sheets, each for a file to keep its rows in."""

    def __init__(self, content: bytes, sheets: Sequence[LongSheet]) -> None:
        self._book, self.sheets = zipfile.ZipFile(io.BytesIO(content)), sheets
        self._at = {f"xl/worksheets/sheet{n}.xml": sheet for n, sheet in enumerate(sheets, 1)}
        for path, sheet in self._at.items():
            sheet.styled(self._book.read(path).decode())

    def done(self) -> bytes:
        """The finished file."""
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
            for told in self._book.infolist():
                content = self._book.read(told)
                sheet = self._at.get(told.filename)
                with out.open(told, "w") as into:
                    for piece in [content] if sheet is None else sheet.written(content.decode()):
                        into.write(piece)
        return file.getvalue()


@contextmanager
def long_book(lang: str, sheets: Mapping[str, Sequence[Column]]) -> Iterator[LongBook]:
    """A workbook of sheets by their names. The files of their rows are gone at the end."""
    book = Workbook(lang)
    for name, columns in sheets.items():
        sheet = book.sheet(name)
        book.head_row(sheet, 0, columns)
        book.row(sheet, 1, columns, dict.fromkeys(one["key"] for one in columns), bold=False)
    with ExitStack() as files:
        kept = [files.enter_context(tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)) for _ in sheets]
        yield LongBook(book.done(), [LongSheet(*one) for one in zip(sheets.values(), kept, strict=True)])
