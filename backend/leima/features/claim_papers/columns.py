"""The columns of the files for payroll and of claims, and how a cell of each kind is written."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from leima.features.reports import plain
from leima.web.words import say
from leima.world.files.harmless import harmless

Kind = Literal["text", "date", "euros", "number", "count"]
CENTS = 100


class Column(NamedTuple):
    """A column. Amounts of `euros` are cents, and may have decimals of a cent; a `number` has up to three decimals."""

    key: str
    kind: Kind = "text"


_CLAIM = (
    *(Column("name"), Column("claim"), Column("title"), Column("status"), Column("from", "date")),
    *(Column("until", "date"), Column("submitted", "date"), Column("decided", "date"), Column("paid", "date")),
    Column("version", "count"),
)
CLAIMS = (
    *_CLAIM,
    *(Column(key, "euros") for key in ("due", "tax_free", "taxable", "expenses", "total", "advance", "to_pay")),
    Column("cost_centre"),
)
LINES = (
    *_CLAIM,
    *(Column("date", "date"), Column("kind"), Column("what"), Column("quantity", "number"), Column("unit")),
    *(Column("rate", "euros"), Column("due", "euros"), Column("tax_free", "euros"), Column("taxable", "euros")),
    *(Column("vat_rate", "number"), Column("net", "euros"), Column("vat", "euros"), Column("gross", "euros")),
    *(Column("expenses", "euros"), Column("total", "euros"), Column("cost_centre"), Column("item")),
)
PAYROLL = (
    *(Column("group"), Column("name"), Column("approved", "date"), Column("paid", "date"), Column("date", "date")),
    *(Column("income_type", "count"), Column("pay_code"), Column("kind"), Column("quantity", "number")),
    *(Column("unit"), Column("rate", "euros"), Column("km", "number"), Column("days", "number")),
    *(Column("category"), Column("supplier"), Column("vat_rate", "number"), Column("net", "euros")),
    *(Column("vat", "euros"), Column("to_pay", "euros"), Column("cost_centre"), Column("claim")),
    *(Column("version", "count"), Column("trip"), Column("line", "count"), Column("receipt"), Column("files")),
    Column("person"),
)
SUMS = (
    *(Column("group"), Column("code"), Column("km", "number"), Column("days", "number"), Column("net", "euros")),
    *(Column("vat", "euros"), Column("to_pay", "euros")),
)


_MANY = 50_000


@lru_cache(_MANY)
def word(lang: str, key: str) -> str:
    """A word that stands in many cells."""
    return say(lang, key)


_harmless = lru_cache(_MANY)(harmless)
"""Names, ids and words stand in many cells of a file."""


def titles(columns: Iterable[Column], lang: str) -> list[str]:
    """The columns' names."""
    return [say(lang, f"paper.file.{column.key}") for column in columns]


def csv_lines(columns: Sequence[Column], rows: Iterable[Mapping[str, Any]], lang: str) -> str:
    """Rows as lines of a CSV file. Amounts are euros with two decimals or more, dates ISO, text harmless."""
    cells = [
        ["" if (value := row.get(key)) is None else _cell(value, kind, lang) for key, kind in columns] for row in rows
    ]
    return plain.lines(cells, lang)


def _cell(value: Any, kind: Kind, lang: str) -> str:
    if kind == "text":
        return _harmless(value)
    if kind == "euros":
        return _marked(_euros(value), lang)
    return _marked(f"{value:.3f}".rstrip("0").rstrip("."), lang) if kind == "number" else str(value)


def _euros(cents: float) -> str:
    """Whole cents without a rounding of their own; a rate may have hundredths of a cent."""
    if isinstance(cents, int):
        sign = "-" if cents < 0 else ""
        return f"{sign}{abs(cents) // CENTS}.{abs(cents) % CENTS:02d}"
    return f"{cents / CENTS:.4f}"


def _marked(text: str, lang: str) -> str:
    return text if lang == "en" else text.replace(".", ",")
