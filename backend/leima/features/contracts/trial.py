"""A trial run: the change is made, its days are worked out, what differs is read, and everything is taken back."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from leima.db.tx import Tx
from leima.features.contracts.schemas import DayChange
from leima.features.days.settle import settle

MOST_DAYS = 62
"""Days that are listed for one person; the rest are counted."""


class _TakenBack(Exception):
    """Ends a trial; never leaves this module."""


@dataclass(frozen=True)
class Day:
    """What a stored day counts: its version, and target, flex and kiky in minutes."""

    version: int
    target: int
    flex: int
    kiky: int


@dataclass(frozen=True)
class Standing:
    """A person's stored days since a date, and what their accounts hold in all."""

    days: dict[str, Day]
    flex: int
    kiky: int


@dataclass(frozen=True)
class Differences:
    """What became different for one person."""

    recomputed: int
    changed_days: int
    days: list[DayChange]
    flex: tuple[int, int]
    kiky: tuple[int, int]


NONE = Day(0, 0, 0, 0)


def standing(tx: Tx, person: str, first: str) -> Standing:
    """The person's results from `first` on and the sums of their accounts."""
    who = {"org": tx.org, "person": person}
    rows = tx.rows(
        "SELECT date, version, flex, kiky, body FROM day_result"
        " WHERE org=:org AND person=:person AND date >= :first ORDER BY date",
        **who,
        first=first,
    )
    days = {row.date: Day(row.version, _target(row.body), row.flex, row.kiky) for row in rows}
    sums = tx.rows(
        "SELECT account, SUM(amount) AS amount FROM account_month WHERE org=:org AND person=:person GROUP BY account",
        **who,
    )
    held = {row.account: int(row.amount) for row in sums}
    return Standing(days, held.get("flex", 0), held.get("kiky", 0))


def _target(body: str) -> int:
    return int(json.loads(body).get("target") or 0)


def differences(before: Standing, after: Standing, recomputed: int) -> Differences:
    """The days whose stored result is another one, the latest first, and the accounts before and after."""
    changed = [date for date, day in after.days.items() if before.days.get(date, NONE).version != day.version]
    days = [_day(date, before.days.get(date, NONE), after.days[date]) for date in sorted(changed, reverse=True)]
    return Differences(recomputed, len(days), days[:MOST_DAYS], (before.flex, after.flex), (before.kiky, after.kiky))


def _day(date: str, before: Day, after: Day) -> DayChange:
    return DayChange(date, (before.target, after.target), (before.flex, after.flex), (before.kiky, after.kiky))


def carried_out(tx: Tx, people: Sequence[str], first: str, work: Callable[[], None]) -> dict[str, Differences]:
    """Does the work and settles the days that it touches; answers what became different for each person."""
    before = {person: standing(tx, person, first) for person in people}
    work()
    touched = {person: len(tx.touched.get(person, ())) for person in people}
    settle(tx)
    return {
        person: differences(stood, standing(tx, person, first), touched[person]) for person, stood in before.items()
    }


def tried(tx: Tx, work: Callable[[], Any]) -> Any:
    """What the work answers, after which everything that it wrote is taken back."""
    found: list[Any] = []
    try:
        with tx.savepoint():
            found.append(work())
            raise _TakenBack
    except _TakenBack:
        return found[0]


def touched_in(tx: Tx, person: str, closed: Iterable[str]) -> list[str]:
    """Closed months (YYYY-MM) of a person in which days wait to be worked out again."""
    months = {date[:7] for date in tx.touched.get(person, ())}
    return sorted(months & set(closed))
