"""Reading a file from outside, in a process of its own."""

import msgspec

from leima.features.agreements.parsing.shapes import Problem
from leima.features.importing.file import read_organisation
from leima.features.importing.shapes import Bundle, Unreadable
from leima.features.importing.table import cells_of, read_people
from leima.world.files import apart
from leima.world.files.cells import Row
from leima.world.files.refused import Refused


class Contents(msgspec.Struct, frozen=True):
    """What was read of a file: its rows, or why it cannot be read as a whole."""

    bundle: Bundle | None = None
    problem: Problem | None = None


def read(name: str, content: bytes) -> Bundle:
    """The rows of a file: an organisation file as JSON, or people as a table. Raises Unreadable when it is neither."""
    looks_like_json = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")
    return read_organisation(content) if looks_like_json or name.lower().endswith(".json") else read_people(content)


def contents(name: str, content: bytes) -> Contents:
    """The same for the process in which files from outside are read."""
    try:
        return Contents(bundle=read(name, content))
    except Unreadable as error:
        return Contents(problem=error.problem)


def cells_apart(name: str, content: bytes) -> list[Row]:
    """The rows of a table as they stand, read in a process of its own. Raises Unreadable."""
    try:
        return apart.read_apart(cells_of, name, content, list[Row])
    except Refused as error:
        params = {key: str(value) for key, value in error.params.items()}
        raise Unreadable(Problem("file", "", error.code, params)) from error


def read_apart(name: str, content: bytes) -> Bundle:
    """The rows of a file, read in a process of its own with limits of memory and time. Raises Unreadable."""
    try:
        found = apart.read_apart(contents, name, content, Contents)
    except Refused as error:
        params = {key: str(value) for key, value in error.params.items()}
        raise Unreadable(Problem("file", "", error.code, params)) from error
    if found.bundle is None:
        raise Unreadable(found.problem or Problem("file", "", "sheet_unreadable"))
    return found.bundle
