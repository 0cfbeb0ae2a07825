"""Small files that unpack, nest or stretch into something large; `size` says how far."""

import io
import zipfile
from collections.abc import Callable, Mapping

from openpyxl import Workbook

HEADING = ("Henkilö", "Tunnit")


def workbook(*rows: tuple[object, ...]) -> bytes:
    """A sound workbook with a heading."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (HEADING, *rows):
        sheet.append(list(row))
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def with_part(content: bytes, name: str, text: bytes) -> bytes:
    """The workbook with another text in one of its parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part.filename, old.read(part))
        new.writestr(name, text)
    return made.getvalue()


def _main(root: str, inside: str) -> bytes:
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return f"<{root} {space}>{inside}</{root}>".encode()


def sheet(rows: str) -> bytes:
    """A workbook whose first sheet has these rows."""
    return with_part(workbook(), "xl/worksheets/sheet1.xml", _main("worksheet", f"<sheetData>{rows}</sheetData>"))


def styles(size: int) -> bytes:
    """As many style records: 5 million of them took a minute and 3 GB."""
    return with_part(workbook(("a", 1)), "xl/styles.xml", _main("styleSheet", f"<cellXfs>{'<xf/>' * size}</cellXfs>"))


def nesting(size: int) -> bytes:
    """Elements inside each other."""
    return with_part(workbook(("a", 1)), "xl/styles.xml", _main("styleSheet", "<a>" * size + "</a>" * size))


def names(size: int) -> bytes:
    """Defined names."""
    listed = "".join(f'<definedName name="n{n}">S!$A$1</definedName>' for n in range(size))
    space = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    sheets = f'<sheets><sheet name="S" sheetId="1" {space} r:id="rId1"/></sheets>'
    return with_part(workbook(), "xl/workbook.xml", _main("workbook", f"{sheets}<definedNames>{listed}</definedNames>"))


def long_row(size: int) -> bytes:
    """One row with very many cells."""
    return sheet(f"<row>{'<c><v>1</v></c>' * size}</row>")


def many_rows(size: int) -> bytes:
    """Very many rows with nothing in them, and the last one far away."""
    return sheet("<row/>" * size + '<row r="1048576"><c r="A1048576"><v>1</v></c></row>')


def strings(size: int) -> bytes:
    """Shared strings."""
    return with_part(workbook(), "xl/sharedStrings.xml", _main("sst", "<si><t>a</t></si>" * size))


def long_tag(size: int) -> bytes:
    """One tag with an attribute that does not end."""
    return with_part(workbook(), "xl/styles.xml", _main("styleSheet", f'<a b="{"x" * size}"/>'))


def merged(size: int) -> bytes:
    """Merged cells and rules after the rows."""
    cells = '<mergeCell ref="A1:XFD1048576"/>' * size
    inside = f"<sheetData/><mergeCells>{cells}</mergeCells>"
    return with_part(workbook(), "xl/worksheets/sheet1.xml", _main("worksheet", inside))


def parts(size: int) -> bytes:
    """Entries of the zip."""
    made = io.BytesIO(workbook())
    with zipfile.ZipFile(made, "a") as packed:
        for n in range(size):
            packed.writestr(f"xl/media/{n}.bin", b"")
    return made.getvalue()


def unpacked(size: int) -> bytes:
    """A part that unpacks to far more than it is."""
    return with_part(workbook(), "xl/media/image1.png", b"0" * size)


def text_columns(size: int) -> bytes:
    """A text file of separators alone."""
    return b"Nimi" + b";" * size + b"\nAino;1\n"


def open_quote(size: int) -> bytes:
    """A quote that is never closed."""
    return b'Nimi;Tunnit\n"Aino;1\n' + b"x;1\n" * size


BOMBS: Mapping[str, tuple[Callable[[int], bytes], int]] = {
    "styles": (styles, 5_000_000),
    "nesting": (nesting, 2_000_000),
    "names": (names, 250_000),
    "long_row": (long_row, 1_500_000),
    "many_rows": (many_rows, 3_000_000),
    "strings": (strings, 1_000_000),
    "long_tag": (long_tag, 25_000_000),
    "merged": (merged, 600_000),
    "parts": (parts, 6_000),
    "unpacked": (unpacked, 600_000_000),
    "text_columns": (text_columns, 600_000),
    "open_quote": (open_quote, 150_000),
}
"""Each kind with the size at which it stopped a server."""
