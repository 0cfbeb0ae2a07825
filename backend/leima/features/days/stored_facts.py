"""The stored facts of one person over some dates: one query a table, however many dates there are."""

import json
from bisect import bisect_left
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from leima.db.facts import NO_FACTS, Fact, FactsRead
from leima.db.operations import epoch_minute
from leima.db.site import zone
from leima.db.tables.hours import Entry as StoredEntry
from leima.db.tx import Query, Tx
from leima.features.agreements.terms import parse_terms
from leima.features.days.queries import POSTED as POSTED
from leima.features.days.queries import PunchRow, facts_of, queries, terms_and_facts
from leima.features.hours.facts import CHOICE
from leima.features.kiky.facts import MARK
from leima.rules.calendar import calendar_days
from leima.rules.pair import Pairing
from leima.rules.pay.work import dates, tested_with
from leima.rules.terms import Absence, CalendarDay, Entry, Mark, Order, Punch, Terms
from leima.rules.walk import Walk
from leima.rules.zone import near_instant, next_date, weekday

MINUTE = 60_000
WINDOW = 36 * 60
"""Minutes before and after a date whose punches can pair with its own."""


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
class OtherFacts:
    """What a date holds besides punches and entries. `marks`, `orders` and `absences` are what its facts say to the
    rules; `choices`: the overtime choices of its week, or of its work period, by date; `posted`: what it posts to
    accounts other than flex and kiky, by account and year."""

    marks: tuple[Mark, ...] = ()
    orders: tuple[Order, ...] = ()
    absences: tuple[Absence, ...] = ()
    choices: dict[str, str] = field(default_factory=dict)
    posted: dict[tuple[str, int], tuple[int, str]] = field(default_factory=dict)
    facts: FactsRead = NO_FACTS
    """The rows themselves, of every feature."""


NOTHING = OtherFacts()


class StoredFacts:
    """Everything stored about `person` from `first` to `last`, read at once and handed out by date."""

    def __init__(self, tx: Tx, person: str, first: str, last: str) -> None:
        self.person = person
        self.terms: list[tuple[str, str | None, Terms]] = []
        who = {"org": tx.org, "person": person, "first": first, "last": last}
        supposed = _bounds({zone(tx)}, first, last)
        terms, facts = terms_and_facts(tx, {**who, **supposed})
        self.terms = [(row.from_date, row.until_date, parse_terms(row.body)) for row in terms]
        zones = {terms.zone for _, _, terms in self.terms} or {zone(tx)}
        bounds = _bounds(zones, first, last, self.terms_on)
        if bounds != supposed:
            facts = facts_of(tx, {**who, **bounds})
        punches, self._stored, beside = facts
        self._punches = [_punch(row) for row in punches]
        self._entries = {row.id: _entry(row) for row in self._stored if _says_something(row)}
        self._clocked_marks = {row.date for row in beside.of(MARK) if row.start_at is not None}
        self._other_facts = _by_date(beside, first, last, self.tested) if beside else {}
        self._punched_at = [punch.at for punch in self._punches]
        self._walk = Walk(self._punches, person)
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

    def paired(self, low: int, high: int, punches: Sequence[Punch], entries: Sequence[Entry]) -> Pairing:
        """What the punches from `low` up to but not including `high`, which are `punches`, pair into."""
        return self._walk.window(low, high, punches, entries)

    def stored(self, low: int, high: int) -> Sequence[StoredEntry]:
        """The entry rows that begin from `low` up to but not including `high`, epoch minutes."""
        at = self._started_at
        return self._stored[bisect_left(at, low) : bisect_left(at, high)]

    def entries(self, rows: Sequence[StoredEntry]) -> tuple[Entry, ...]:
        """Those of the rows that say more than their punches, by id."""
        if not self._entries:
            return ()
        return tuple(self._entries[id] for id in sorted(row.id for row in rows) if id in self._entries)

    def marked_by_the_clock(self, date: str) -> bool:
        """Whether the date has a kiky mark with clock times: it may reach into the dates beside."""
        return date in self._clocked_marks

    def other_facts(self, date: str) -> OtherFacts:
        """What the date holds besides punches and entries."""
        return self._other_facts.get(date, NOTHING)


def asked_first(tx: Tx, person: str, first: str, last: str) -> tuple[Query[Any], ...]:
    """The queries that StoredFacts asks, as long as the terms say nothing else of zones and work periods."""
    supposed = _bounds({zone(tx)}, first, last)
    return queries(tx, {"org": tx.org, "person": person, "first": first, "last": last, **supposed})


def _bounds(
    zones: Collection[str], first: str, last: str, terms_on: Callable[[str], Terms | None] = lambda date: None
) -> dict[str, Any]:
    """Which facts are read, by the terms that are known: without any, by whole weeks."""
    return {
        "low": (min(near_instant(zone, first) for zone in zones) - WINDOW) * MINUTE,
        "high": (max(near_instant(zone, next_date(last)) for zone in zones) + WINDOW) * MINUTE,
        "eve": next_date(first, -1),
        "morrow": next_date(last),
        "monday": tested_with(terms_on(first), first)[0],
        "sunday": tested_with(terms_on(last), last)[1],
    }


def _by_date(
    facts: FactsRead, first: str, last: str, tested: Callable[[str], tuple[str, str]]
) -> dict[str, OtherFacts]:
    held: dict[str, dict[Fact[Any], list[Any]]] = {}
    for fact, rows in facts:
        for row in rows:
            begins, ends = fact.dates(row)
            for date in dates(max(begins, first), min(ends, last)):
                held.setdefault(date, {}).setdefault(fact, []).append(row)
    chosen: dict[tuple[str, str], dict[str, str]] = {}
    for row in facts.of(CHOICE):
        chosen.setdefault(tested(row.date), {})[row.date] = row.choice
    every = {*held, *(date for begins, ends in chosen for date in dates(begins, ends))}
    return {date: _other_facts(date, FactsRead(held.get(date, {})), chosen.get(tested(date), {})) for date in every}


def _other_facts(date: str, facts: FactsRead, choices: dict[str, str]) -> OtherFacts:
    said: dict[type, list[Any]] = {}
    for fact, rows in facts:
        for row in rows:
            value = fact.value(row, date)
            said.setdefault(type(value), []).append(value)
    return OtherFacts(
        marks=tuple(said.get(Mark, ())),
        orders=tuple(said.get(Order, ())),
        absences=tuple(said.get(Absence, ())),
        choices=choices,
        posted={(row.account, row.year): (row.amount, row.why) for row in facts.of(POSTED)},
        facts=facts,
    )


def _minute(at: int | None) -> int | None:
    return None if at is None else epoch_minute(at)


def _punch(row: PunchRow) -> Punch:
    return Punch(
        id=row.id,
        kind=row.kind,
        at=epoch_minute(row.at),
        device=row.device,
        author=row.author,
        work_type=row.work_type,
        cost_centre=row.cost_centre,
        remote=row.remote,
        kiky=row.kiky,
        estimated=row.estimated,
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


def _entry(row: StoredEntry) -> Entry:
    return Entry(
        id=row.id,
        opening_punch=row.opening_punch,
        start=epoch_minute(row.start_at),
        end=_minute(row.end_at),
        work_type=row.work_type,
        cost_centre=row.cost_centre,
        remote=row.remote,
        kiky=row.kiky,
        overrides=in_minutes(json.loads(row.overrides)),
        deleted=row.deleted and not row.unpaired,
        source="typed" if row.source == "typed" else "punch",
    )


def _says_something(row: StoredEntry) -> bool:
    """Whether an entry row is more than its punches: typed, overridden or taken away by a person."""
    return row.source == "typed" or row.overrides != "{}" or (row.deleted and not row.unpaired)
