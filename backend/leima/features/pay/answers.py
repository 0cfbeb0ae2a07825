"""Days with their pay as JSON. Lengths are minutes."""

from typing import Any

import msgspec

from leima.features.days.answers import Status
from leima.rules.outcome import DayResult


class DayPay(msgspec.Struct, frozen=True):
    """Minutes by class of pay where a week's or a work period's test made overtime of them."""

    classes: dict[str, int]


class Day(msgspec.Struct, frozen=True):
    """A date with its result. Every fact up to the number `facts_seq` is in it."""

    date: str
    status: Status
    facts_seq: int
    version: int
    result: DayResult
    pay: DayPay | msgspec.UnsetType = msgspec.UNSET


class PeriodLimit(msgspec.Struct, frozen=True):
    """A finding of a follow-up period that ends on `date`."""

    date: str
    kind: str
    params: dict[str, Any]


class Days(msgspec.Struct, frozen=True):
    """Days in order, and the findings of follow-up periods that end on them."""

    days: list[Day]
    limits: list[PeriodLimit]
