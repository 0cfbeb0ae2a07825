"""Mappers: how a payroll system's own file is written, as small data files of shared/payroll/mappers or of one's own.

Everything that is wrong with one is named by its place; nothing is guessed.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from leima import paths

ROW_FIELDS = frozenset(
    {
        *("run", "row", "person", "number", "name", "code", "kind", "unit", "quantity", "rate", "percent"),
        *("minutes", "hours", "days", "euros", "cents", "from", "until", "pay_day", "correction"),
    }
)
DAY_FIELDS = (ROW_FIELDS - {"quantity", "unit", "days"}) | {"date"}
XML_FIELDS = ("root", "day", "number", "date", "line", "hours", "code")
"""The elements of a file of workdays, each needed once."""
SEPARATORS = (";", ",", "\t")
_TEXTS = ("key", "name", "source")
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "mode": ("replace", "add"),
    "shape": ("csv", "xml"),
    "per": ("row", "day"),
    "decimal": (",", "."),
}
_KEYS = frozenset({*_TEXTS, *_CHOICES, "separator", "columns", "codes"})
MOST_COLUMNS = 100
_ELEMENT = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_WRITABLE = re.compile(r"[^\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]*")
_COLUMN_KEYS = ({"title", "field"}, {"title", "value"})


class Fault(NamedTuple):
    """What is wrong at a place of a mapper, such as `columns.3.field`: `payroll.mapper.<code>` are its words."""

    place: str
    code: str
    value: str


class Column(NamedTuple):
    """A column or element: a field of the row, or (no field) always the same value."""

    title: str
    field: str | None
    value: str


class Mapper(NamedTuple):
    """A sound mapper. `mode` says whether the file replaces what its days held before, or adds to it; `codes` are
    codes of that system by ours, null where ours are its own."""

    key: str
    name: str
    source: str
    mode: Literal["replace", "add"]
    shape: Literal["csv", "xml"]
    per: Literal["row", "day"]
    decimal: str
    separator: str
    columns: tuple[Column, ...]
    codes: Mapping[str, str] | None

    @property
    def fields(self) -> frozenset[str]:
        return frozenset(one.field for one in self.columns if one.field is not None)

    def title_of(self, field: str) -> str:
        """The title of a field's first column or element."""
        return next(one.title for one in self.columns if one.field == field)


class BadMapper(ValueError):
    """A mapper with faults."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(", ".join(f"{one.place}: {one.code} {one.value}" for one in faults))
        self.faults = faults


def is_writable(text: str) -> bool:
    """Whether CSV and XML can carry a text: it has no control characters."""
    return _WRITABLE.fullmatch(text) is not None


def _says(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and is_writable(value)


def mapper_of(told: Mapping[str, Any]) -> Mapper:
    """A mapper as its file tells it. Raises BadMapper with every fault."""
    found = [*_of_keys(told), *_of_columns(told), *_of_codes(told)]
    if found:
        raise BadMapper(found)
    columns = tuple(Column(one["title"], one.get("field"), one.get("value", "")) for one in told["columns"])
    named = {name: told[name] for name in (*_TEXTS, *_CHOICES, "separator")}
    return Mapper(**named, columns=columns, codes=told.get("codes"))


def _of_keys(told: Mapping[str, Any]) -> Iterator[Fault]:
    for name in sorted(set(told) - _KEYS):
        yield Fault(name, "unknown", name)
    for name in _TEXTS:
        if not _says(told.get(name)):
            yield Fault(name, "missing", name)
    for name, choices in _CHOICES.items():
        if told.get(name) not in choices:
            yield Fault(name, "choose", ", ".join(choices))
    if told.get("shape") == "csv" and told.get("separator") not in SEPARATORS:
        yield Fault("separator", "choose", "; , TAB")
    if told.get("shape") == "xml" and told.get("per") != "day":
        yield Fault("per", "choose", "day")
    if "separator" not in told:
        yield Fault("separator", "missing", "separator")


def _of_columns(told: Mapping[str, Any]) -> Iterator[Fault]:
    columns = told.get("columns")
    if not isinstance(columns, list) or not columns:
        yield Fault("columns", "missing", "columns")
        return
    if len(columns) > MOST_COLUMNS:
        yield Fault("columns", "too_many", str(MOST_COLUMNS))
        return
    known = _fields(told)
    for n, one in enumerate(columns, 1):
        if (
            not isinstance(one, dict)
            or set(one) not in _COLUMN_KEYS
            or not all(isinstance(v, str) and is_writable(v) for v in one.values())
        ):
            yield Fault(f"columns.{n}", "column", str(n))
        elif "field" in one and one["field"] not in known:
            yield Fault(f"columns.{n}.field", "nowhere", one["field"])
        elif told.get("shape") == "xml" and not _ELEMENT.fullmatch(one["title"]):
            yield Fault(f"columns.{n}.title", "element", one["title"])
    if told.get("shape") == "xml":
        given = [one.get("field") for one in columns if isinstance(one, dict)]
        yield from (Fault("columns", "missing", name) for name in XML_FIELDS if given.count(name) != 1)


def _fields(told: Mapping[str, Any]) -> frozenset[str]:
    if told.get("shape") == "xml":
        return frozenset(XML_FIELDS)
    return DAY_FIELDS if told.get("per") == "day" else ROW_FIELDS


def _of_codes(told: Mapping[str, Any]) -> Iterator[Fault]:
    codes = told.get("codes")
    if codes is not None and not isinstance(codes, dict):
        yield Fault("codes", "codes", "codes")
        return
    for ours, theirs in (codes or {}).items():
        if not _says(theirs):
            yield Fault(f"codes.{ours}", "no_target", ours)


@lru_cache
def ready_mappers() -> Mapping[str, Mapper]:
    """The mappers that come with the product, by key. Raises BadMapper for one that is not sound."""
    files = sorted((paths.shared() / "payroll" / "mappers").glob("*.json"))
    made = [mapper_of(json.loads(file.read_text("utf-8"))) for file in files]
    return {one.key: one for one in made}
