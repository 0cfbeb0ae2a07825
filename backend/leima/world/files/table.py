"""The one reader of tables that people send: XLSX or text, told apart by what is in them and not by their names."""

from leima.world.files.cells import Row, rows_of
from leima.world.files.refused import Refused
from leima.world.files.text import rows_of_text

_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
"""How an Excel 97 workbook begins, and any Office file with a password."""
_FOREIGN = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf", b"<htm", b"<!DO", b"<?xm")


def read_table(content: bytes, most_rows: int, *, mark_merged: bool = False) -> list[Row]:
    """The rows of a table that hold something; parts of merged cells are empty, or marked where that is asked for.

    Raises Refused with the place and what to do.
    """
    if content[:4] == b"PK\x03\x04":
        from leima.world.files.workbook import rows_of_workbook

        return rows_of(rows_of_workbook(content, mark_merged), most_rows)
    if content[:4] == _OLD_OFFICE:
        raise Refused("sheet_old_office")
    if content.lstrip()[:4] in _FOREIGN:
        raise Refused("sheet_other_program")
    return rows_of(rows_of_text(content), most_rows)
