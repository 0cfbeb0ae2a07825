"""A sheet of deductions as it comes from outside: its bytes, and how much of it is taken."""

import base64
import binascii

from leima.web.errors import Problem
from leima.world.files.cells import Row
from leima.world.files.refused import Refused
from leima.world.files.table import read_table

MOST_ROWS = 5_000


class SheetRefused(Problem):
    """The sheet cannot be carried out; nothing was written. `code` says why."""

    status, code = 422, "sheet_unreadable"


def bytes_of(content: str) -> bytes:
    """The file that came in base64. Raises Refused."""
    try:
        return base64.b64decode(content, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Refused("sheet_unreadable") from error


def read_sheet(name: str, content: bytes) -> list[Row]:
    """The rows of a file, in the process that reads it. Raises Refused."""
    return read_table(content, MOST_ROWS)
