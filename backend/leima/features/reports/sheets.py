"""The workbook behind every XLSX: formats, safe text, tables that print well.

Durations are real numbers of days shown as [h]:mm, so that they add up and can be charted. The workbook counts dates
from 1904: in the other date system Excel shows a negative duration as ####, and balances are often negative. Who pastes
dates into another workbook takes the text beside them, YYYY-MM-DD; the notes on the summary sheet say so.
"""

import io
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from leima.web.words import say

DAY = 24 * 60
CENTS = 100
SIGNED = "+[h]:mm;-[h]:mm;0:00"
FORMATS: Mapping[str, str] = {
    "min": "[h]:mm",
    "signed": SIGNED,
    "balance": SIGNED,
    "clock": "h:mm",
    "date": "d.m.yyyy",
    "days": "0.00",
    "count": "0",
    "euros": "0.00",
    "cents": "0.00",
    "number": "0.0##",
    "percent": "0.0",
    "text": "@",
}
ENGLISH = {"date": "d mmm yyyy"}
ALIGNED = {"count": "center", "date": "left"}
WIDTHS = {"text": 16, "date": 11, "iso": 11, "clock": 8}
PARTS_OF_TEXT = {"notes": 40, "findings": 46, "name": 26, "weekday": 6, "months": 22}
FIGURES = ("min", "signed", "balance", "clock", "days", "euros", "cents", "number", "percent")
STEPS = (0.5, 1, 2, 4, 8, 20, 40, 80, 200, 400, 800)
"""Whole steps of an axis of hours."""
HEAD = {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#DCEBE3", "bottom": 1}
Column = Mapping[str, Any]


def hours(minutes: Sequence[int]) -> dict[str, Any]:
    """An axis of durations in whole hours, some five steps over `minutes` and zero."""
    span = (max(0, *minutes) - min(0, *minutes)) / 60 if minutes else 0
    step = next((step for step in STEPS if step * 5 >= span), STEPS[-1])
    return {"num_format": "[h]:mm", "major_unit": step / 24}


def dates(count: int, lang: str) -> dict[str, Any]:
    """An axis of so many dates, each a place of its own, some eight of them named."""
    named = max(1, round(count / 8))
    shown = "d mmm" if lang == "en" else "d.m."
    return {"num_format": shown, "text_axis": True, "interval_unit": named, "interval_tick": named}


def with_iso(columns: Sequence[Column], lang: str) -> list[Column]:
    """The columns with the text of each date beside it, under the key `…_iso`."""
    found: list[Column] = []
    for column in columns:
        found.append(column)
        if column["kind"] == "date":
            title = say(lang, "report.column.date_iso")
            found.append({"key": f"{column['key']}_iso", "kind": "iso", "title": title, "adds_up": False})
    return found


class Workbook:
    """An XLSX in the making. `large` keeps one row at a time in memory."""

    def __init__(self, lang: str, *, large: bool = False) -> None:
        self._file = io.BytesIO()
        options = {"date_1904": True, "strings_to_formulas": False, "strings_to_urls": False}
        options |= {"strings_to_numbers": False, "constant_memory": large, "in_memory": not large}
        self.book = xlsxwriter.Workbook(self._file, options)
        self.lang = lang
        self._formats: dict[tuple[str, bool], Format] = {}
        self._names: set[str] = set()
        self.head = self.book.add_format(HEAD)
        self._figure_head = self.book.add_format({**HEAD, "align": "right"})
        self._count_head = self.book.add_format({**HEAD, "align": "center"})
        self.title = self.book.add_format({"bold": True, "font_size": 14})

    def sheet(self, name: str) -> Worksheet:
        """A new sheet, landscape A4, one page wide. What a sheet's name may not hold is left out of it."""
        plain = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", name).strip("' ")[:28] or "-"
        own, n = plain, 2
        while own.lower() in self._names:
            own, n = f"{plain[:25]} {n}", n + 1
        self._names.add(own.lower())
        sheet = self.book.add_worksheet(own)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(0.4, 0.4, 0.6, 0.6)
        sheet.set_footer("&L&A&R&P / &N")
        return sheet

    def put(self, sheet: Worksheet, row: int, column: int, value: Any, kind: str, *, bold: bool = False) -> None:
        """One cell of a column's kind. Text is always text, whatever it begins with."""
        shape = self._format(kind, bold)
        if value is None:
            sheet.write_blank(row, column, None, shape)
        elif kind == "date":
            sheet.write_datetime(row, column, date.fromisoformat(value), shape)
        elif kind in ("min", "signed", "balance", "clock"):
            sheet.write_number(row, column, value / DAY, shape)
        elif kind in ("days", "count", "euros", "number", "percent"):
            sheet.write_number(row, column, value, shape)
        elif kind == "cents":
            sheet.write_number(row, column, value / CENTS, shape)
        else:
            sheet.write_string(row, column, str(value), shape)

    def head_row(self, sheet: Worksheet, row: int, columns: Sequence[Column]) -> None:
        """The titles, frozen above the rows, repeated on every printed page; the columns' widths."""
        for at, column in enumerate(columns):
            width = PARTS_OF_TEXT.get(column["key"], WIDTHS.get(column["kind"], 12))
            sheet.set_column(at, at, width)
        sheet.set_row(row, 46)
        for at, column in enumerate(columns):
            sheet.write_string(row, at, column["title"], self._head_of(column["kind"]))
        sheet.freeze_panes(row + 1, 2)
        sheet.repeat_rows(row)

    def row(self, sheet: Worksheet, at: int, columns: Sequence[Column], cells: Mapping[str, Any], bold: bool) -> None:
        """One row of cells by the columns' keys."""
        for place, column in enumerate(columns):
            if bold or column["key"] in cells:
                self.put(sheet, at, place, cells.get(column["key"]), column["kind"], bold=bold)

    def _head_of(self, kind: str) -> Format:
        if kind == "count":
            return self._count_head
        return self._figure_head if kind in FIGURES else self.head

    def done(self) -> bytes:
        """The finished file."""
        self.book.close()
        return self._file.getvalue()

    def _format(self, kind: str, bold: bool) -> Format:
        key = (kind, bold)
        if key not in self._formats:
            shown = ENGLISH.get(kind) if self.lang == "en" else None
            look: dict[str, Any] = {"num_format": shown or FORMATS.get(kind, "@"), "valign": "top"}
            look |= {"bold": True, "top": 1} if bold else {}
            look |= {"text_wrap": True} if kind == "text" else {}
            look |= {"align": ALIGNED[kind]} if kind in ALIGNED else {}
            self._formats[key] = self.book.add_format(look)
        return self._formats[key]
