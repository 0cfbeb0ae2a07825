"""A trial run: the change is made, its days are worked out, what differs is read, and everything is taken back."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from leima.db.tx import Tx
from leima.features.approvals.correcting import Corrected, Deed, by_facts, closed_among, correct, keep_reports, why_in
from leima.features.contracts.schemas import ClosedPart, DayChange

MOST_DAYS = 62
"""Days that are listed for one person; the rest are counted."""


class _StoredDay(NamedTuple):
    date: str
    version: int
    flex: int
    kiky: int
    body: str


class _Sum(NamedTuple):
    account: str
    amount: int


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
    closed: ClosedPart | None = None
    """What the change makes of closed months, as it goes to the open one."""


@dataclass(frozen=True)
class Cause:
    """Why closed days are corrected: the change's own name, and the words key that a person reads, with the date."""

    name: str
    key: str
    date: str

    def deed(self, tx: Tx, person: str) -> Deed:
        """The act that corrects a person's closed days."""
        id = str(uuid5(NAMESPACE_URL, f"leima:{tx.org}:closed:{self.name}:{person}"))
        return Deed(id, why_in(tx, person, self.key, self.date), {"cause": self.name})


NONE = Day(0, 0, 0, 0)


def standing(tx: Tx, person: str, first: str) -> Standing:
    """The person's results from `first` on and the sums of their accounts."""
    rows = tx.rows(
        _StoredDay,
        "SELECT date, version, flex, kiky, body FROM day_result"
        " WHERE org=:org AND person=:person AND date >= :first ORDER BY date",
        org=tx.org,
        person=person,
        first=first,
    )
    days = {row.date: Day(row.version, _target(row.body), row.flex, row.kiky) for row in rows}
    sums = tx.rows(
        _Sum,
        "SELECT account, CAST(SUM(amount) AS BIGINT) AS amount FROM account_month"
        " WHERE org=:org AND person=:person GROUP BY account",
        org=tx.org,
        person=person,
    )
    held = {row.account: row.amount for row in sums}
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


def carry_out(
    tx: Tx, people: Sequence[str], first: str, work: Callable[[], None], cause: Cause
) -> dict[str, Differences]:
    """Does the work and computes the days that it touches; returns what became different for each person.

    Closed months stay: what their days would come to now goes to the open month as an adjustment.
    """
    for person in people:
        keep_reports(tx, person, first)
    before = {person: standing(tx, person, first) for person in people}
    work()
    touched = {person: len(tx.touched.get(person, ())) for person in people}
    now = {person: by_facts(tx, person, closed_among(tx, person)) for person in people}
    tx.recompute()
    closed = {person: correct(tx, person, cause.deed(tx, person), now[person]) for person in people}
    tx.recompute()
    return {
        person: replace(differences(stood, standing(tx, person, first), touched[person]), closed=_part(closed[person]))
        for person, stood in before.items()
    }


def _part(closed: Corrected | None) -> ClosedPart | None:
    return None if closed is None else ClosedPart(closed.date, closed.days, closed.flex, closed.kiky)
