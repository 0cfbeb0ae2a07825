"""A sheet of deductions as it comes from outside: its bytes, and how much of it is taken."""

from leima.web.errors import Problem
from leima.world.files.cells import Row
from leima.world.files.table import read_table

MOST_ROWS = 5_000


class SheetRefused(Problem):
    """The sheet cannot be carried out; nothing was written. `code` says why."""

    status, code = 422, "sheet_unreadable"


def read_sheet(name: str, content: bytes) -> list[Row]:
    """The rows of a file, in the process that reads it. Raises Refused."""
    return read_table(content, MOST_ROWS)
