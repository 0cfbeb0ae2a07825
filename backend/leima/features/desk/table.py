"""What every list of the office has in common: columns, search, filters, sorting and pages, worked out on the server.

A list says its columns and reads its rows; what is asked of it is the same for all. Text is compared as people do,
without regard to letters' size. A column that is `slow` is filled in for the rows of a page alone, and for all only
where somebody sorts or filters by it, or takes the list as a file.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal
from unicodedata import normalize

from leima.web.errors import Invalid
from leima.web.words import say

Kind = Literal["text", "choice", "date", "instant", "min", "signed", "count"]
Cell = str | int | None
Row = dict[str, Cell]
"""One person's cells by the columns' keys: minutes, ISO dates, epoch ms; a choice is its key."""
LARGEST = 200
"""Rows of a page."""
_LAST = {"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}"}
"""Letters after z, as the signs that come after it."""


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
    sorts: bool = True
    """Whether rows may be put in its order."""


@dataclass(frozen=True)
class Asked:
    """What a caller asks of a list. `filters` are values by column; several of one column are either of them."""

    search: str = ""
    sort: str = ""
    """A column's key, with `-` before it from the last to the first."""
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    page: int = 0
    size: int = 100


Fill = Callable[[Sequence[str], Sequence[str]], Mapping[str, Mapping[str, Cell]]]
"""Reads slow columns of some people: what it returns is by column and person."""


def _fills_nothing(ids: Sequence[str], keys: Sequence[str]) -> Mapping[str, Mapping[str, Cell]]:
    return {}


@dataclass(frozen=True)
class Whole:
    """A list of which the store has read one page: how many rows fit what was asked, and how many there are."""

    found: int
    all: int


@dataclass(frozen=True)
class List:
    """A list as its feature says it: whose words its titles are, its columns, and its rows column by column."""

    name: str
    columns: Sequence[Column]
    ids: Sequence[str]
    """The people of the rows, in the order that holds until somebody sorts."""
    cells: Mapping[str, Sequence[Cell]]
    """Each column that is not slow: a cell for each of the `ids`."""
    fill: Fill = _fills_nothing
    values: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """What choices may be, where nobody has counted them."""
    whole: "Whole | None" = None
    """Where the rows are those of the page alone, as the store found them: how many there are in all."""
    unseen: Sequence[Column] = ()
    """Columns that nobody has anything in now, and that somebody may have kept or be asking for."""

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


def matching(lst: List, want: Asked) -> list[int]:
    """The places of the rows that fit, in order. Raises Invalid for a column that the list has not."""
    if lst.whole is not None:
        return list(range(len(lst.ids)))
    by = want.sort.removeprefix("-")
    cells = _columns(lst, {*want.filters, *([by] if by else [])})
    found = _searched(lst, want.search)
    for key, values in want.filters.items():
        column = cells[key]
        found = [n for n in found if ("" if column[n] is None else str(column[n])) in values]
    if not by:
        return list(found)
    # What is empty comes last, whichever way round.
    column = cells[by]
    there, empty = [n for n in found if column[n] not in (None, "")], [n for n in found if column[n] in (None, "")]
    places: list[Any] = [in_order(one) if isinstance(one, str) else one for one in column]
    return sorted(there, key=lambda n: places[n], reverse=want.sort.startswith("-")) + empty


def _columns(lst: List, keys: Collection[str]) -> dict[str, Sequence[Cell]]:
    """Whole columns. Raises Invalid for one that the list has not."""
    known = {column.key: column for column in (*lst.columns, *lst.unseen)}
    if not set(keys) <= set(known):
        raise Invalid("malformed")
    slow = [key for key in keys if known[key].slow]
    read = lst.fill(lst.ids, slow) if slow else {}
    return {key: [read[key].get(id) for id in lst.ids] if key in read else lst.cells[key] for key in keys}


@lru_cache(maxsize=65536)
def in_order(text: str) -> str:
    """What text is sorted by: as in Finnish and Swedish, å, ä and ö come after z, and no other accent counts."""
    folded = text.casefold()
    if folded.isascii():
        return folded
    return "".join([_LAST.get(one) or normalize("NFD", one)[0] for one in normalize("NFC", folded)])


def _searched(lst: List, search: str) -> Sequence[int]:
    words = search.casefold().split()
    if not words:
        return range(len(lst.ids))
    searched = [lst.cells[column.key] for column in lst.columns if column.search]
    texts = [" ".join([str(one or "") for one in row]).casefold() for row in zip(*searched, strict=True)]
    return [n for n, text in enumerate(texts) if all(word in text for word in words)]


def rows_of(lst: List, places: Sequence[int], keys: Sequence[str]) -> list[Row]:
    """Some rows with these columns' cells."""
    ids = [lst.ids[n] for n in places]
    slow = [column.key for column in lst.columns if column.slow and column.key in keys]
    read = lst.fill(ids, slow) if slow else {}
    return [
        {key: read[key].get(id) if key in read else lst.cells[key][n] for key in keys}
        for n, id in zip(places, ids, strict=True)
    ]


def page_of(lst: List, want: Asked, lang: str) -> dict[str, Any]:
    """One page with its columns; each choice with how many of all the rows have it."""
    found = matching(lst, want)
    first = 0 if lst.whole else want.page * want.size
    shown = found[first : first + want.size]
    whole = lst.whole or Whole(len(found), len(lst.ids))
    rows = rows_of(lst, shown, [column.key for column in lst.columns])
    return {
        "columns": [
            {
                "key": column.key,
                "kind": column.kind,
                "title": lst.title(column, lang),
                "chosen": column.chosen,
                "sorts": column.sorts,
                "choices": _choices(lst, column, lang),
            }
            for column in lst.columns
        ],
        "rows": [{"id": lst.ids[n], "cells": row} for n, row in zip(shown, rows, strict=True)],
        "found": whole.found,
        "all": whole.all,
        "page": want.page,
        "size": want.size,
    }


def _choices(lst: List, column: Column, lang: str) -> list[dict[str, Any]]:
    """The values that a column may be narrowed to, where it has few."""
    if column.kind != "choice":
        return []
    counts: dict[str, int | None] = dict.fromkeys(lst.values.get(column.key, ()))
    if not column.slow and lst.whole is None:
        for value, n in Counter(lst.cells[column.key]).items():
            counts[str(value or "")] = (counts.get(str(value or "")) or 0) + n
    named = [{"value": value, "title": choice(column, value, lang), "rows": n} for value, n in counts.items()]
    return sorted(named, key=lambda one: in_order(str(one["title"])))


def choice(column: Column, value: str, lang: str) -> str:
    """A choice in words: its own text where the column has no words."""
    return say(lang, f"{column.words}{value}") if column.words and value else value
