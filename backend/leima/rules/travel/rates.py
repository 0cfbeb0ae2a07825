"""Dated travel rates: which value is in force on a date. Nothing is taken from another year, and null is unknown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from leima.rules.shape import Shape

FOREIGN = "foreign_per_diem."
OTHER = "foreign_per_diem_other"


@dataclass(frozen=True, slots=True)
class Rate(Shape):
    """One dated value, in cents where it is money; null is unknown. `verified` says how sure the source is."""

    key: str
    from_: str
    source: str
    value: float | None = None
    until: str | None = None
    verified: str = ""


@dataclass(frozen=True, slots=True)
class Conditions(Shape):
    """The numbers of the rules on one date, each a row of `travel/conditions.json`: minutes, metres, meals, minutes
    after midnight, income types."""

    travel_day: int
    partial_over: int
    full_over: int
    excess_partial_least: int
    excess_full_over: int
    metres_from_start_over: int
    metres_from_both_over: int
    meals_halve_full: int
    meals_halve_partial: int
    meals_halve_foreign: int
    night_from: int
    night_until: int
    night_least: int
    foreign_least: int
    home_half_over: int
    home_full_over: int
    income_kilometre: int
    income_per_diem: int
    income_meal: int
    income_night: int


class Rates:
    """The rows of the tables by key, and the places that they name. Of rows that begin on one date the last one given
    holds: what an administrator adds stands after the ready tables."""

    def __init__(self, rows: Iterable[Rate], home: Iterable[str] = ("FI",), others: Iterable[str] = ()) -> None:
        self.home = frozenset(home)
        self.others = frozenset(others)
        self._rows: dict[str, tuple[Rate, ...]] = {}
        self._conditions: dict[str, Conditions | None] = {}
        for row in sorted(reversed([*rows]), key=lambda one: one.from_, reverse=True):
            self._rows[row.key] = (*self._rows.get(row.key, ()), row)

    def on(self, key: str, date: str) -> Rate | None:
        """The row in force on a date, the one that began last; None where there is none, or it holds no value."""
        row = self._in_force(key, date)
        return None if row is None or row.value is None else row

    def values(self, start: str, date: str) -> list[float]:
        """Every known value in force on a date whose key begins with `start`."""
        found = [self.on(key, date) for key in self._rows if key.startswith(start)]
        return [row.value for row in found if row is not None and row.value is not None]

    def is_home(self, place: str) -> bool:
        """Whether a place is in Finland: the code alone, or with a town after it."""
        return place.partition(":")[0] in self.home

    def knows(self, place: str) -> bool:
        """Whether a place is in Finland, has a rate in any year, or is a country without a rate of its own."""
        return self.is_home(place) or FOREIGN + place in self._rows or place in self.others

    def foreign_key(self, place: str, date: str) -> str:
        """The key of a place's per diem on a date; a country without its own has the one of other countries."""
        own = FOREIGN + place
        return OTHER if place in self.others and self._in_force(own, date) is None else own

    def conditions(self, date: str) -> Conditions | None:
        """The conditions in force on a date; None where one of them is not known."""
        if date not in self._conditions:
            found = {part.name: self.on(part.name, date) for part in fields(Conditions)}
            told = {name: int(row.value) for name, row in found.items() if row is not None and row.value is not None}
            self._conditions[date] = Conditions(**told) if len(told) == len(found) else None
        return self._conditions[date]

    def _in_force(self, key: str, date: str) -> Rate | None:
        """The row of a key on a date, whether or not it holds a value."""
        rows = self._rows.get(key, ())
        return next((row for row in rows if row.from_ <= date and (row.until is None or date <= row.until)), None)


def rates_of(tables: Iterable[Mapping[str, Any]]) -> Rates:
    """The rates of decoded table files; a row's `source` is a text, or names one of the file's `sources`."""
    rows: list[Rate] = []
    home: list[str] = []
    others: list[str] = []
    for table in tables:
        sources = table.get("sources", {})
        told = (Rate.from_json(row) for row in table["rows"])
        rows += [
            Rate(one.key, one.from_, sources.get(one.source, one.source), one.value, one.until, one.verified)
            for one in told
        ]
        home += table.get("home", ())
        others += table.get("others", ())
    return Rates(rows, home or ("FI",), others)
