"""Text files as people have them: whatever encoding, separator and line ends, or a sentence that names the row."""

import csv
import io
import re
from collections.abc import Iterator

from leima.world.files.cells import MOST_COLUMNS, Cell, written
from leima.world.files.encodings import is_utf8, single_byte
from leima.world.files.refused import Refused

SEPARATORS = ";,\t|"
_SAID = re.compile(r"\ufeff?sep=(.)\r?\n?", re.IGNORECASE)
_END = "\x1f"
"""A line put after the last: a quote left open swallows it."""
MANY_TIMES = 10
"""A row may have so many times more cells than are read, as long as those further on are empty."""
MOST_NAMED = 5
"""Rows that one sentence names."""


def text_of(content: bytes) -> str:
    """The file's text: UTF-8, UTF-16, or a single-byte encoding that is recognised. Raises Refused."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _utf16(content, "utf-16")
    if b"\x00" in content:
        return _utf16(content, _order_of_bytes(content[:4_000]))
    if is_utf8(content):
        return content.decode("utf-8-sig")
    first = _refuse_if_mixed(content)
    return single_byte(content, _row_of(content, first))


def _utf16(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused("sheet_unreadable") from error
    if "\x00" in text:
        raise Refused("sheet_unreadable")
    return text


def _order_of_bytes(content: bytes) -> str:
    """Which bytes are zero in UTF-16 of our letters, where no mark says it. Raises Refused for other zeros."""
    for encoding, first in (("utf-16-le", 1), ("utf-16-be", 0)):
        if content[first::2].count(0) > len(content) // 4:
            return encoding
    raise Refused("sheet_unreadable")


def _refuse_if_mixed(content: bytes) -> int:
    """The first line that is not UTF-8, counted from 0.

    A file in which other lines are UTF-8 was put together from two: nothing is guessed at. Raises Refused.
    """
    lines = re.split(rb"\r\n|\n|\r", content)
    told = {n: is_utf8(line) for n, line in enumerate(lines) if not line.isascii()}
    utf8, others = ([n for n, yes in told.items() if yes is kind] for kind in (True, False))
    if utf8 and others:
        odd = utf8 if len(utf8) < len(others) else others
        named = dict.fromkeys(_row_of(content, n) for n in odd[:MOST_NAMED])
        raise Refused("sheet_mixed_encodings", rows=", ".join(map(str, named)))
    return others[0]


def _row_of(content: bytes, line: int) -> int:
    """The number of the row that holds a line, counted from 0, as a spreadsheet counts rows."""
    return next((number for number, last, _ in _records(content.decode("latin-1")) if last > line), line + 1)


def rows_of_text(content: bytes) -> Iterator[tuple[int, list[Cell]]]:
    """The numbered rows of a text file. Raises Refused."""
    for number, _, cells in _records(text_of(content)):
        if len(cells) > MANY_TIMES * MOST_COLUMNS:
            raise Refused("sheet_row_too_long", row=number, most=MOST_COLUMNS)
        yield number, [written(cell, number) for cell in cells]


def _records(text: str) -> Iterator[tuple[int, int, list[str]]]:
    """Each record with its number and how many lines have been read. Raises Refused for a quote left open."""
    said = _SAID.match(text)
    mark = said[1] if said else _separator(text)
    body = text[said.end() :] if said else text.removeprefix("\ufeff")
    reader = csv.reader(io.StringIO(f"{body}\n{_END}", newline=""), delimiter=mark)
    waiting: tuple[int, int, list[str]] | None = None
    try:
        for number, cells in enumerate(reader, start=1):
            if waiting:
                yield waiting
            waiting = (number, reader.line_num + bool(said), cells)
    except csv.Error as error:
        raise Refused("sheet_quotes", row=waiting[0] + 1 if waiting else 1) from error
    if waiting and waiting[2] != [_END]:
        raise Refused("sheet_quotes", row=waiting[0])


def _separator(text: str) -> str:
    """The mark that the first line has most of."""
    head = next((line for line in text[:20_000].splitlines() if line.strip()), "")
    return max(SEPARATORS, key=head.count)
