"""Small limits on every part of a workbook, seen while it streams by: before anything of it is built in memory."""

import re
import zipfile
from typing import IO
from xml.parsers import expat

from leima.world.files.cells import MOST_COLUMNS
from leima.world.files.refused import Refused

MOST_PARTS = 300
MOST_UNPACKED = 30_000_000
"""Bytes that a workbook may unpack to."""
MOST_RATIO = 200
"""How many times its packed size a part over a megabyte may be."""
DEEPEST = 32
LONGEST_TEXT = 40_000
"""Characters between two tags, or of one attribute: a workbook's own limit is 32,767."""
LONGEST_TAG = 1_000_000
"""Bytes in which nothing ends."""
PIECE = 65_536
MOST_ELEMENTS = (("worksheets/", 900_000), ("sharedstrings", 400_000), ("styles", 60_000), ("", 10_000))
"""Elements of a part, by what its name holds; defined names and all the rest have the last number."""


def refuse_if_too_much(packed: zipfile.ZipFile) -> None:
    """Looks through every part of a workbook. Raises Refused with the part and what is too much of it."""
    parts = packed.infolist()
    if len(parts) > MOST_PARTS or len({part.filename.lower() for part in parts}) < len(parts):
        raise Refused("sheet_too_many_parts", most=MOST_PARTS)
    for part in parts:
        _refuse_part(part)
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Refused("sheet_unpacks_too_large", most=MOST_UNPACKED // 1_000_000)
    for part in parts:
        if part.filename.lower().endswith((".xml", ".rels")):
            with packed.open(part) as file:
                _Part(part.filename).read(file)


def _refuse_part(part: zipfile.ZipInfo) -> None:
    name = part.filename
    if name.lower().endswith("vbaproject.bin"):
        raise Refused("sheet_macros")
    if part.flag_bits & 1 or part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refused("sheet_unreadable")
    if part.file_size > 1_000_000 and part.file_size > MOST_RATIO * max(part.compress_size, 1):
        raise _too_much(name)


def _too_much(name: str) -> Refused:
    return Refused("sheet_part_too_large", part=name[-60:])


class _Part:
    """One XML part: counted as it goes by, nothing of it kept."""

    def __init__(self, name: str) -> None:
        self.name, self.depth, self.elements, self.text, self.silent = name, 0, 0, 0, 0
        self.row, self.in_row, self.column = 0, 0, 0
        lower = name.lower()
        self.most = next(most for part, most in MOST_ELEMENTS if part in lower)
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.DefaultHandler = self._other

    def read(self, file: IO[bytes]) -> None:
        """To the end of the part. Raises Refused."""
        try:
            while piece := file.read(PIECE):
                self.silent += len(piece)
                self.parser.Parse(piece, False)
                if self.silent > LONGEST_TAG:
                    raise _too_much(self.name)
            self.parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise Refused("sheet_unreadable") from error

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.silent = self.text = 0
        self.depth, self.elements = self.depth + 1, self.elements + 1
        if self.depth > DEEPEST or self.elements > self.most:
            raise _too_much(self.name)
        if any(len(value) > LONGEST_TEXT for value in attributes.values()):
            raise _too_much(self.name)
        local = name.rpartition(":")[2]
        if local in ("row", "c", "v", "is") and "worksheets/" in self.name.lower():
            self._cell(local, attributes.get("r", ""))

    def _cell(self, name: str, place: str) -> None:
        """A row may hold so many cells, and none beyond the last column that is read."""
        if name == "row":
            self.row, self.in_row = int(place) if place.isdigit() and len(place) < 8 else self.row + 1, 0
        elif name == "c":
            self.in_row, self.column = self.in_row + 1, _column(place)
        if self.in_row > 10 * MOST_COLUMNS or (name in ("v", "is") and self.column > MOST_COLUMNS):
            raise Refused("sheet_row_too_long", row=self.row, most=MOST_COLUMNS)

    def _end(self, name: str) -> None:
        self.silent, self.depth = 0, self.depth - 1

    def _characters(self, text: str) -> None:
        self.silent, self.text = 0, self.text + len(text)
        if self.text > LONGEST_TEXT:
            raise _too_much(self.name)

    def _other(self, text: str) -> None:
        self.silent = 0

    def _doctype(self, *_: object) -> None:
        raise Refused("sheet_unreadable")


def _column(place: str) -> int:
    """The number of a cell's column: 28 for AB7."""
    found = 0
    for letter in re.sub(r"[^A-Z]", "", place.upper())[:4]:
        found = found * 26 + ord(letter) - 64
    return found
