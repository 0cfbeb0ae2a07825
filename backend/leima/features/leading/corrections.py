"""What corrections of closed months bring to a report: they count on a date of an open month, as in the report of a
person's days, and the closed month keeps what it was closed with."""

import json
from collections.abc import Iterator
from typing import NamedTuple

from leima.db.tx import Tx
from leima.features.leading import store
from leima.features.leading.over import Months
from leima.features.leading.scope import Scope


class Correction(NamedTuple):
    """Minutes by which a date's column differs from what its own day says; `team` is that of the date. `unsaid` is time
    away of which nobody but its person and payroll has been told why."""

    person: str
    date: str
    team: str
    key: str
    minutes: int
    unsaid: bool = False


def counted(tx: Tx, seen: Scope, over: Months) -> Iterator[Correction]:
    """The corrections that count on dates of the report."""
    for row, minutes in _read(tx, over):
        if over.begins <= row.date <= over.until:
            yield from _told(seen, row.person, row.date, minutes, 1)


def taken_back(tx: Tx, seen: Scope, over: Months) -> Iterator[Correction]:
    """The opposite of the corrections of dates of the report: what is read of their facts today is then as it was when
    their month was closed."""
    for row, minutes in _read(tx, over):
        if over.begins <= row.corrects <= over.until:
            yield from _told(seen, row.person, row.corrects, minutes, -1)


def _read(tx: Tx, over: Months) -> Iterator[tuple[store.Corrected, dict[str, int]]]:
    for row in store.corrected(tx, over.begins, over.until):
        yield row, json.loads(row.minutes)


def _told(seen: Scope, person: str, date: str, minutes: dict[str, int], sign: int) -> Iterator[Correction]:
    team = seen.team_on(person, date)
    if team is not None:
        for key, length in minutes.items():
            yield Correction(person, date, team, key, sign * length)
