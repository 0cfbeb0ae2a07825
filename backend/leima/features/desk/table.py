"""What every list of the office has in common: columns, search, filters, sorting and pages, worked out on the server.

A list says its columns and reads its rows; what is asked of it is the same for all. Text is compared as people do,
without regard to letters' size. A column that is `slow` is filled in for the rows of a page alone, and for all only
where somebody sorts or filters by it, or takes the list as a file.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from leima.web.errors import Invalid
from leima.web.words import say

Kind = Literal["text", "choice", "date", "instant", "min", "signed", "count"]
Cell = str | int | None
Row = dict[str, Cell]
"""One person's cells by the columns' keys, beside their `id`: minutes, ISO dates, epoch ms; a choice is its key."""
LARGEST = 200
"""Rows of a page."""


@dataclass(frozen=True)
class Column:
    """A column; `words` begins the words of a choice's values."""

    key: str
    kind: Kind = "text"
    words: str = ""
    search: bool = False
    slow: bool = False
    chosen: bool = True
    """Whether it is shown until somebody chooses."""


@dataclass(frozen=True)
class Asked:
    """What a caller asks of a list. `filters` are values by column; several of one column are either of them."""

    search: str = ""
    sort: str = ""
    """A column's key, with `-` before it from the last to the first."""
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    page: int = 0
    size: int = 100


@dataclass(frozen=True)
class List:
    """A list as its feature says it: whose words its titles are, its columns, its rows, and what fills slow ones in."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    fill: Callable[[Sequence[Row]], None] = lambda rows: None
    values: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """What slow choices may be, as nobody has counted them."""

    def title(self, column: Column, lang: str) -> str:
        """A column's title."""
        return say(lang, f"table.{self.name}.{column.key}")


def asked(search: str | None, sort: str | None, filters: Sequence[str] | None, page: int, size: int) -> Asked:
    """What a query asks; a filter is `column:value`."""
    found: dict[str, set[str]] = {}
    for one in filters or ():
        key, mark, value = one.partition(":")
        if not mark:
            raise Invalid("malformed")
        found.setdefault(key, set()).add(value)
    return Asked(search or "", sort or "", {key: frozenset(values) for key, values in found.items()}, page, size)


def matching(lst: List, want: Asked) -> list[Row]:
    """Every row that fits, in order. Raises Invalid for a column that the list has not."""
    known = {column.key: column for column in lst.columns}
    by = want.sort.removeprefix("-")
    used = {*want.filters, *([by] if by else [])}
    if not used <= set(known):
        raise Invalid("malformed")
    if any(known[key].slow for key in used):
        lst.fill(lst.rows)
    found = list(_searched(lst, want.search))
    for key, values in want.filters.items():
        found = [row for row in found if str("" if row[key] is None else row[key]) in values]
    if by:
        # What is empty comes last, whichever way round.
        there = [row for row in found if row.get(by) not in (None, "")]
        empty = [row for row in found if row.get(by) in (None, "")]
        return sorted(there, key=lambda row: _place(row[by]), reverse=want.sort.startswith("-")) + empty
    return found


def _place(value: Cell) -> tuple[int, str]:
    return (value, "") if isinstance(value, int) else (0, str(value).casefold())


def _searched(lst: List, search: str) -> Iterable[Row]:
    words = search.casefold().split()
    if not words:
        return lst.rows
    keys = [column.key for column in lst.columns if column.search]

    def text(row: Row) -> str:
        return " ".join(str(row.get(key) or "") for key in keys).casefold()

    return (row for row in lst.rows if all(word in told for told in (text(row),) for word in words))


def page_of(lst: List, want: Asked, lang: str) -> dict[str, Any]:
    """One page with its columns; each choice with how many of all the rows have it."""
    found = matching(lst, want)
    first = want.page * want.size
    shown = found[first : first + want.size]
    lst.fill(shown)
    return {
        "columns": [
            {
                "key": column.key,
                "kind": column.kind,
                "title": lst.title(column, lang),
                "chosen": column.chosen,
                "choices": _choices(lst, column, lang),
            }
            for column in lst.columns
        ],
        "rows": [
            {"id": str(row["id"]), "cells": {column.key: row.get(column.key) for column in lst.columns}}
            for row in shown
        ],
        "found": len(found),
        "all": len(lst.rows),
        "page": want.page,
        "size": want.size,
    }


def _choices(lst: List, column: Column, lang: str) -> list[dict[str, Any]]:
    """The values that a column may be narrowed to, where it has few."""
    if column.kind != "choice":
        return []
    counts: Mapping[str, int | None]
    if column.slow:
        counts = dict.fromkeys(lst.values.get(column.key, ()))
    else:
        counts = Counter([str(row[column.key] or "") for row in lst.rows])
    named = [{"value": value, "title": choice(column, value, lang), "rows": n} for value, n in counts.items()]
    return sorted(named, key=lambda one: str(one["title"]).casefold())


def choice(column: Column, value: str, lang: str) -> str:
    """A choice in words: its own text where the column has no words."""
    return say(lang, f"{column.words}{value}") if column.words and value else value
