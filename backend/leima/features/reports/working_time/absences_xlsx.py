"""The absences of one person on the cover of the workbook."""

from collections.abc import Mapping, Sequence
from typing import Any

from xlsxwriter.worksheet import Worksheet

from leima.features.reports.sheets import Workbook
from leima.features.reports.working_time.titles import absence_title
from leima.web.words import say

PARTS = (("from", "iso"), ("until", "iso"), ("days", "count"), ("minutes", "min"), ("reason", "text"))


def absences(book: Workbook, sheet: Worksheet, at: int, rows: Sequence[Mapping[str, Any]], lang: str) -> int:
    """A row for each absence under its titles; answers the next free row."""
    if not rows:
        return at
    sheet.write_string(at, 0, say(lang, "report.absences"), book.head)
    for column, (key, _) in enumerate(PARTS, 1):
        sheet.write_string(at, column, say(lang, f"report.absence_part.{key}"), book.head)
    for n, row in enumerate(rows, at + 1):
        book.put(sheet, n, 0, absence_title(row["kind"], lang), "text", bold=True)
        for column, (key, kind) in enumerate(PARTS, 1):
            book.put(sheet, n, column, row[key], kind)
    return at + len(rows) + 2
