"""A report for leading as a file: its table as CSV, or as a workbook with pictures of the table's own cells."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from xlsxwriter.worksheet import Worksheet

from leima.features.leading.report import Cells, LeadingColumn, LeadingPicture, LeadingReport
from leima.features.reports import plain
from leima.features.reports.files import file_name
from leima.features.reports.sheets import Workbook, hours
from leima.web.words import say

COLOURS = ("#0C6B4F", "#3553C7", "#8A8F88")
HEAD = 2
"""The row of the titles."""


def as_file(report: LeadingReport, form: str) -> tuple[bytes, str]:
    """The file's bytes and its name."""
    name = file_name(say(report.lang, f"leading.kind.{report.report}"), report.from_, report.to, ending=form)
    return (_csv(report) if form == "csv" else _workbook(report)), name


def _csv(report: LeadingReport) -> bytes:
    columns = [msgspec.to_builtins(one) for one in report.columns]
    rows = plain.table(columns, [[_there(row) for row in report.rows]], report.lang)
    return (plain.BOM + plain.lines([plain.titles(columns, report.lang), *rows], report.lang)).encode()


def _there(row: Cells) -> Mapping[str, Any]:
    return {key: value for key, value in row.items() if value is not None}


def _workbook(report: LeadingReport) -> bytes:
    book = Workbook(report.lang)
    sheet = book.sheet(say(report.lang, f"leading.kind.{report.report}"))
    columns = [msgspec.to_builtins(one) for one in report.columns]
    sheet.write_string(0, 0, report.heading, book.title)
    book.head_row(sheet, HEAD, columns)
    for at, row in enumerate(report.rows, HEAD + 1):
        book.row(sheet, at, columns, row, bold=False)
    last = HEAD + len(report.rows)
    book.row(sheet, last + 1, columns, {**report.sums, "name": _total(report), "month": _total(report)}, bold=True)
    for at, note in enumerate(report.notes, last + 3):
        sheet.write_string(at, 0, note)
    at = last + 4 + len(report.notes)
    for n, picture in enumerate(report.pictures if report.rows else ()):
        _chart(book, sheet, at, n, report, picture)
    return book.done()


def _total(report: LeadingReport) -> str:
    return say(report.lang, "report.total")


def _chart(book: Workbook, sheet: Worksheet, at: int, n: int, report: LeadingReport, picture: LeadingPicture) -> None:
    kind = {"bars": {"type": "column"}, "stacked": {"type": "column", "subtype": "stacked"}, "line": {"type": "line"}}
    chart = book.book.add_chart(kind[picture.shape])
    places = {column.key: place for place, column in enumerate(report.columns)}
    first, last, name = HEAD + 1, HEAD + len(report.rows), sheet.get_name()
    for colour, key in zip(COLOURS, picture.series, strict=False):
        chart.add_series(
            {
                "name": [name, HEAD, places[key]],
                "categories": [name, first, places[picture.label], last, places[picture.label]],
                "values": [name, first, places[key], last, places[key]],
                "line" if picture.shape == "line" else "fill": {"color": colour},
            }
        )
    chart.set_title({"name": picture.title, "name_font": {"size": 12}})
    chart.set_legend({"none": True} if len(picture.series) == 1 else {"position": "bottom"})
    chart.set_size({"width": 620, "height": 300})
    chart.set_y_axis(_axis(report, picture))
    chart.set_x_axis({"label_position": "low"})
    sheet.insert_chart(at, 0, chart, {"x_offset": n * 640, "y_offset": 4, "description": picture.title})


def _axis(report: LeadingReport, picture: LeadingPicture) -> dict[str, object]:
    """Hours at the side, or percents."""
    kinds = {column.key: column.kind for column in report.columns}
    if kinds[picture.series[0]] == "percent":
        return {"num_format": "0", "min": 0}
    return hours(_lengths(report.rows, picture.series, report.columns))


def _lengths(rows: Sequence[Cells], series: Sequence[str], columns: Sequence[LeadingColumn]) -> list[int]:
    durations = {column.key for column in columns if column.kind in plain.DURATIONS}
    values = [row.get(key) for row in rows for key in series if key in durations]
    return [value for value in values if isinstance(value, int)]
