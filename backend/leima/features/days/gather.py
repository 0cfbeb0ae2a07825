"""Reads the facts of one person and date into the plain values of the rules."""

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from leima.db.operations import epoch_minute
from leima.db.tx import Row, Tx
from leima.rules.calendar import calendar_days
from leima.rules.plan import plan
from leima.rules.terms import CalendarDay, DayPlan, Entry, Mark, Punch, Terms
from leima.rules.zone import near_instant, next_date

MINUTE = 60_000
WINDOW = 36 * 60
"""Minutes before and after a date whose punches can pair with its own."""

_TERMS = (
    "SELECT body FROM terms WHERE org=:org AND person=:person AND from_date <= :date"
    " AND (until_date IS NULL OR until_date >= :date) AND NOT deleted ORDER BY from_date DESC LIMIT 1"
)
_PUNCHES = (
    "SELECT id, kind, at, device, author, work_type, cost_centre, remote, kiky, estimated, superseded_by, flags"
    " FROM punch WHERE org=:org AND person=:person AND at >= :low AND at < :high ORDER BY at, id"
)
_ENTRIES = "SELECT * FROM entry WHERE org=:org AND person=:person AND start_at >= :low AND start_at < :high ORDER BY id"
_MARKS = (
    "SELECT id, date, start_at, end_at, break_min, status FROM kiky_mark"
    " WHERE org=:org AND person=:person AND date=:date AND NOT deleted ORDER BY id"
)


@dataclass(frozen=True)
class Facts:
    """What is known of one person's date. `stored` are the entry rows by id, as they stand."""

    terms: Terms
    plan: DayPlan
    punches: tuple[Punch, ...]
    entries: tuple[Entry, ...]
    stored: dict[str, Row]


@lru_cache(maxsize=50_000)
def parse_terms(body: str) -> Terms:
    """Terms from their stored JSON; the same text is read once."""
    return Terms.from_json(json.loads(body))


def terms_on(tx: Tx, person: str, date: str) -> Terms | None:
    """The terms in force for a person on a date."""
    row = tx.one(_TERMS, org=tx.org, person=person, date=date)
    return None if row is None else parse_terms(row.body)


@lru_cache(maxsize=400)
def week_calendar(year: int) -> tuple[CalendarDay, ...]:
    """The named days that the weeks of a year can meet."""
    return tuple(calendar_days(year - 1, year + 1))


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
    )


def in_minutes(overrides: dict[str, Any]) -> dict[str, Any]:
    """Stored overrides (epoch ms) as the rules read them (epoch minutes)."""
    times = {name: epoch_minute(overrides[name]) for name in ("start", "end") if overrides.get(name) is not None}
    return {**overrides, **times}


def _entry(row: Row) -> Entry:
    return Entry(
        id=row.id,
        opening_punch=row.opening_punch,
        start=epoch_minute(row.start_at),
        end=None if row.end_at is None else epoch_minute(row.end_at),
        work_type=row.work_type,
        cost_centre=row.cost_centre,
        remote=bool(row.remote),
        kiky=bool(row.kiky),
        overrides=in_minutes(json.loads(row.overrides)),
        deleted=bool(row.deleted),
        source=row.source,
    )


def _says_something(row: Row) -> bool:
    """Whether an entry row is more than its punches: typed, overridden or deleted."""
    return row.source == "typed" or row.overrides != "{}" or bool(row.deleted)


def mark_of(row: Row) -> Mark:
    """A stored kiky mark as the rules read it."""
    start, end = (None if at is None else epoch_minute(at) for at in (row.start_at, row.end_at))
    return Mark(row.id, row.date, start, end, int(row.break_min), row.status)


def kiky_left(tx: Tx, person: str, date: str) -> int | None:
    """Minutes of the year's obligation still owed before `date`; None when no account has been opened."""
    year = {"org": tx.org, "person": person, "year": int(date[:4]), "date": date, "first": f"{date[:4]}-01-01"}
    owed = tx.one(
        "SELECT SUM(amount) AS amount FROM posting"
        " WHERE org=:org AND person=:person AND account='kiky' AND year=:year AND date <= :date",
        **{name: value for name, value in year.items() if name != "first"},
    )
    if owed is None or owed.amount is None:
        return None
    done = tx.one(
        "SELECT SUM(kiky) AS minutes FROM day_result"
        " WHERE org=:org AND person=:person AND date >= :first AND date < :date",
        **{name: value for name, value in year.items() if name != "year"},
    )
    return int(owed.amount) - int(done.minutes or 0 if done else 0)


def gather(tx: Tx, person: str, date: str) -> Facts | None:
    """The facts of one date, or None when no terms are in force."""
    terms = terms_on(tx, person, date)
    if terms is None:
        return None
    low = (near_instant(terms.zone, date) - WINDOW) * MINUTE
    high = (near_instant(terms.zone, next_date(date)) + WINDOW) * MINUTE
    who = {"org": tx.org, "person": person}
    punches = tuple(_punch(row) for row in tx.rows(_PUNCHES, **who, low=low, high=high))
    stored = tx.rows(_ENTRIES, **who, low=low, high=high)
    entries = tuple(_entry(row) for row in stored if _says_something(row))
    marks = tuple(mark_of(row) for row in tx.rows(_MARKS, **who, date=date)) if terms.kiky else ()
    asks_kiky = marks or any(p.kiky for p in punches) or any(e.kiky or e.overrides.get("kiky") for e in entries)
    left = kiky_left(tx, person, date) if terms.kiky and asks_kiky else None
    made = plan(terms, week_calendar(int(date[:4])), (), marks, date, left)
    return Facts(terms, made, punches, entries, {row.id: row for row in stored})
