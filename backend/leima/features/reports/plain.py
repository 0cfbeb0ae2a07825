"""Reports as CSV: UTF-8 with a mark, semicolons and decimal commas (in English commas and points).

Durations are hours with two decimals, from which the minutes can be told again; days are decimals.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

BOM = "\ufeff"
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
DURATIONS = frozenset({"min", "signed", "balance"})


def harmless(text: str) -> str:
    """Free text as a spreadsheet shows it: what would begin a formula gets an apostrophe before it."""
    return f"'{text}" if text.startswith(DANGEROUS) else text


def number(value: float, lang: str) -> str:
    """A number with two decimals, the language's own mark between them."""
    text = f"{value:.2f}"
    return text if lang == "en" else text.replace(".", ",")


def cell(value: Any, kind: str, lang: str) -> str:
    """One cell of a column's kind; an empty one for None."""
    if value is None:
        return ""
    if kind in DURATIONS:
        return number(value / 60, lang)
    if kind == "days":
        return number(value, lang)
    if kind == "clock":
        return f"{value // 60:02d}:{value % 60:02d}"
    return str(value) if kind in ("count", "date") else harmless(str(value))


def lines(rows: Iterable[Sequence[str]], lang: str) -> str:
    """Rows as text; each field quoted where it must be."""
    out = io.StringIO()
    csv.writer(out, delimiter="," if lang == "en" else ";", lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def table(columns: Sequence[Mapping[str, Any]], rows: Iterable[Mapping[str, Any]], lang: str) -> list[list[str]]:
    """The cells of rows, by columns."""
    return [[cell(row.get(column["key"]), column["kind"], lang) for column in columns] for row in rows]


def titles(columns: Sequence[Mapping[str, Any]]) -> list[str]:
    """The first line."""
    return [harmless(column["title"]) for column in columns]


def working_time(report: Mapping[str, Any]) -> bytes:
    """The days of the report, one line a person and date, with the person first."""
    columns = [{"key": "person", "kind": "text", "title": report["person_title"]}, *report["columns"]]
    rows = [{"person": part["person"]["name"], **row} for part in report["people"] for row in part["rows"]]
    text = lines([titles(columns), *table(columns, rows, report["lang"])], report["lang"])
    return (BOM + text).encode()
