"""Spreadsheets made for the tests."""

import base64
import io
import zipfile
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook

HEADING = ("Henkilö", "Tunnit", "Saldo", "Päivä", "Perustelu")


def xlsx(rows: Sequence[Sequence[Any]], heading: Sequence[str] = HEADING) -> str:
    """A workbook in base64."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (heading, *rows):
        sheet.append(list(row))
    packed = io.BytesIO()
    book.save(packed)
    return base64.b64encode(packed.getvalue()).decode()


def csv(*lines: str) -> str:
    """A text file in base64."""
    return base64.b64encode("\n".join(lines).encode()).decode()


def bomb() -> str:
    """A zip that unpacks to far more than it is."""
    return with_part(xlsx([]), "xl/worksheets/sheet1.xml", b"0" * 40_000_000)


def with_part(content: str, name: str, text: bytes) -> str:
    """The workbook with one more part, or with another text in one of its own."""
    packed, made = io.BytesIO(base64.b64decode(content)), io.BytesIO()
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part.filename, old.read(part))
        new.writestr(name, text)
    return base64.b64encode(made.getvalue()).decode()
