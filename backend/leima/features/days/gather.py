"""Puts the facts of one person and date into the plain values of the rules."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import msgspec

from leima.db.operations import epoch_minute
from leima.db.site import zone
from leima.db.tables.hours import Entry as StoredEntry
from leima.db.tx import Tx
from leima.features.agreements.terms import parse_terms as parse_terms
from leima.features.agreements.terms import terms_on as terms_on
from leima.features.days import store
from leima.features.days.stored_facts import MINUTE as MINUTE
from leima.features.days.stored_facts import WINDOW, OtherFacts, StoredFacts, named_in_week
from leima.features.days.stored_facts import week_calendar as week_calendar
from leima.features.ledger.reasons import YEAR_END
from leima.features.months.store import is_closed
from leima.rules.clip import clips
from leima.rules.day import day, kiky_of
from leima.rules.outside import no_terms
from leima.rules.pair import Pairing
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
    stored: dict[str, StoredEntry]
    other_facts: OtherFacts
    pairing: Pairing
    """What the punches and entries pair into."""
    kiky_before: tuple[Stretch, ...] = ()
    kiky_after: tuple[Stretch, ...] = ()

    def day(self, as_of: int, live: bool) -> DayResult:
        """The date's result at an epoch minute; with `live`, open spans run up to then."""
        around = (self.kiky_before, self.kiky_after)
        return day(self.plan, self.punches, self.entries, as_of, live, self.pairing, *around)


def kiky_left(tx: Tx, person: str, date: str) -> int | None:
    """Minutes of the year's obligation still owed before `date`; None when no account has been opened.

    What closed the year at its end is left out: it is worked out from the days, and not the days from it.
    """
    owed = tx.value(
        int,
        "SELECT SUM(amount) FROM posting"
        " WHERE org=:org AND person=:person AND account='kiky' AND year=:year AND date <= :date"
        " AND source <> :closing",
        org=tx.org,
        person=person,
        year=int(date[:4]),
        date=date,
        closing=YEAR_END,
    )
    if owed is None:
        return None
    sql = "SELECT SUM(kiky) FROM day_result WHERE org=:org AND person=:person AND date >= :first AND date < :date"
    done = tx.value(int, sql, org=tx.org, person=person, first=f"{date[:4]}-01-01", date=date)
    return owed - (done or 0)


def gather(tx: Tx, person: str, date: str, stored_facts: StoredFacts | None = None) -> Facts | None:
    """The facts of one date, or None when no terms are in force; from `stored_facts` where many are read at once."""
    stored_facts = stored_facts or StoredFacts(tx, person, date, date)
    terms = stored_facts.terms_on(date)
    return None if terms is None else _facts(tx, terms, date, stored_facts)


def gather_outside(tx: Tx, person: str, date: str, stored_facts: StoredFacts | None = None) -> Facts | None:
    """The facts of a date without terms, or None when nothing was done on it."""
    stored_facts = stored_facts or StoredFacts(tx, person, date, date)
    facts = _facts(tx, no_terms(person, zone(tx), date), date, stored_facts)
    return facts if clips(facts.plan, facts.pairing.pairs, epoch_minute(tx.now), False) else None


def _facts(tx: Tx, terms: Terms, date: str, stored_facts: StoredFacts) -> Facts:
    person = terms.person
    low, high = near_instant(terms.zone, date) - WINDOW, near_instant(terms.zone, next_date(date)) + WINDOW
    punches, stored = stored_facts.punches(low, high), stored_facts.stored(low, high)
    other_facts = stored_facts.other_facts(date)
    entries = stored_facts.entries(stored)
    marks = other_facts.marks if terms.kiky else ()
    left = kiky_left(tx, person, date) if terms.kiky and (marks or _says_kiky(punches, entries)) else None
    if other_facts.absences or marks or other_facts.orders or left is not None:
        made = plan(terms, named_in_week(date), other_facts.absences, marks, date, left, other_facts.orders)
    else:
        made = usual_plan(terms, date)
    before = _kiky_of(tx, person, next_date(date, -1), stored_facts)
    after = _kiky_of(tx, person, next_date(date), stored_facts) if terms.boundary == "shift_start" else ()
    paired = stored_facts.paired(low, high, punches, entries)
    return Facts(terms, made, punches, entries, {row.id: row for row in stored}, other_facts, paired, before, after)


class _These:
    """Terms as themselves: the same text gives the same ones (`parse_terms`)."""

    __slots__ = ("terms",)

    def __init__(self, terms: Terms) -> None:
        self.terms = terms

    def __hash__(self) -> int:
        return id(self.terms)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _These) and self.terms is other.terms


def usual_plan(terms: Terms, date: str) -> DayPlan:
    """The plan of a date by its terms alone."""
    return _plain_plan(_shared(_These(terms)), date).of(terms.person)


@lru_cache(maxsize=50_000)
def _shared(these: _These) -> _These:
    """What all have in common whose terms are word for word the same: their plans are worked out once."""
    return _nobodys(msgspec.json.encode(replace(these.terms, id="", person="").to_json()))


@lru_cache(maxsize=5000)
def _nobodys(body: bytes) -> _These:
    return _These(Terms.from_json(msgspec.json.decode(body)))


@lru_cache(maxsize=16384)
def _plain_plan(these: _These, date: str) -> DayPlan:
    """The plan of a date that holds nothing but punches and entries: the same one for every push and pull of a day."""
    return plan(these.terms, named_in_week(date), (), (), date, None)


def _says_kiky(punches: Sequence[Punch], entries: Sequence[Entry]) -> bool:
    return any(p.kiky for p in punches) or any(e.kiky or e.overrides.get("kiky") for e in entries)


def _kiky_of(tx: Tx, person: str, date: str, stored_facts: StoredFacts) -> tuple[Stretch, ...]:
    """Where the kiky of a date beside lies, if it has a mark that may reach over midnight: as it is stored. Of a closed
    date, whose stored result stands while it is corrected, by its facts."""
    if not stored_facts.marked_by_the_clock(date):
        return ()
    if is_closed(tx, person, date):
        facts = gather(tx, person, date)
        return () if facts is None else kiky_of(facts.day(epoch_minute(tx.now), False))
    row = store.result(tx, person, date)
    return stored_kiky(row.body) if row is not None else ()


def stored_kiky(body: str) -> tuple[Stretch, ...]:
    """Where the kiky of a stored result lies."""
    spans = msgspec.json.decode(body, type=_Stored).spans
    return tuple((span.start, span.end) for span in spans if span.kind == "kiky")
