"""The rows of an old clock's file as checked lines: spans of work, presses of a terminal, days' totals, openings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from leima.features.agreements.parsing.shapes import Problem
from leima.features.agreements.parsing.values import Wrong, day_hundredths, minutes, shown
from leima.features.history import times
from leima.features.history.columns import BALANCES, LEFT_OUT, WHO
from leima.features.importing.table import place_of
from leima.rules.zone import DAY, local_minutes
from leima.world.files.cells import Cell, Formula, Row

T = TypeVar("T")
NOTE = 2_000
STATES = {
    **dict.fromkeys(("0", "i", "in", "c/in", "check-in", "checkin", "check in", "sisään", "tulo", "4", "ot-in"), "in"),
    **dict.fromkeys(("1", "o", "out", "c/out", "check-out", "checkout", "check out", "ulos", "lähtö", "5"), "out"),
    **dict.fromkeys(("ot-out", "overtime out", "stämpla ut"), "out"),
    **dict.fromkeys(("overtime in", "stämpla in"), "in"),
    **dict.fromkeys(("2", "break_start", "break-out", "breakout", "break out", "tauolle"), "break_start"),
    **dict.fromkeys(("3", "break_end", "break-in", "breakin", "break in", "tauolta"), "break_end"),
}
"""What terminals write of a press, and what it is here."""


@dataclass(frozen=True)
class Span:
    """Work between two epoch minutes, with its breaks. `total`: it is a day's total, whose clock times say nothing."""

    row: int
    said: str
    start: int
    end: int
    breaks: tuple[tuple[int, int], ...] = ()
    booking: str = ""
    note: str = ""
    total: bool = False


@dataclass(frozen=True)
class Press:
    """A press of a terminal at an epoch minute: in, out, break_start or break_end."""

    row: int
    said: str
    at: int
    kind: str


@dataclass(frozen=True)
class Balance:
    """What an account holds as of a date: minutes, or hundredths of a day."""

    row: int
    said: str
    account: str
    date: str
    amount: int


@dataclass(frozen=True)
class How:
    """How a file is read: what its columns fill, its zone, the order of its dates, and where totals begin (minutes)."""

    fields: Sequence[str]
    zone: str
    order: str
    totals_from: int


@dataclass
class Found:
    """Everything of a file that could be read, and the problems of the rest."""

    spans: list[Span] = field(default_factory=list)
    presses: list[Press] = field(default_factory=list)
    balances: list[Balance] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    who: dict[str, dict[str, str]] = field(default_factory=dict)
    """What the file says of each person, by what they are called in it: number, email and name."""
    counts: dict[str, int] = field(default_factory=dict)
    """Their rows."""


class _Line:
    """One row: its cells by field, and the faults that were found in it."""

    def __init__(self, row: Row, how: How, problems: list[Problem]) -> None:
        self.place, self.number, self.how, self.problems = place_of(row), row.number, how, problems
        self.good = True
        self.bad: set[str] = set()
        self.cells: dict[str, Cell] = {}
        for at, cell in enumerate(row.cells):
            name = how.fields[at] if at < len(how.fields) else ""
            if cell is None or name == LEFT_OUT:
                continue
            if isinstance(cell, Formula):
                self.wrong(name, Wrong("merged" if cell.merged else "formula"))
            elif not name:
                self.wrong("", Wrong("untitled_cell", column=str(at + 1), value=shown(times.text_of(cell))))
            else:
                self.cells.setdefault(name, cell)

    def wrong(self, name: str, error: Wrong) -> None:
        self.good = False
        if name and name in self.bad:
            return
        self.bad.add(name)
        self.problems.append(Problem(self.place, name, error.code, error.params))

    def read(self, name: str, reader: Callable[[Cell], T]) -> T | None:
        """The field's value; None where it is wrong, which is then noted."""
        try:
            return reader(self.cells.get(name))
        except Wrong as error:
            self.wrong(name, error)
            return None

    def text(self, name: str) -> str:
        return times.text_of(self.cells.get(name))

    def date(self, name: str = "date") -> str | None:
        return self.read(name, lambda cell: times.date_of(cell, self.how.order))

    def length(self) -> int | None:
        """The length that the row says, if any."""
        if "length" in self.cells:
            return self.read("length", times.length_of)
        return self.read("decimal", times.decimal_of) if "decimal" in self.cells else None


def read_lines(table: Sequence[Row], how: How) -> Found:
    """Every row, with each fault by its row and column."""
    found = Found()
    for row in table:
        line = _Line(row, how, found.problems)
        who = {name: line.text(name) for name in WHO if line.text(name)}
        if not who:
            line.wrong(next((name for name in WHO if name in how.fields), ""), Wrong("missing"))
            continue
        said = next(iter(who.values()))
        found.who.setdefault(said, {}).update(who)
        found.counts[said] = found.counts.get(said, 0) + 1
        _take(line, said, found)
    return found


def _take(line: _Line, said: str, found: Found) -> None:
    fields = line.how.fields
    if "state" in fields:
        press = _press(line, said)
        if press and line.good:
            found.presses.append(press)
        return
    there = [name for name in BALANCES if name in line.cells]
    span = _span(line, said) if "start" in fields else None if there and not _has_length(line) else _total(line, said)
    if span and line.good:
        found.spans.append(span)
    if there:
        found.balances += _balances(line, said, there)


def _has_length(line: _Line) -> bool:
    return "length" in line.cells or "decimal" in line.cells


def _press(line: _Line, said: str) -> Press | None:
    date = line.date() if "date" in line.how.fields and not times.has_date(line.cells.get("at")) else None
    at = line.read("at", lambda cell: times.moment_of(cell, date, line.how.order)) if line.good else None
    kind = line.read("state", _state)
    if at is None or kind is None:
        return None
    instant = line.read("at", lambda _: times.span_of(line.how.zone, at, at, 0)[0])
    return None if instant is None else Press(line.number, said, instant, kind)


def _state(cell: Cell) -> str:
    words = times.text_of(cell).casefold()
    if words not in STATES:
        raise Wrong("bad_state", value=shown(words)) if words else Wrong("missing")
    return STATES[words]


def _span(line: _Line, said: str) -> Span | None:
    order, whole = line.how.order, times.has_date(line.cells.get("start"))
    date = None if whole else line.date()
    start = line.read("start", lambda cell: times.moment_of(cell, date, order)) if line.good else None
    length = line.length()
    if start is None or not line.good:
        return None
    end = _end(line, start, length)
    between = _between(line, start, end, length) if end is not None and line.good else None
    if between is None:
        return None
    breaks = _breaks(line, *between)
    return Span(line.number, said, *between, breaks, line.text("booking"), line.text("note")[:NOTE])


def _end(line: _Line, start: int, length: int | None) -> int | None:
    """The local minute at which a span ends: as it is said, on the next date where the clock has gone over midnight."""
    if "end" not in line.cells and length is not None:
        return start + length
    on = line.date("end_date") if "end_date" in line.cells else None
    day = start - start % DAY
    if on is not None:
        day = local_minutes(on)
    cell = line.cells.get("end")
    if times.has_date(cell):
        return line.read("end", lambda one: times.moment_of(one, None, line.how.order))
    clock = line.read("end", times.clock_of)
    if clock is None:
        return None
    over = on is None and day + clock < start
    return day + clock + (DAY if over else 0)


def _between(line: _Line, start: int, end: int, length: int | None) -> tuple[int, int] | None:
    found = line.read("start", lambda _: times.span_of(line.how.zone, start, end, length))
    if found is None:
        return None
    minutes_there, pause = found[1] - found[0], line.read("pause", times.length_of) if "pause" in line.cells else 0
    if minutes_there < 0 or minutes_there > DAY:
        line.wrong("end", Wrong("ends_before" if minutes_there < 0 else "over_a_day"))
    elif (
        "end" in line.cells
        and length is not None
        and min(abs(minutes_there - (pause or 0) - length), abs(minutes_there - length)) > 1
    ):
        line.wrong("length" if "length" in line.cells else "decimal", Wrong("length_differs"))
    return found if line.good else None


def _breaks(line: _Line, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """A break of which only the length is known stands in the middle of the work."""
    pause = times.length_of(line.cells["pause"]) if "pause" in line.cells else 0
    if pause >= end - start > 0:
        line.wrong("pause", Wrong("number_out_of_range", value=shown(line.text("pause"))))
    at = start + (end - start - pause) // 2
    return ((at, at + pause),) if pause else ()


def _total(line: _Line, said: str) -> Span | None:
    date = line.date()
    if not _has_length(line):
        line.wrong("length" if "length" in line.how.fields else "decimal", Wrong("missing"))
    length = line.length()
    if date is None or length is None:
        return None
    local = local_minutes(date) + line.how.totals_from
    if line.how.totals_from + length > DAY:
        line.wrong("length" if "length" in line.cells else "decimal", Wrong("over_a_day"))
        return None
    start = times.instants_of(line.how.zone, local)[0]
    return Span(line.number, said, start, start + length, (), line.text("booking"), line.text("note")[:NOTE], True)


def _balances(line: _Line, said: str, names: Sequence[str]) -> list[Balance]:
    date, found = line.date(), []
    for name in names:
        amount = line.read(name, partial(_amount, name))
        if amount is not None and date is not None:
            account = "annual_holiday" if name == "holiday" else name
            found.append(Balance(line.number, said, account, date, amount))
    return found if line.good else []


def _amount(name: str, cell: Cell) -> int:
    words = times.text_of(cell)
    return day_hundredths(words) if name == "holiday" else minutes(words)
