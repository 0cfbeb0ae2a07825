"""Puts the facts of one person and date into the plain values of the rules."""

from dataclasses import dataclass
from functools import cached_property

import msgspec

from leima.db.operations import epoch_minute
from leima.db.site import zone
from leima.db.tx import Row, Tx
from leima.features.balances.reasons import YEAR_END
from leima.features.days import store
from leima.features.days.reading import MINUTE as MINUTE
from leima.features.days.reading import WINDOW, Beside, Shelf, named_in_week
from leima.features.days.reading import week_calendar as week_calendar
from leima.features.people.terms import parse_terms as parse_terms
from leima.features.people.terms import terms_on as terms_on
from leima.rules.clip import clips
from leima.rules.day import day
from leima.rules.outside import no_terms
from leima.rules.pair import Pairing, pair
from leima.rules.plan import plan
from leima.rules.spans import Stretch
from leima.rules.terms import DayPlan, DayResult, Entry, Punch, Terms
from leima.rules.zone import near_instant, next_date


class _Span(msgspec.Struct):
    start: int
    end: int
    kind: str


class _Stored(msgspec.Struct):
    spans: list[_Span] = []


@dataclass(frozen=True)
class Facts:
    """What is known of one person's date. `stored` are the entry rows by id, as they stand."""

    terms: Terms
    plan: DayPlan
    punches: tuple[Punch, ...]
    entries: tuple[Entry, ...]
    stored: dict[str, Row]
    beside: Beside
    kiky_before: tuple[Stretch, ...] = ()
    kiky_after: tuple[Stretch, ...] = ()

    @cached_property
    def pairing(self) -> Pairing:
        """What the punches and entries pair into; worked out once."""
        return pair(self.punches, self.entries, self.plan.person)

    def day(self, as_of: int, live: bool) -> DayResult:
        """The date's result at an epoch minute; with `live`, open spans run up to then."""
        beside = (self.kiky_before, self.kiky_after)
        return day(self.plan, self.punches, self.entries, as_of, live, self.pairing, *beside)


def kiky_left(tx: Tx, person: str, date: str) -> int | None:
    """Minutes of the year's obligation still owed before `date`; None when no account has been opened.

    What closed the year at its end is left out: it is worked out from the days, and not the days from it.
    """
    year = {"org": tx.org, "person": person, "year": int(date[:4]), "date": date, "first": f"{date[:4]}-01-01"}
    owed = tx.one(
        "SELECT SUM(amount) AS amount FROM posting"
        " WHERE org=:org AND person=:person AND account='kiky' AND year=:year AND date <= :date"
        " AND source <> :closing",
        **{name: value for name, value in year.items() if name != "first"},
        closing=YEAR_END,
    )
    if owed is None or owed.amount is None:
        return None
    done = tx.one(
        "SELECT SUM(kiky) AS minutes FROM day_result"
        " WHERE org=:org AND person=:person AND date >= :first AND date < :date",
        **{name: value for name, value in year.items() if name != "year"},
    )
    return int(owed.amount) - int(done.minutes or 0 if done else 0)


def gather(tx: Tx, person: str, date: str, shelf: Shelf | None = None) -> Facts | None:
    """The facts of one date, or None when no terms are in force; from `shelf` where many dates are read at once."""
    shelf = shelf or Shelf(tx, person, date, date)
    terms = shelf.terms_on(date)
    return None if terms is None else _facts(tx, terms, date, shelf)


def gather_outside(tx: Tx, person: str, date: str, shelf: Shelf | None = None) -> Facts | None:
    """The facts of a date without terms, or None when nothing was done on it."""
    shelf = shelf or Shelf(tx, person, date, date)
    facts = _facts(tx, no_terms(person, zone(tx), date), date, shelf)
    return facts if clips(facts.plan, facts.pairing.pairs, epoch_minute(tx.now), False) else None


def _facts(tx: Tx, terms: Terms, date: str, shelf: Shelf) -> Facts:
    person = terms.person
    low, high = near_instant(terms.zone, date) - WINDOW, near_instant(terms.zone, next_date(date)) + WINDOW
    punches, stored, beside = shelf.punches(low, high), shelf.stored(low, high), shelf.beside(date)
    entries = shelf.entries(stored)
    marks = beside.marks if terms.kiky else ()
    asks_kiky = marks or any(p.kiky for p in punches) or any(e.kiky or e.overrides.get("kiky") for e in entries)
    left = kiky_left(tx, person, date) if terms.kiky and asks_kiky else None
    made = plan(terms, named_in_week(date), beside.absences, marks, date, left, beside.orders)
    near = [_kiky_of(tx, person, next_date(date, days), shelf) for days in (-1, 1)]
    if terms.boundary != "shift_start":
        near[1] = ()
    return Facts(terms, made, punches, entries, {row.id: row for row in stored}, beside, *near)


def _kiky_of(tx: Tx, person: str, date: str, shelf: Shelf) -> tuple[Stretch, ...]:
    """Where the stored kiky of a date beside lies, if it has a mark that may reach over midnight."""
    row = store.result(tx, person, date) if shelf.marked_by_the_clock(date) else None
    return stored_kiky(row.body) if row is not None else ()


def stored_kiky(body: str) -> tuple[Stretch, ...]:
    """Where the kiky of a stored result lies."""
    spans = msgspec.json.decode(body, type=_Stored).spans
    return tuple((span.start, span.end) for span in spans if span.kind == "kiky")
