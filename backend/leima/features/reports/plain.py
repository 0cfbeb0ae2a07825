"""Reports as CSV: UTF-8 with a mark, semicolons and decimal commas (in English commas and points).

A duration is hours with two decimals, and its minutes beside it. The hours of a column add up to the hours of all its
minutes: what rounding leaves over goes to the largest remainders. Days are decimals.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from leima.web.words import say
from leima.world.files.harmless import harmless

BOM = "\ufeff"
DURATIONS = frozenset({"min", "signed", "balance"})
Column = Mapping[str, Any]
Cells = Mapping[str, Any]


def hundredths(minutes: Sequence[int], total: int | None = None) -> list[int]:
    """Hours in hundredths, each rounded up or down so that they add up to `total`, or to the hours of all the minutes.

    A minute is five thirds of a hundredth, so that each still tells its minutes.
    """
    found = [one * 5 // 3 for one in minutes]
    left = (nearest(sum(minutes)) if total is None else total) - sum(found)
    by_remainder = sorted(range(len(found)), key=lambda n: -(minutes[n] * 5 % 3))
    for n in by_remainder[:left]:
        found[n] += 1
    return found


def nearest(minutes: int) -> int:
    """Hours in hundredths, rounded by themselves."""
    return (minutes * 10 + 3) // 6


def number(value: float, lang: str) -> str:
    """A number with two decimals, the language's own mark between them."""
    text = f"{value:.2f}"
    return text if lang == "en" else text.replace(".", ",")


def cell(value: Any, kind: str, lang: str) -> str:
    """One cell of a column's kind, durations in minutes; an empty one for None."""
    if value is None:
        return ""
    if kind == "days":
        return number(value, lang)
    if kind == "clock":
        return f"{value // 60:02d}:{value % 60:02d}"
    return str(value) if kind in ("count", "date") or kind in DURATIONS else harmless(str(value))


def lines(rows: Iterable[Sequence[str]], lang: str) -> str:
    """Rows as text; each field quoted where it must be."""
    out = io.StringIO()
    csv.writer(out, delimiter="," if lang == "en" else ";", lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def titles(columns: Sequence[Column], lang: str) -> list[str]:
    """The first line: a duration has a column of hours and one of minutes."""
    found = []
    for column in columns:
        found.append(harmless(column["title"]))
        if column["kind"] in DURATIONS:
            found.append(harmless(say(lang, "report.column.in_minutes", {"title": column["title"]})))
    return found


def table(columns: Sequence[Column], groups: Sequence[Sequence[Cells]], lang: str) -> list[list[str]]:
    """The cells of rows in groups, by columns: the hours of each group add up, and so do those of all."""
    rows = [row for group in groups for row in group]
    found: list[list[str]] = [[] for _ in rows]
    for column in columns:
        key, kind = column["key"], column["kind"]
        hours = _hours(column, groups) if kind in DURATIONS else {}
        for n, row in enumerate(rows):
            if kind in DURATIONS:
                found[n].append(number(hours[n] / 100, lang) if n in hours else "")
            found[n].append(cell(row.get(key), kind, lang))
    return found


def _hours(column: Column, groups: Sequence[Sequence[Cells]]) -> dict[int, int]:
    """Hundredths of an hour by the row's number; where a column does not add up each is rounded by itself."""
    key, at = column["key"], 0
    there: list[list[tuple[int, int]]] = []
    for group in groups:
        there.append([(at + n, row[key]) for n, row in enumerate(group) if row.get(key) is not None])
        at += len(group)
    if not column["adds_up"]:
        return {n: nearest(minutes) for group in there for n, minutes in group}
    totals = hundredths([sum(minutes for _, minutes in group) for group in there])
    found: dict[int, int] = {}
    for placed, total in zip(there, totals, strict=True):
        rounded = hundredths([minutes for _, minutes in placed], total)
        found |= {n: hours for (n, _), hours in zip(placed, rounded, strict=True)}
    return found


def file(columns: Sequence[Column], groups: Sequence[Sequence[Cells]], lang: str) -> bytes:
    """A whole file."""
    return (BOM + lines([titles(columns, lang), *table(columns, groups, lang)], lang)).encode()


def working_time(report: Mapping[str, Any]) -> bytes:
    """The days of the report, one line a person and date, with the person first."""
    person = {"key": "person", "kind": "text", "title": report["person_title"], "adds_up": False}
    groups = [[{"person": part["person"]["name"], **row} for row in part["rows"]] for part in report["people"]]
    return file([person, *report["columns"]], groups, report["lang"])
