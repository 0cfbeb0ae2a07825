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


class Rounding:
    """The same for a column that is too long to be held: every amount is counted first, and then told in that order."""

    def __init__(self) -> None:
        self._ones = self._twos = 0
        self._up: tuple[int, int] | None = None

    def count(self, minutes: int) -> None:
        """One amount more, in minutes."""
        left = minutes * 5 % 3
        self._ones, self._twos = self._ones + (left == 1), self._twos + (left == 2)

    def tell(self, minutes: int) -> int:
        """The next amount in hundredths. Rounding never leaves more over than there are amounts with a remainder."""
        if self._up is None:
            over = ((self._ones + 2 * self._twos) * 2 + 3) // 6
            self._up = (max(0, over - self._twos), min(over, self._twos))
        ones, twos = self._up
        left = minutes * 5 % 3
        up = (left == 1 and ones > 0) or (left == 2 and twos > 0)
        if up:
            self._up = (ones - (left == 1), twos - (left == 2))
        return minutes * 5 // 3 + up


class Totals:
    """The hours of groups of rows, by column. Each group is counted once before the first line is told."""

    def __init__(self) -> None:
        self._of: dict[str, Rounding] = {}

    def count(self, keys: Iterable[str], group: Sequence[Cells]) -> None:
        """One group more; `keys` are those of durations that add up."""
        for key in keys:
            self._of.setdefault(key, Rounding()).count(_sum(key, group))

    def tell(self, key: str, group: Sequence[Cells]) -> int:
        """The hundredths of the next group's hours; 0 in a column that no group has anything in."""
        rounding = self._of.get(key)
        return rounding.tell(_sum(key, group)) if rounding else 0


def _sum(key: str, group: Sequence[Cells]) -> int:
    return sum(row[key] for row in group if row.get(key) is not None)


def number(value: float, lang: str) -> str:
    """A number with two decimals, the language's own mark between them."""
    text = f"{value:.2f}"
    return text if lang == "en" else text.replace(".", ",")


def cell(value: Any, kind: str, lang: str) -> str:
    """One cell of a column's kind, durations in minutes; an empty one for None."""
    if value is None:
        return ""
    if kind in ("days", "percent"):
        return number(value, lang)
    if kind == "cents":
        return number(value / 100, lang)
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


def counted(columns: Sequence[Column], groups: Sequence[Sequence[Cells]]) -> Totals:
    """The totals of groups that are all there."""
    totals, keys = Totals(), [one["key"] for one in columns if one["kind"] in DURATIONS and one["adds_up"]]
    for group in groups:
        totals.count(keys, group)
    return totals


def table(
    columns: Sequence[Column], groups: Sequence[Sequence[Cells]], lang: str, totals: Totals | None = None
) -> list[list[str]]:
    """The cells of rows in groups, by columns: the hours of each group add up, and so do those of all.

    Groups that come in parts need the totals of all of them, and come in the order in which they were counted.
    """
    totals = totals or counted(columns, groups)
    rows = [row for group in groups for row in group]
    found: list[list[str]] = [[] for _ in rows]
    for column in columns:
        key, kind = column["key"], column["kind"]
        hours = _hours(column, groups, totals) if kind in DURATIONS else {}
        for n, row in enumerate(rows):
            if kind in DURATIONS:
                found[n].append(number(hours[n] / 100, lang) if n in hours else "")
            found[n].append(cell(row.get(key), kind, lang))
    return found


def _hours(column: Column, groups: Sequence[Sequence[Cells]], totals: Totals) -> dict[int, int]:
    """Hundredths of an hour by the row's number; where a column does not add up each is rounded by itself."""
    key, at = column["key"], 0
    found: dict[int, int] = {}
    for group in groups:
        there = [(at + n, row[key]) for n, row in enumerate(group) if row.get(key) is not None]
        at += len(group)
        minutes = [one for _, one in there]
        rounded = hundredths(minutes, totals.tell(key, group)) if column["adds_up"] else map(nearest, minutes)
        found |= {n: hours for (n, _), hours in zip(there, rounded, strict=True)}
    return found
