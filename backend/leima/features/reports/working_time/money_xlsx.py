"""The money of a person's hours on the summary sheet of the working-time report."""

from collections.abc import Mapping
from typing import Any

from xlsxwriter.worksheet import Worksheet

from leima.features.reports.sheets import Workbook
from leima.features.reports.working_time.titles import part_title
from leima.web.words import say


def money(book: Workbook, sheet: Worksheet, at: int, told: Mapping[str, Any] | None, lang: str) -> int:
    """A row a part of pay with its minutes and euros, and all together; returns the first free row."""
    if told is None:
        return at
    heads = ("report.money.title", "report.money.time", "report.money.euros")
    for column, key in enumerate(heads):
        sheet.write_string(at, column, say(lang, key), book.head)
    for n, row in enumerate(told["rows"], at + 1):
        book.put(sheet, n, 0, part_title(row["part"], row["percent"], lang), "text")
        book.put(sheet, n, 1, row["minutes"], "min")
        book.put(sheet, n, 2, row["cents"] / 100, "euros")
    last = at + len(told["rows"]) + 1
    book.put(sheet, last, 0, say(lang, "report.money.total"), "text", bold=True)
    book.put(sheet, last, 2, told["cents"] / 100, "euros", bold=True)
    sheet.write_string(last + 1, 0, say(lang, "report.money.what"))
    return last + 3
