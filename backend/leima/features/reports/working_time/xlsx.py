"""The working-time report as a workbook: a summary with pictures, everybody's sums, a sheet a person, their numbers."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from xlsxwriter.worksheet import Worksheet

from leima.features.reports.sheets import Workbook, dates, hours, with_iso
from leima.features.reports.working_time.absences_xlsx import absences
from leima.features.reports.working_time.money_xlsx import money
from leima.web.words import say

Part = Mapping[str, Any]
COLOURS = {"worked": "#0C6B4F", "target": "#8A8F88", "flex": "#0C6B4F", "kiky": "#3553C7"}


def workbook(report: Mapping[str, Any]) -> bytes:
    """The file. Every number is the report's own."""
    lang = report["lang"]
    book = Workbook(lang)
    cover = book.sheet(say(lang, "report.sheet.summary"))
    sums = book.sheet(say(lang, "report.sheet.sums"))
    sheets = [(part, book.sheet(part["person"]["name"])) for part in report["people"]]
    weeks = book.sheet(say(lang, "report.sheet.weeks"))
    numbers = book.sheet(say(lang, "report.sheet.numbers"))
    for part, sheet in sheets:
        _days(book, sheet, report, part)
    _weeks(book, weeks, report)
    _sums(book, sums, report)
    at = 0
    places = []
    for part in report["people"]:
        places.append(_numbers(book, numbers, at, part, lang))
        at += 1 + max((len(part["charts"][name]) for name in ("flex", "weeks", "kiky")), default=0) + 2
    _cover(book, cover, report, numbers.get_name(), places)
    return book.done()


def _days(book: Workbook, sheet: Worksheet, report: Mapping[str, Any], part: Part) -> None:
    """A row a date and nothing else, so that every column can be added up."""
    columns = with_iso(report["columns"], report["lang"])
    heading = say(report["lang"], "report.heading", {"from": report["from"], "until": report["until"]})
    sheet.write_string(0, 0, f"{part['person']['name']} · {heading}", book.title)
    book.head_row(sheet, 1, columns)
    for at, row in enumerate(part["rows"], 2):
        book.row(sheet, at, columns, {**row, "date_iso": row["date"]}, bold=False)


def _weeks(book: Workbook, sheet: Worksheet, report: Mapping[str, Any]) -> None:
    """A row a person and week."""
    week = {"key": "week_no", "kind": "text", "title": say(report["lang"], "report.column.week_no")}
    columns = [_person_column(report), week, *_adding(report)]
    book.head_row(sheet, 0, columns)
    rows = [(part["person"]["name"], week) for part in report["people"] for week in part["weeks"]]
    for at, (name, week) in enumerate(rows, 1):
        shown = say(report["lang"], "report.week", {"n": date.fromisoformat(week["from"]).isocalendar().week})
        book.row(sheet, at, columns, {"person": name, "week_no": shown, **week["sums"]}, bold=False)


def _sums(book: Workbook, sheet: Worksheet, report: Mapping[str, Any]) -> None:
    """A row a person with the whole interval."""
    columns = [_person_column(report), *_adding(report)]
    book.head_row(sheet, 0, columns)
    for at, part in enumerate(report["people"], 1):
        book.row(sheet, at, columns, {"person": part["person"]["name"], **part["sums"]}, bold=False)


def _person_column(report: Mapping[str, Any]) -> Part:
    return {"key": "person", "kind": "text", "title": report["person_title"]}


def _adding(report: Mapping[str, Any]) -> list[Part]:
    return [column for column in report["columns"] if column["adds_up"]]


HEADS: Mapping[str, tuple[tuple[int, str], ...]] = {
    "flex": ((1, "flex_balance"),),
    "weeks": ((2, "week"), (3, "worked"), (4, "target")),
    "kiky": ((6, "kiky"),),
}
ISO = {"flex": 7, "weeks": 8}
"""The columns that have their dates as text."""
"""The columns of each picture's numbers, with their titles; the first column has the person's name."""


def _numbers(book: Workbook, sheet: Worksheet, at: int, part: Part, lang: str) -> int:
    """The numbers that the pictures are drawn from, side by side; answers the first row with numbers."""
    charts = part["charts"]
    sheet.set_column(0, 8, 12)
    sheet.write_string(at, 0, part["person"]["name"], book.head)
    for chart, heads in HEADS.items():
        for column, key in heads if charts[chart] else ():
            sheet.write_string(at, column, say(lang, f"report.column.{key}"), book.head)
        if chart in ISO and charts[chart]:
            sheet.write_string(at, ISO[chart], say(lang, "report.column.date_iso"), book.head)
    for n, point in enumerate(charts["flex"], at + 1):
        book.put(sheet, n, 0, point["date"], "date")
        book.put(sheet, n, 1, point["amount"], "signed")
        book.put(sheet, n, ISO["flex"], point["date"], "iso")
    for n, week in enumerate(charts["weeks"], at + 1):
        book.put(sheet, n, 2, week["from"], "date")
        book.put(sheet, n, 3, week["worked"], "min")
        book.put(sheet, n, 4, week["target"], "min")
        book.put(sheet, n, ISO["weeks"], week["from"], "iso")
    for n, bar in enumerate(charts["kiky"], at + 1):
        book.put(sheet, n, 5, f"{bar['year']} {say(lang, 'report.kiky.' + bar['kind'])}", "text")
        book.put(sheet, n, 6, bar["minutes"], "min")
    return at + 1


def _cover(book: Workbook, sheet: Worksheet, report: Mapping[str, Any], source: str, places: Sequence[int]) -> None:
    """Each person's balances and pictures, then what the numbers are and where they come from."""
    lang = report["lang"]
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 5, 14)
    sheet.write_string(
        0, 0, say(lang, "report.heading", {"from": report["from"], "until": report["until"]}), book.title
    )
    at = 2
    for part, place in zip(report["people"], places, strict=True):
        at = money(book, sheet, _balances(book, sheet, at, part, lang), part["summary"]["money"], lang)
        at = absences(book, sheet, at, part["summary"]["absences"], lang)
        at = _charts(book, sheet, at, part, lang, (source, place))
    for key in ("source", "durations", "dates", "sums", "frozen"):
        sheet.write_string(at, 0, say(lang, f"report.note.{key}"))
        at += 1


def _balances(book: Workbook, sheet: Worksheet, at: int, part: Part, lang: str) -> int:
    """Every account from opening to closing with its changes by kind, then kiky."""
    told = part["summary"]
    sheet.write_string(at, 0, part["person"]["name"], book.title)
    heads = ("report.account", "report.part.opening", "report.part.change", "report.part.closing")
    for column, key in enumerate(heads):
        sheet.write_string(at + 1, column, say(lang, key), book.head)
    at += 2
    for one in told["accounts"]:
        kind = "days" if one["unit"] == "day" else "balance"
        name = say(lang, f"report.account.{one['account']}") + (f" {one['year']}" if one["year"] else "")
        change = round(sum(one["changes"].values()), 2)
        book.put(sheet, at, 0, name, "text", bold=True)
        for column, value in enumerate((one["opening"], change, one["closing"]), 1):
            book.put(sheet, at, column, value, kind, bold=True)
        for n, (what, amount) in enumerate(one["changes"].items(), 1):
            book.put(sheet, at + n, 0, f"   {say(lang, 'row.' + what)}", "text")
            book.put(sheet, at + n, 2, amount, kind)
        at += 1 + len(one["changes"])
    for year in told["kiky"]:
        at = _kiky(book, sheet, at, year, lang)
    return at + 1


def _kiky(book: Workbook, sheet: Worksheet, at: int, year: Mapping[str, Any], lang: str) -> int:
    parts = [(f"report.part.{name}", year[name]) for name in ("opening", "settled", "planned", "left")]
    lines = [*parts[:2], *((f"report.kiky.{kind}", minutes) for kind, minutes in year["by_kind"].items()), *parts[2:]]
    book.put(sheet, at, 0, f"{say(lang, 'report.account.kiky')} {year['year']}", "text", bold=True)
    for n, (key, minutes) in enumerate(lines, 1):
        book.put(sheet, at + n, 0, f"   {say(lang, key)}", "text")
        book.put(sheet, at + n, 1, minutes, "min")
    return at + len(lines) + 2


Series = tuple[int, int, str]
"""The columns of labels and values in the pictures' numbers, and the colour's name."""
PICTURES: tuple[tuple[str, str, tuple[Series, ...]], ...] = (
    ("flex", "line", ((0, 1, "flex"),)),
    ("weeks", "column", ((2, 3, "worked"), (2, 4, "target"))),
    ("kiky", "bar", ((5, 6, "kiky"),)),
)


def _charts(book: Workbook, sheet: Worksheet, at: int, part: Part, lang: str, source: tuple[str, int]) -> int:
    """Flex day by day, work against target by week, kiky: those that have something to show, beside each other."""
    made = 0
    for key, kind, series in PICTURES:
        length = len(part["charts"][key])
        if not length:
            continue
        title = say(lang, f"report.chart.{key}")
        chart = _chart(book, kind, series, source, length)
        _axes(chart, kind, part["charts"][key], lang)
        chart.set_title({"name": title, "name_font": {"size": 12}})
        sheet.insert_chart(at, 0, chart, {"x_offset": made * 470, "y_offset": 4, "description": title})
        made += 1
    return at + (15 if made else 1)


def _chart(book: Workbook, kind: str, series: tuple[Series, ...], source: tuple[str, int], length: int) -> Any:
    """A picture of rows of the numbers' sheet: `source` is its name and the first of them."""
    name, first = source
    chart = book.book.add_chart({"type": kind})
    for labels, values, colour in series:
        chart.add_series(
            {
                "name": [name, first - 1, values],
                "categories": [name, first, labels, first + length - 1, labels],
                "values": [name, first, values, first + length - 1, values],
                "line" if kind == "line" else "fill": {"color": COLOURS[colour]},
            }
        )
    chart.set_legend({"none": True} if len(series) == 1 else {"position": "bottom"})
    chart.set_size({"width": 460, "height": 260})
    return chart


def _axes(chart: Any, kind: str, points: Sequence[Mapping[str, Any]], lang: str) -> None:
    """Dates below and hours at the side; a bar of kiky has its hours below."""
    lengths = [point[name] for point in points for name in ("amount", "worked", "target", "minutes") if name in point]
    if kind == "bar":
        chart.set_y_axis({"reverse": True, "crossing": "max"})
        chart.set_x_axis(hours(lengths))
    else:
        chart.set_y_axis(hours(lengths))
        chart.set_x_axis({"label_position": "low", **dates(len(points), lang)})
