"""One person's pay rows: amounts summed by code, less what earlier runs of the same period have sent."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

import msgspec

from leima.features.payroll.kinds import unit_of
from leima.rules.pay.wage import in_cents


class Key(NamedTuple):
    """What tells a person's rows apart."""

    code: str
    kind: str
    percent: int | None
    hourly_cents: int | None
    correction: str


class Line(msgspec.Struct, frozen=True, array_like=True):
    """A pay row in the making; `dates` holds by date what `unit_of` its kind counts."""

    person: str
    name: str
    number: str
    code: str
    kind: str
    percent: int | None
    hourly_cents: int | None
    correction: str
    minutes: int
    days: int
    cents: int | None
    dates: dict[str, int]

    @property
    def key(self) -> Key:
        return Key(self.code, self.kind, self.percent, self.hourly_cents, self.correction)


@dataclass
class _Sum:
    minutes: int = 0
    days: int = 0
    cents: int | None = None
    dates: dict[str, int] = field(default_factory=dict)


class Lines:
    """The rows of one person."""

    def __init__(self, person: str, name: str, number: str) -> None:
        self.who = (person, name, number)
        self._sums: dict[Key, _Sum] = {}

    def add(self, key: Key, date: str, quantity: int, days: int) -> None:
        """One amount more."""
        one = self._sums.get(key)
        if one is None:
            one = self._sums[key] = _Sum()
        one.dates[date] = one.dates.get(date, 0) + quantity
        one.days += days

    def less(self, sent: Iterable[Line]) -> list[Line]:
        """The rows that differ from what was sent, in order. What is worth money is worked out once on the whole, so
        that the runs of a period add up to it."""
        found = {key: self._whole(key, one) for key, one in self._sums.items()}
        for row in sent:
            if (one := found.get(row.key)) is None:
                one = found[row.key] = self._whole(row.key, _Sum())
            one.minutes -= row.minutes
            one.days -= row.days
            one.cents = None if one.cents is None and row.cents is None else (one.cents or 0) - (row.cents or 0)
            for date, quantity in row.dates.items():
                one.dates[date] = one.dates.get(date, 0) - quantity
        return [line for key in sorted(found, key=_place) if (line := self._line(key, found[key])) is not None]

    def _whole(self, key: Key, one: _Sum) -> _Sum:
        quantity, unit = sum(one.dates.values()), unit_of(key.kind)
        if unit == "cent":
            one.cents = quantity
        elif unit == "day":
            one.days = quantity
        else:
            one.minutes = quantity
            if key.percent is not None and key.hourly_cents is not None:
                one.cents = in_cents(quantity * key.percent, key.hourly_cents)
        return one

    def _line(self, key: Key, one: _Sum) -> Line | None:
        dates = {date: quantity for date, quantity in sorted(one.dates.items()) if quantity}
        if not dates and not one.minutes and not one.days and not one.cents:
            return None
        person, name, number = self.who
        code, kind, percent, hourly, correction = key
        return Line(
            person, name, number, code, kind, percent, hourly, correction, one.minutes, one.days, one.cents, dates
        )


def _place(key: Key) -> tuple[str, str, int, int, str]:
    return key.code, key.kind, key.percent or 0, key.hourly_cents or 0, key.correction
