"""The year plan as a workbook: a grid of people and dates, and the same as a list."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from leima.features.calendar.answers import Calendar, Lane, LaneDay
from leima.features.reports.files import file_name
from leima.features.reports.sheets import Workbook
from leima.rules.zone import next_date
from leima.web.formats import short_date
from leima.web.words import say

SATURDAY = 5
NAMES, DATES = 26, 3.2
"""Widths of the columns, in characters."""
LOOKS = {"away": "#0C6B4F", "requested": "#F8E8D2", "kiky": "#3553C7"}
WHITE = "#FFFFFF"
INK = {"away": WHITE, "requested": "#7A4307", "kiky": WHITE}
FREE = "#ECE9E1"
COLUMNS = (("name", "text"), ("from", "date"), ("until", "date"), ("dates", "count"), ("state", "text"))


def named(found: Calendar, lang: str) -> str:
    """The file's name."""
    return file_name(say(lang, "calendar.file"), _team(found), found.first, found.last, ending="xlsx")


def plan(found: Calendar, lang: str) -> bytes:
    """The workbook. It holds what the calendar holds, and so no kind that its reader may not know."""
    book = Workbook(lang)
    _Grid(book, found, lang).write()
    _list(book, found, lang)
    return book.done()


def _team(found: Calendar) -> str:
    return next((one.name for one in found.teams if one.id == found.team), "")


class _Grid:
    """A row a person, a column a date."""

    def __init__(self, book: Workbook, found: Calendar, lang: str) -> None:
        self._book, self._found, self._lang = book, found, lang
        days = (date.fromisoformat(found.last) - date.fromisoformat(found.first)).days + 1
        self._dates = [next_date(found.first, n) for n in range(days)]
        self._at = {on: n for n, on in enumerate(self._dates, 1)}
        self._free = {one.date for one in found.holidays if one.midweek}
        self._looks = {state: self._look(state) for state in LOOKS}
        self._sheet: Worksheet = book.sheet(say(lang, "calendar.sheet.grid"))

    def write(self) -> None:
        self._head()
        for row, one in enumerate(self._found.people, 3):
            self._book.put(self._sheet, row, 0, one.name, "text")
            for day in one.days:
                self._sheet.write_string(row, self._at[day.date], self._letter(day), self._looks[day.state])
        self._foot(len(self._found.people) + 3)

    def _head(self) -> None:
        sheet, lang = self._sheet, self._lang
        title = say(lang, "calendar.sheet.title", {"team": _team(self._found)})
        sheet.write_string(0, 0, f"{title} {self._found.first}–{self._found.last}", self._book.title)
        legend = " · ".join(
            f"{say(lang, f'calendar.letter.{one}')} = {say(lang, f'calendar.state.{one}')}" for one in LOOKS
        )
        sheet.write_string(1, 0, f"{legend} · {say(lang, 'calendar.letter.part')}")
        sheet.set_column(0, 0, NAMES)
        sheet.set_column(1, len(self._dates), DATES)
        free = self._book.book.add_format({"bg_color": FREE})
        turned = self._book.book.add_format({"bold": True, "rotation": 90, "align": "center", "bottom": 1})
        for on, at in self._at.items():
            day = date.fromisoformat(on)
            if day.weekday() >= SATURDAY or on in self._free:
                sheet.set_column(at, at, DATES, free)
            sheet.write_string(2, at, short_date(day, lang), turned)
        sheet.freeze_panes(3, 1)
        sheet.repeat_rows(2)

    def _foot(self, row: int) -> None:
        """How many are at work, with all that is asked for granted in the row below."""
        bold, warn = (self._book.book.add_format({"bold": True, **more}) for more in ({}, {"bg_color": "#F8D7D4"}))
        for n, (key, short, granted) in enumerate(
            (("present", self._found.short, False), ("present_if_granted", self._found.short_if_granted, True))
        ):
            self._sheet.write_string(row + n, 0, say(self._lang, f"calendar.{key}"), bold)
            for one in self._found.counts:
                left = one.working - one.away - (one.requested if granted else 0)
                self._sheet.write_number(row + n, self._at[one.date], left, warn if one.date in short else bold)

    def _letter(self, day: LaneDay) -> str:
        letter = say(self._lang, f"calendar.letter.{day.state}")
        return letter.lower() if day.part else letter

    def _look(self, state: str) -> Format:
        look: dict[str, Any] = {"bg_color": LOOKS[state], "font_color": INK[state], "align": "center"}
        return self._book.book.add_format(look | ({"pattern": 1} if state != "requested" else {"border": 3}))


def _list(book: Workbook, found: Calendar, lang: str) -> None:
    """Each stretch of each person, with its kind where the reader may know it."""
    columns = [{"key": key, "kind": kind, "title": say(lang, f"calendar.column.{key}")} for key, kind in COLUMNS]
    sheet = book.sheet(say(lang, "calendar.sheet.list"))
    book.head_row(sheet, 0, columns)
    at = 0
    for one in found.people:
        for first, last, days in _stretches(one):
            at += 1
            cells = {"name": one.name, "from": first, "until": last, "dates": days[0], "state": _say(days[1], lang)}
            book.row(sheet, at, columns, cells, bold=False)


def _stretches(one: Lane) -> Iterator[tuple[str, str, tuple[int, LaneDay]]]:
    """Days that follow each other and are alike: first and last date, how many, and one of them."""
    begun: LaneDay | None = None
    last, count = "", 0
    for day in one.days:
        if begun is not None and day.date == next_date(last) and _alike(begun, day):
            last, count = day.date, count + 1
            continue
        if begun is not None:
            yield begun.date, last, (count, begun)
        begun, last, count = day, day.date, 1
    if begun is not None:
        yield begun.date, last, (count, begun)


def _alike(one: LaneDay, other: LaneDay) -> bool:
    return (one.state, one.part, one.kind, one.request) == (other.state, other.part, other.kind, other.request)


def _say(day: LaneDay, lang: str) -> str:
    parts = [say(lang, f"calendar.state.{day.state}")]
    parts += [say(lang, f"absence.{day.kind}")] if day.kind else []
    parts += [say(lang, "calendar.part")] if day.part else []
    return " · ".join(parts)
