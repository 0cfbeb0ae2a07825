"""A locked run as a payroll system's own file, by a mapper; what it cannot carry is named before the first byte."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from leima.db.tables.payroll import PayRun
from leima.features.payroll.codes import neutral_codes
from leima.features.payroll.kinds import unit_of
from leima.features.payroll.mapper import Column, Mapper, is_writable
from leima.features.payroll.spread import spread
from leima.features.payroll.store import Stored
from leima.features.reports.plain import BOM
from leima.web.words import say
from leima.world.files.harmless import harmless

Cells = Mapping[str, Any]
_EUROS = ("euros", "rate")
_DECIMALS = {"hours", "days", "quantity", *_EUROS}
HOURS = Fraction(5, 3)
"""Hundredths of an hour in a minute."""


class RowFault(NamedTuple):
    """What keeps a row out of a file: `payroll.unmapped.<code>` are its words."""

    n: int
    code: str
    name: str
    about: str

    def in_words(self, lang: str) -> dict[str, str]:
        """The fault as a field of a problem: its row, and what to do."""
        told = say(lang, f"payroll.unmapped.{self.code}", {"name": self.name, "about": self.about})
        return {"field": f"row {self.n}", "message": told}


_TOGETHER = {
    "xml": ("person", "date", "code"),
    "csv": ("person", "date", "code", "kind", "percent", "rate", "correction"),
}
"""What makes two lines of a replaced day one: hours have a code alone, a table has the rest beside it."""


def faults(mapper: Mapper, rows: Iterable[Stored]) -> list[RowFault]:
    """The first of the rows that have no target: a code that the other system does not know, a person without a
    number there."""
    found = []
    for row in rows:
        if not _has_place(mapper, row):
            continue
        if not _has_target(mapper, row.code):
            found.append(RowFault(row.n, "no_target", row.name, row.code))
        if "number" in mapper.fields and not (row.number and is_writable(row.number)):
            found.append(RowFault(row.n, "no_number", row.name, ""))
    return found


def _has_place(mapper: Mapper, row: Stored) -> bool:
    """A file of workdays has hours alone."""
    return mapper.shape == "csv" or unit_of(row.kind) == "min"


def _has_target(mapper: Mapper, code: str) -> bool:
    if mapper.codes is not None:
        return code in mapper.codes
    return code not in neutral_codes() and is_writable(code)


def head(mapper: Mapper, run: PayRun) -> bytes:
    """What the file begins with."""
    if mapper.shape == "csv":
        return (BOM + _as_csv(mapper, [[harmless(one.title) for one in mapper.columns]])).encode()
    return (f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- {run.hash} -->\n<{mapper.title_of("root")}>\n').encode()


def tail(mapper: Mapper) -> bytes:
    """What it ends with."""
    return b"" if mapper.shape == "csv" else f"</{mapper.title_of('root')}>\n".encode()


def body(mapper: Mapper, run: PayRun, rows: Sequence[Stored], earlier: Sequence[Stored]) -> bytes:
    """The rows of some whole people. `earlier` are theirs of the period's earlier runs: a file that replaces says the
    whole of each day that the run touches, one that adds says the run's own rows."""
    lines = [cells for row in rows for cells in _lines(mapper, run, row)]
    if mapper.mode == "replace" and mapper.per == "day":
        said = [cells for row in earlier for cells in _lines(mapper, run, row)]
        lines = _whole_days(lines, said, _TOGETHER[mapper.shape])
    if mapper.shape == "xml":
        return _xml(mapper, lines)
    return _as_csv(mapper, [[_cell(mapper, one, cells) for one in mapper.columns] for cells in lines]).encode()


def _lines(mapper: Mapper, run: PayRun, row: Stored) -> Iterator[dict[str, Any]]:
    if not _has_place(mapper, row):
        return
    whole = _cells(mapper, run, row)
    if mapper.per == "row":
        yield whole
        return
    for date, (minutes, hours, cents) in _by_date(row).items():
        yield {**whole, "date": date, "minutes": minutes, "hours": hours, "euros": cents, "cents": cents}


def _by_date(row: Stored) -> dict[str, tuple[int, int, int | None]]:
    """Minutes, hundredths of an hour and cents of each date, which add up to the row's."""
    dates, unit = row.by_date, unit_of(row.kind)
    if unit != "min":
        return {date: (0, 0, quantity if unit == "cent" else None) for date, quantity in dates.items()}
    hours = spread(row.hours, dates, HOURS)
    if row.cents is None or row.percent is None or row.hourly_cents is None:
        return {date: (minutes, hours[date], None) for date, minutes in dates.items()}
    cents = spread(row.cents, dates, Fraction(row.percent * row.hourly_cents, 6000))
    return {date: (minutes, hours[date], cents[date]) for date, minutes in dates.items()}


def _cells(mapper: Mapper, run: PayRun, row: Stored) -> dict[str, Any]:
    """A row by field; decimals are hundredths."""
    unit = unit_of(row.kind)
    return {
        "run": run.id,
        "row": row.n,
        "person": row.person,
        "number": row.number,
        "name": row.name,
        "code": row.code if mapper.codes is None else mapper.codes[row.code],
        "kind": row.kind,
        "unit": {"min": "h", "day": "d", "cent": "EUR"}[unit],
        "quantity": {"min": row.hours, "day": row.days, "cent": row.cents}[unit],
        "rate": row.hourly_cents,
        "percent": row.percent,
        "minutes": row.minutes,
        "hours": row.hours,
        "days": row.days,
        "euros": row.cents,
        "cents": row.cents,
        "from": run.from_date,
        "until": run.until_date,
        "pay_day": run.pay_day,
        "correction": row.correction,
    }


def _whole_days(
    lines: Sequence[dict[str, Any]], earlier: Iterable[dict[str, Any]], together: Sequence[str]
) -> list[dict[str, Any]]:
    """The lines of each person and date that the run touches, with what earlier runs have said of them; lines that are
    `together` the same are one."""
    touched = {(one["person"], one["date"]) for one in lines}
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for one in [*(one for one in earlier if (one["person"], one["date"]) in touched), *lines]:
        key = tuple(one[name] for name in together)
        if key not in found:
            found[key] = dict(one)
            continue
        for name in ("minutes", "hours", "euros", "cents"):
            if one[name] is not None:
                found[key][name] = (found[key][name] or 0) + one[name]
    return sorted(found.values(), key=lambda one: (one["name"], one["person"], one["date"], one["code"]))


def _as_csv(mapper: Mapper, rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=mapper.separator, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def _cell(mapper: Mapper, column: Column, cells: Cells) -> str:
    if column.field is None:
        return harmless(column.value)
    value = cells[column.field]
    if value is None:
        return ""
    if column.field in _DECIMALS:
        return decimal(value, mapper.decimal)
    return str(value) if isinstance(value, int) else harmless(str(value))


def decimal(hundredths: int, mark: str) -> str:
    """Hundredths as a number with two decimals."""
    sign = "-" if hundredths < 0 else ""
    return f"{sign}{abs(hundredths) // 100}{mark}{abs(hundredths) % 100:02d}"


def _xml(mapper: Mapper, lines: Sequence[Cells]) -> bytes:
    """A day of a person with a line a code. Only hours have a place in it."""
    name = mapper.title_of
    days: dict[tuple[str, str], list[Cells]] = {}
    for cells in lines:
        days.setdefault((cells["person"], cells["date"]), []).append(cells)
    parts = []
    for (_, date), of_day in days.items():
        who = _element(name("number"), of_day[0]["number"], type="number")
        on = _element(name("date"), date, method="replace" if mapper.mode == "replace" else "increment")
        parts.append(f"<{name('day')}>{who}{on}")
        for cells in of_day:
            hours = _element(name("hours"), decimal(cells["hours"], mapper.decimal))
            parts.append(f"<{name('line')}>{hours}{_element(name('code'), cells['code'])}</{name('line')}>")
        parts.append(f"</{name('day')}>")
    return "".join(f"{part}\n" for part in parts).encode()


def _element(name: str, text: str, **attributes: str) -> str:
    told = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    return f"<{name}{told}>{escape(text)}</{name}>"
