"""The same week under two agreements, on the wire. Lengths are minutes."""

from collections.abc import Mapping
from typing import Any

import msgspec

from leima.rules.outcome import Finding, Line


class SideDay(msgspec.Struct, frozen=True):
    """A day of one side. `holiday` is the key of the holiday that it is, if any."""

    date: str
    worked: int
    target: int
    flex: int
    classes: dict[str, int]
    lines: list[Line]
    findings: list[Finding]
    holiday: str | None


class SideTest(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """A week or work period held against its line. `overtime` is what lies over it and is not a day's own."""

    from_: str
    until: str
    worked: int
    line: int
    line_with_kiky: int
    overtime: int
    classes: dict[str, int]
    lines: list[Line]


class SideFinding(msgspec.Struct, frozen=True):
    """Something odd on a date."""

    date: str
    kind: str
    params: Mapping[str, Any]


class WeekSide(msgspec.Struct, frozen=True):
    """What the rules made of the days: minutes by class of pay, day by day and in all, with the lines behind them."""

    key: str
    name: str
    totals: dict[str, int]
    days: list[SideDay]
    weeks: list[SideTest]
    findings: list[SideFinding]


class TwoWeeks(msgspec.Struct, frozen=True):
    a: WeekSide
    b: WeekSide
