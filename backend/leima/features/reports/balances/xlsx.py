"""The balance report as a workbook, row by row: a city's payroll fits through it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from leima.features.reports.sheets import Workbook, hours
from leima.web.words import say

MOST_BARS = 40
"""People whose balances one picture can show."""
BARS = ("flex.closing", "kiky.left")


class BalanceBook:
    """A workbook that takes pages of rows, one after another, and ends with the sums apart and a picture."""

    def __init__(self, columns: Sequence[Mapping[str, Any]], heading: str, lang: str) -> None:
        self.book, self.columns, self.lang = Workbook(lang, large=True), columns, lang
        self.sheet = self.book.sheet(say(lang, "report.sheet.balances"))
        for at, column in enumerate(columns):
            self.sheet.set_column(at, at, 26 if column["key"] == "name" else 12)
        self.sheet.write_string(0, 0, heading, self.book.title)
        self.book.head_row(self.sheet, 1, columns)
        self.at = 2
        self._shown: list[int] = []

    def add(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """The next rows."""
        for row in rows:
            self.book.row(self.sheet, self.at, self.columns, row, bold=False)
            self.at += 1
            if self.at <= 2 + MOST_BARS:
                self._shown += [row[key] for key in BARS if row.get(key) is not None]

    def done(self, sums: Mapping[str, Any]) -> bytes:
        """The sums on a sheet of their own, the picture, the notes, and the file."""
        last = self.at - 1
        apart = self.book.sheet(say(self.lang, "report.sheet.sums"))
        adding = [column for column in self.columns if column["adds_up"] or column["key"] == "name"]
        self.book.head_row(apart, 0, adding)
        self.book.row(apart, 1, adding, {"name": say(self.lang, "report.total"), **sums}, bold=True)
        notes = self.book.sheet(say(self.lang, "report.sheet.notes"))
        notes.set_column(0, 0, 110)
        notes.fit_to_pages(1, 1)
        for n, key in enumerate(("source_balances", "durations", "sums")):
            notes.write_string(n, 0, say(self.lang, f"report.note.{key}"))
        self._picture(notes, last)
        return self.book.done()

    def _picture(self, sheet: Any, last: int) -> None:
        """Flex and what is left of kiky at the end, by person, where the picture can still be read."""
        keys = [column["key"] for column in self.columns]
        shown = [key for key in BARS if key in keys]
        if not shown or not 2 <= last < 2 + MOST_BARS:
            return
        name = self.sheet.get_name()
        chart: Any = self.book.book.add_chart({"type": "bar"})
        for key, colour in zip(shown, ("#0C6B4F", "#3553C7"), strict=False):
            at = keys.index(key)
            chart.add_series(
                {
                    "name": [name, 1, at],
                    "categories": [name, 2, 0, last, 0],
                    "values": [name, 2, at, last, at],
                    "fill": {"color": colour},
                }
            )
        chart.set_title({"name": say(self.lang, "report.chart.balances"), "name_font": {"size": 12}})
        chart.set_legend({"position": "bottom"})
        chart.set_y_axis({"reverse": True, "label_position": "low", "crossing": "max"})
        chart.set_x_axis(hours(self._shown))
        chart.set_size({"width": 760, "height": 160 + 26 * (last - 1)})
        sheet.insert_chart(5, 0, chart, {"description": say(self.lang, "report.chart.balances")})
