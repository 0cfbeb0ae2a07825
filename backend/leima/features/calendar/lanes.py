"""A person's lane: dates away, asked for, or planned as extension days. What a reader may not know is not in it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from leima.access.rights import CalendarRights, calendar_rights
from leima.db.actor import Actor
from leima.db.tx import Tx
from leima.features.absences.privacy import knows_kinds
from leima.features.calendar.answers import Lane, LaneDay, LaneRequest, State
from leima.features.calendar.dates import Dates
from leima.features.calendar.store import Asked, Away, Facts, Marked, Shown, TermsBody

T = TypeVar("T", Away, Asked, Marked, TermsBody)
Spans = Sequence[tuple[str, str]]
"""Stretches of dates, ends included, in which somebody belongs to the team."""


class ByPerson(Generic[T]):
    """Rows by whose they are."""

    def __init__(self, rows: Iterable[T]) -> None:
        self._rows: dict[str, list[T]] = defaultdict(list)
        for row in rows:
            self._rows[row.person].append(row)

    def of(self, person: str) -> Sequence[T]:
        return self._rows.get(person, ())


class Known(NamedTuple):
    """The facts by person."""

    away: ByPerson[Away]
    asked: ByPerson[Asked]
    marked: ByPerson[Marked]
    terms: ByPerson[TermsBody]


def by_person(facts: Facts) -> Known:
    return Known(ByPerson(facts.away), ByPerson(facts.asked), ByPerson(facts.marked), ByPerson(facts.terms))


def lane(tx: Tx, actor: Actor, one: Shown, known: Known, dates: Dates, spans: Spans) -> Lane:
    """The lane of a person over the stretches in which they are in the team, as the actor may see it."""
    rights = calendar_rights(tx, actor, one.id)
    asked = [row for row in known.asked.of(one.id) if any(dates.in_spans(spans, row.from_date, row.until_date))]
    told = {row.id for row in asked} if rights.requests else frozenset[str]()
    days = {day.date: day for day in _marked(known.marked.of(one.id), dates, spans)} if rights.marks else {}
    for row in asked:
        if row.status == "requested":
            _lay(days, "requested", _why(row, told), row, dates, spans)
    for gone in known.away.of(one.id):
        why = _why(gone, told)
        if why.kind is None and knows_kinds(actor, one.id):
            why = _Why(gone.kind)
        _lay(days, "away", why, gone, dates, spans)
    requests = [_request(row, rights) for row in asked if row.id in told]
    return Lane(one.id, one.name, [days[date] for date in sorted(days)], requests, rights.records)


def _marked(marks: Sequence[Marked], dates: Dates, spans: Spans) -> Iterator[LaneDay]:
    for mark in marks:
        for date in dates.in_spans(spans, mark.date, mark.date):
            yield LaneDay(date, "kiky")


class _Why(NamedTuple):
    """Why somebody is away, and the request for leave behind it."""

    kind: str | None = None
    request: str | None = None


def _why(row: Asked | Away, told: Collection[str]) -> _Why:
    """Kind and request of what was asked for, where they may be told: granted leave has the id of its request."""
    return _Why(row.kind, row.id) if row.id in told else _Why()


def _lay(days: dict[str, LaneDay], state: State, why: _Why, row: Asked | Away, dates: Dates, spans: Spans) -> None:
    """Lays a stretch over a lane: time away over what is asked for, and both over extension days."""
    part = row.minutes is not None
    for date in dates.in_spans(spans, row.from_date, row.until_date):
        under = days.get(date)
        if under is None:
            days[date] = LaneDay(date, state, part, False, why.kind, why.request)
            continue
        same = under.state == state
        whole = not part or (same and not under.part)
        kiky = under.also_kiky or under.state == "kiky"
        more = _Why(why.kind or under.kind, why.request or under.request) if same else why
        days[date] = LaneDay(date, state, not whole, kiky, *more)


def _request(row: Asked, rights: CalendarRights) -> LaneRequest:
    decides = rights.decides and row.status in ("requested", "cancelling")
    return LaneRequest(row.id, row.status, row.kind, row.from_date, row.until_date, row.minutes, row.version, decides)
