"""How many of a team would be at work on each working day, and where that is too few."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date as Date
from datetime import timedelta

import msgspec

from leima.features.rounds.store import Away, Member
from leima.rules.calendar import named_days

Stretch = tuple[str, str, str]
"""A person and two dates, both included."""


class DayPresence(msgspec.Struct, frozen=True):
    """A working day: how many of how many members are at work."""

    date: str
    present: int
    members: int


class Shortage(msgspec.Struct, frozen=True):
    """Working days in a row on which fewer are at work than should be: the fewest, and who wishes to be away."""

    from_date: str
    until_date: str
    present: int
    people: list[str]


def working_days(first: str, last: str) -> list[str]:
    """Mondays to Fridays between two dates that are no midweek holiday and no eve that shortens the week."""
    day, end = Date.fromisoformat(first), Date.fromisoformat(last)
    free = {one.date for year in range(day.year, end.year + 1) for one in named_days(year)}
    dates = (day + timedelta(days=n) for n in range((end - day).days + 1))
    return [one.isoformat() for one in dates if one.weekday() < 5 and one.isoformat() not in free]


def presence(
    dates: Iterable[str], members: Sequence[Member], away: Sequence[Away], wished: Sequence[Stretch]
) -> tuple[list[DayPresence], Mapping[str, frozenset[str]]]:
    """Each working day, and who of the wishes is away on it. One who is away already counts once."""
    days, wishing = [], {}
    for date in dates:
        there = {one.person for one in members if one.from_date <= date and (one.until_date or date) >= date}
        gone = {one.person for one in away if one.from_date <= date <= one.until_date}
        leaving = frozenset(person for person, first, last in wished if first <= date <= last) & there
        days.append(DayPresence(date, len(there - gone - leaving), len(there)))
        wishing[date] = leaving
    return days, wishing


def shortages(
    days: Sequence[DayPresence], wishing: Mapping[str, frozenset[str]], least: int, names: Mapping[str, str]
) -> list[Shortage]:
    """Where fewer than `least` are at work; working days that follow each other are one."""
    found: list[list[DayPresence]] = []
    before = False
    for day in days:
        if day.present < least:
            if not before:
                found.append([])
            found[-1].append(day)
        before = day.present < least
    return [_shortage(run, wishing, names) for run in found]


def _shortage(run: Sequence[DayPresence], wishing: Mapping[str, frozenset[str]], names: Mapping[str, str]) -> Shortage:
    people = {person for day in run for person in wishing[day.date]}
    shown = sorted(names[person] for person in people)
    return Shortage(run[0].date, run[-1].date, min(day.present for day in run), shown)
