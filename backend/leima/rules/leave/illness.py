"""Illness inside a leave: which sick days move it to later, and which are waiting days. Twin: `leave/illness.ts`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from leima.rules.leave.counting import DAY, LeaveDay
from leima.rules.leave.rules import LeaveRules
from leima.rules.shape import Shape


@dataclass(frozen=True, slots=True)
class Sick(Shape):
    """Days of illness, both ends included; `part` hundredths of each day (100: all of it)."""

    first: str
    last: str
    part: int = DAY


def waiting_days(earned: int, rules: LeaveRules) -> int:
    """The most waiting days when illness begins during a leave: only from what is earned above the least."""
    return int(min(rules.waiting_days, max(0, earned - rules.waiting_least)))


def moved_by_sickness(sick: int, earned: int, at_start: bool, rules: LeaveRules) -> int:
    """Days of leave moved on request: all when ill at the start, else those beyond the waiting days."""
    return sick if at_start else max(0, sick - waiting_days(earned, rules))


def moved(days: Sequence[LeaveDay], sick: Sequence[Sick], waiting: int) -> tuple[list[LeaveDay], list[str]]:
    """The days of a leave after illness, and the dates on which only a part of the day was sick.

    Leave days of illness beyond the `waiting` first ones use nothing; a sick date that uses no day anyhow moves
    nothing and is no waiting day. A part of a sick day moves nothing: leave is moved by days.
    """
    whole = _dates(days, sick, whole=True)
    partly = _dates(days, sick, whole=False)
    at_start = bool(days) and days[0].date in whole
    left = 0 if at_start else waiting
    found, halves = [], []
    for day in days:
        if day.uses and day.date in whole:
            if left > 0:
                left -= 1
                day = replace(day, rule="leave_waiting")
            else:
                day = replace(day, uses=0, rule="leave_moved", why="sick", params={})
        elif day.uses and day.date in partly:
            halves.append(day.date)
        found.append(day)
    return found, halves


def _dates(days: Sequence[LeaveDay], sick: Sequence[Sick], whole: bool) -> Mapping[str, bool]:
    """The dates of days on which somebody is sick all of the day, or a part of it."""
    stretches = [one for one in sick if (one.part >= DAY) is whole]
    return {day.date: True for day in days if any(one.first <= day.date <= one.last for one in stretches)}
