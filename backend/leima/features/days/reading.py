"""The stored facts of one person over some dates: one query a table, however many dates there are."""

import json
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from leima.db.operations import epoch_minute
from leima.db.site import zone
from leima.db.tx import Row, Tx
from leima.features.people.terms import parse_terms
from leima.rules.absence import credits
from leima.rules.calendar import calendar_days
from leima.rules.pay.work import dates, tested_with
from leima.rules.terms import Absence, CalendarDay, Entry, Mark, Order, Punch, Terms
from leima.rules.zone import near_instant, next_date, weekday

MINUTE = 60_000
WINDOW = 36 * 60
"""Minutes before and after a date whose punches can pair with its own."""

_TERMS = (
    "SELECT from_date, until_date, body FROM terms WHERE org=:org AND person=:person AND from_date <= :last"
    " AND (until_date IS NULL OR until_date >= :first) AND NOT deleted ORDER BY from_date DESC"
)
_PUNCHES = (
    "SELECT id, kind, at, device, author, work_type, cost_centre, remote, kiky, estimated, superseded_by, flags"
    " FROM punch WHERE org=:org AND person=:person AND at >= :low AND at < :high ORDER BY at, id"
)
_ENTRIES = (
    "SELECT * FROM entry WHERE org=:org AND person=:person AND start_at >= :low AND start_at < :high"
    " ORDER BY start_at, id"
)
_DATED = "org=:org AND person=:person AND date BETWEEN"
_BESIDE = (
    "SELECT 'mark' AS what, id, date, start_at, end_at, break_min AS minutes,"
    " CASE WHEN waits THEN 'waits' ELSE status END AS told, date AS until"
    f" FROM kiky_mark WHERE {_DATED} :eve AND :morrow AND NOT deleted"
    " UNION ALL SELECT 'order', id, date, start_at, end_at, minutes, status, date"
    f" FROM work_order WHERE {_DATED} :first AND :last AND NOT deleted"
    " UNION ALL SELECT 'absence', id, from_date, NULL, NULL, minutes, kind, until_date"
    " FROM absence WHERE org=:org AND person=:person AND from_date <= :last AND until_date >= :first AND NOT deleted"
    " UNION ALL SELECT 'choice', id, date, NULL, NULL, NULL, choice, date"
    f" FROM overtime_choice WHERE {_DATED} :monday AND :sunday"
    " UNION ALL SELECT 'posting', account, date, amount, NULL, year, why, date"
    f" FROM day_posting WHERE {_DATED} :first AND :last"
)
"""What stands beside punches and entries; for most people and days it is nothing, in one look."""


@lru_cache(maxsize=400)
def week_calendar(year: int) -> tuple[CalendarDay, ...]:
    """The named days that the weeks of a year can meet."""
    return tuple(calendar_days(year - 1, year + 1))


@lru_cache(maxsize=4000)
def _calendar_of(monday: str) -> tuple[CalendarDay, ...]:
    sunday = next_date(monday, 6)
    return tuple(day for day in week_calendar(int(monday[:4])) if monday <= day.date <= sunday)


def named_in_week(date: str) -> tuple[CalendarDay, ...]:
    """The named days of a date's ISO week: for most weeks none."""
    return _calendar_of(monday_of(date))


def monday_of(date: str) -> str:
    """The first day of a date's ISO week."""
    return next_date(date, -weekday(date))


@dataclass(frozen=True, slots=True)
class Beside:
    """What a date holds besides punches and entries. `asked`: orders of every status; `choices`: the overtime choices
    of its week, or of its work period, by date; `posted`: what it posts to accounts other than flex and kiky, by
    account and year."""

    marks: tuple[Mark, ...] = ()
    orders: tuple[Order, ...] = ()
    absences: tuple[Absence, ...] = ()
    asked: tuple[Row, ...] = ()
    choices: dict[str, str] = field(default_factory=dict)
    posted: dict[tuple[str, int], tuple[int, str]] = field(default_factory=dict)


NOTHING = Beside()


class Shelf:
    """Everything stored about `person` from `first` to `last`, read at once and handed out by date."""

    def __init__(self, tx: Tx, person: str, first: str, last: str) -> None:
        who = {"org": tx.org, "person": person}
        self.person = person
        self.terms = [
            (row.from_date, row.until_date, parse_terms(row.body))
            for row in tx.rows(_TERMS, **who, first=first, last=last)
        ]
        self._read_facts(tx, who, first, last)
        bounds = {"first": first, "last": last, "eve": next_date(first, -1), "morrow": next_date(last)}
        monday, sunday = self.tested(first)[0], self.tested(last)[1]
        rows = tx.rows(_BESIDE, **who, **bounds, monday=monday, sunday=sunday)
        self._clocked_marks = {row.date for row in rows if row.what == "mark" and row.start_at is not None}
        self._beside = _by_date(rows, first, last, self.tested) if rows else {}

    def _read_facts(self, tx: Tx, who: dict[str, str], first: str, last: str) -> None:
        zones = {terms.zone for _, _, terms in self.terms} or {zone(tx)}
        low = (min(near_instant(zone, first) for zone in zones) - WINDOW) * MINUTE
        high = (max(near_instant(zone, next_date(last)) for zone in zones) + WINDOW) * MINUTE
        self._punches = [_punch(row) for row in tx.rows(_PUNCHES, **who, low=low, high=high)]
        self._stored = tx.rows(_ENTRIES, **who, low=low, high=high)
        self._entries = {row.id: _entry(row) for row in self._stored if _says_something(row)}
        self._punched_at = [punch.at for punch in self._punches]
        self._started_at = [epoch_minute(row.start_at) for row in self._stored]

    def terms_on(self, date: str) -> Terms | None:
        """The terms in force on a date."""
        return next((terms for start, end, terms in self.terms if start <= date and (end is None or date <= end)), None)

    def tested(self, date: str) -> tuple[str, str]:
        """The first and last date of what the date's overtime is tested with: its work period or its week."""
        return tested_with(self.terms_on(date), date)

    def over(self, now: str) -> bool:
        """Whether none of the terms reaches today: the year, or the employment, may have ended."""
        return all(end is not None and end < now for _, end, _ in self.terms)

    def punches(self, low: int, high: int) -> tuple[Punch, ...]:
        """Those from `low` up to but not including `high`, epoch minutes."""
        at = self._punched_at
        return tuple(self._punches[bisect_left(at, low) : bisect_left(at, high)])

    def stored(self, low: int, high: int) -> Sequence[Row]:
        """The entry rows that begin from `low` up to but not including `high`, epoch minutes."""
        at = self._started_at
        return self._stored[bisect_left(at, low) : bisect_left(at, high)]

    def entries(self, rows: Sequence[Row]) -> tuple[Entry, ...]:
        """Those of the rows that say more than their punches, by id."""
        if not self._entries:
            return ()
        return tuple(self._entries[id] for id in sorted(row.id for row in rows) if id in self._entries)

    def marked_by_the_clock(self, date: str) -> bool:
        """Whether the date has a kiky mark with clock times: it may reach into the dates beside."""
        return date in self._clocked_marks

    def beside(self, date: str) -> Beside:
        """What the date holds besides punches and entries."""
        return self._beside.get(date, NOTHING)


def _by_date(rows: Sequence[Row], first: str, last: str, tested: Callable[[str], tuple[str, str]]) -> dict[str, Beside]:
    held: dict[str, list[Row]] = {}
    chosen: dict[tuple[str, str], dict[str, str]] = {}
    for row in sorted(rows, key=lambda row: (row.what, row.id)):
        if row.what == "choice":
            chosen.setdefault(tested(row.date), {})[row.date] = row.told
            continue
        date = max(row.date, first)
        while date <= min(row.until, last):
            held.setdefault(date, []).append(row)
            date = next_date(date)
    every = {*held, *(date for begins, ends in chosen for date in dates(begins, ends))}
    return {date: _beside(date, held.get(date, []), chosen.get(tested(date), {})) for date in every}


def _beside(date: str, rows: Sequence[Row], choices: dict[str, str]) -> Beside:
    orders = tuple(row for row in rows if row.what == "order")
    return Beside(
        marks=tuple(_mark(row) for row in rows if row.what == "mark"),
        orders=tuple(_order(row) for row in orders if row.told == "approved"),
        absences=tuple(
            Absence(row.id, date, row.minutes, credits(row.told), row.told) for row in rows if row.what == "absence"
        ),
        asked=orders,
        choices=choices,
        posted={(r.id, int(r.minutes)): (int(r.start_at), r.told) for r in rows if r.what == "posting"},
    )


def _minute(at: int | None) -> int | None:
    return None if at is None else epoch_minute(at)


def _mark(row: Row) -> Mark:
    return Mark(
        row.id, row.date, _minute(row.start_at), _minute(row.end_at), int(row.minutes), waits=row.told == "waits"
    )


def _order(row: Row) -> Order:
    return Order(row.id, row.date, _minute(row.start_at), _minute(row.end_at), row.minutes)


def _punch(row: Row) -> Punch:
    return Punch(
        id=row.id,
        kind=row.kind,
        at=epoch_minute(row.at),
        device=row.device,
        author=row.author,
        work_type=row.work_type,
        cost_centre=row.cost_centre,
        remote=bool(row.remote),
        kiky=bool(row.kiky),
        estimated=bool(row.estimated),
        superseded=row.superseded_by is not None,
        flags=() if row.flags == "[]" else tuple(json.loads(row.flags)),
        ms=row.at,
    )


def in_minutes(overrides: dict[str, Any]) -> dict[str, Any]:
    """Stored overrides (epoch ms) as the rules read them (epoch minutes)."""
    times: dict[str, Any] = {
        name: epoch_minute(overrides[name]) for name in ("start", "end") if overrides.get(name) is not None
    }
    if (told := overrides.get("breaks")) is not None:
        spans = [[epoch_minute(start), epoch_minute(end)] for start, end in told["spans"]]
        times["breaks"] = {"until": epoch_minute(told["until"]), "spans": spans}
    return {**overrides, **times}


def _entry(row: Row) -> Entry:
    return Entry(
        id=row.id,
        opening_punch=row.opening_punch,
        start=epoch_minute(row.start_at),
        end=_minute(row.end_at),
        work_type=row.work_type,
        cost_centre=row.cost_centre,
        remote=bool(row.remote),
        kiky=bool(row.kiky),
        overrides=in_minutes(json.loads(row.overrides)),
        deleted=bool(row.deleted) and not row.unpaired,
        source=row.source,
    )


def _says_something(row: Row) -> bool:
    """Whether an entry row is more than its punches: typed, overridden or taken away by a
    person."""
    return row.source == "typed" or row.overrides != "{}" or (bool(row.deleted) and not row.unpaired)
