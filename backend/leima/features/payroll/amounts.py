"""From what a closed day was frozen at to amounts of pay: plain functions, a minute in one amount only.

Overtime that is taken as leave or put in the bank is not paid: it is told as `as_time`.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from leima.features.reports.working_time.cells import Cells, overtime_of_tests
from leima.rules.pay.accounts import RAISES
from leima.rules.pay.classes import PayClass
from leima.rules.pay.wage import parts_of

_WITHIN_DAYS = ("additional", "overtime50", "overtime100")
_NOT_REGULAR = (*_WITHIN_DAYS, "weekly_overtime", "period_overtime", "unapproved")
WHOLE_DAY = 100
"""Hundredths of a day."""


class Amount(NamedTuple):
    """So much of one kind on one date: minutes, hundredths of a day, or cents. `days` are hundredths beside minutes."""

    kind: str
    date: str
    quantity: int
    days: int = 0
    percent: int | None = None
    hourly_cents: int | None = None
    correction: str = ""


class Correction(NamedTuple):
    """What a correction of a closed date (`corrects`) carries into the date on which it counts."""

    id: str
    person: str
    date: str
    corrects: str
    minutes: str


class Wage(NamedTuple):
    """An hourly wage, and the per cent of each supplement that was agreed on with it."""

    hourly_cents: int
    supplements: Mapping[str, int]


def of_day(date: str, cells: Cells, as_time: bool) -> Iterator[Amount]:
    """The amounts of a frozen day."""
    parts = cells.get("pay")
    if parts is None:
        yield from _of_classes(date, cells, as_time)
        yield from _beside(date, cells)
    else:
        for part, minutes, percent, wage in parts:
            yield Amount(_kind_of(part), date, minutes, percent=percent, hourly_cents=wage)
        if as_time:
            yield from _as_time(date, cells)
    if cells.get("kiky"):
        yield Amount("kiky", date, cells["kiky"])
    for one in cells.get("away", ()):
        if one["minutes"]:
            yield Amount(f"absence.{one['kind']}", date, one["minutes"], WHOLE_DAY if one["whole"] else 0)


def of_correction(one: Correction, told: Mapping[str, int], wage: Wage | None, as_time: bool) -> Iterator[Amount]:
    """The amounts of a correction, on the closed date that it corrects."""
    for amount in _of_minutes(one.corrects, told, wage, as_time):
        if amount.quantity:
            yield amount._replace(correction=one.id)


def _of_minutes(date: str, told: Mapping[str, int], wage: Wage | None, as_time: bool) -> Iterator[Amount]:
    if wage is None:
        yield from _of_classes(date, told, as_time)
        yield from _beside(date, told)
    else:
        for part, minutes, percent, hourly in parts_of(_classes(told), wage.hourly_cents, as_time):
            yield Amount(_kind_of(part), date, minutes, percent=percent, hourly_cents=hourly)
        for one in _beside(date, told):
            yield _at_wage(one, wage)
        if as_time:
            yield from _as_time(date, told)
    yield Amount("kiky", date, told.get("kiky", 0))
    for key, minutes in told.items():
        if key.startswith("absences."):
            yield Amount(f"absence.{key.partition('.')[2]}", date, minutes)


def _at_wage(one: Amount, wage: Wage) -> Amount:
    """A supplement or midweek-holiday pay at the wage; without a per cent it stays time, which payroll prices."""
    percent = one.percent if one.percent is not None else wage.supplements.get(one.kind.partition(".")[2])
    return one if percent is None else one._replace(percent=percent, hourly_cents=wage.hourly_cents)


def _classes(told: Mapping[str, Any]) -> dict[PayClass, int]:
    """Minutes by class of pay, but for what pays nothing."""
    found: dict[PayClass, int] = {kind: told[kind] for kind in _WITHIN_DAYS if told.get(kind)}
    found |= overtime_of_tests(told)
    regular = told.get("worked", 0) - sum(told.get(kind, 0) for kind in _NOT_REGULAR)
    return {"regular": regular, **found} if regular else found


def _of_classes(date: str, told: Mapping[str, Any], as_time: bool) -> Iterator[Amount]:
    for kind, minutes in _classes(told).items():
        yield Amount("as_time" if as_time and kind in RAISES else kind, date, minutes)


def _as_time(date: str, told: Mapping[str, Any]) -> Iterator[Amount]:
    minutes = sum(length for kind, length in _classes(told).items() if kind in RAISES)
    if minutes:
        yield Amount("as_time", date, minutes)


def _beside(date: str, told: Mapping[str, Any]) -> Iterator[Amount]:
    """Supplements and midweek-holiday pay, which lie beside the classes."""
    for key, minutes in told.items():
        if "." not in key:
            continue
        if key.startswith("supplements."):
            yield Amount(_kind_of(key.partition(".")[2]), date, minutes)
        elif key.startswith("midweek_pay."):
            yield Amount("midweek_pay", date, minutes, percent=int(key.partition(".")[2]))


def _kind_of(part: str) -> str:
    """The kind of a part of pay: `supplement_evening` is one of the supplements."""
    return part.replace("_", ".", 1) if part.startswith("supplement_") else part
