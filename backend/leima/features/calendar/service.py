"""The calendar of a team, put together for one reader; and the team's minimum."""

from leima.access.rights import may_set_minimum
from leima.access.teams import read_teams, spans_in, unit_of
from leima.db.actor import Actor
from leima.db.site import instant
from leima.db.tx import Tx
from leima.features.calendar import presence, store
from leima.features.calendar.answers import Calendar, CalendarTeam, Holiday, Minimum, Minimums
from leima.features.calendar.dates import Dates, dates_asked
from leima.features.calendar.lanes import Spans, by_person, lane
from leima.features.calendar.schemas import SetMinimum
from leima.features.calendar.store import Shown
from leima.features.days.asked import a_date
from leima.web.errors import Forbidden, NotFound
from leima.web.words import say


def calendar(tx: Tx, actor: Actor, first: str | None, last: str | None, team: str | None) -> Calendar:
    """A team's calendar between two dates; without a team the first of those supervised, or one's own.

    Raises Invalid for the dates, NotFound for a team that is not there or not the caller's to see.
    """
    dates, teams = dates_asked(tx, first, last), _teams(tx, actor)
    chosen = _chosen(tx, actor, teams, team)
    people = store.members(tx, chosen, dates.first, dates.last) if chosen else store.alone(tx, actor.person)
    spans = _spans(tx, people, chosen, dates)
    ids = tuple(one.id for one in people)
    known = by_person(store.facts(tx, ids, dates.first, dates.last))
    counting = presence.Presence(dates)
    for one in people:
        counting.add(one.id, known, spans[one.id])
    counts, minimums = counting.counts(), _minimums(tx, chosen)
    return Calendar(
        first=dates.first,
        last=dates.last,
        as_of=instant(tx.now),
        team=chosen,
        teams=teams,
        people=[lane(tx, actor, one, known, dates, spans[one.id]) for one in people],
        holidays=_holidays(dates, actor.lang),
        counts=counts,
        minimum=presence.minimum_on(minimums, dates.last),
        minimums=minimums,
        short=presence.short(counts, minimums, granted=False),
        short_if_granted=presence.short(counts, minimums, granted=True),
        may_set_minimum=chosen is not None and may_set_minimum(actor, chosen),
    )


def set_minimum(tx: Tx, actor: Actor, team: str, form: SetMinimum) -> Minimums:
    """From a date on the team needs so many people. Raises NotFound, Forbidden, Invalid."""
    if not any(one.id == team for one in _teams(tx, actor)):
        raise NotFound()
    if not may_set_minimum(actor, team):
        raise Forbidden()
    a_date(form.from_date, "from")
    store.set_minimum(tx, team, form.from_date, form.people)
    return Minimums(team, _minimums(tx, team))


def _teams(tx: Tx, actor: Actor) -> list[CalendarTeam]:
    """The teams whose calendar the actor may open, by name."""
    own = actor.supervises | {unit_of(tx, actor.person)}
    return [CalendarTeam(*one) for one in store.teams(tx) if actor.may_see_everyone or one.id in own]


def _chosen(tx: Tx, actor: Actor, teams: list[CalendarTeam], asked: str | None) -> str | None:
    ids = [one.id for one in teams]
    if asked is not None:
        if asked not in ids:
            raise NotFound()
        return asked
    first = [*(id for id in ids if id in actor.supervises), unit_of(tx, actor.person), *ids, None]
    return next(id for id in first if id in ids or id is None) if ids else None


def _spans(tx: Tx, people: list[Shown], team: str | None, dates: Dates) -> dict[str, Spans]:
    """The stretches in which each of the people is in the team: on other dates the calendar is another team's."""
    if team is None:
        return {one.id: [(dates.first, dates.last)] for one in people}
    read_teams(tx, [one.id for one in people])
    return {one.id: spans_in(tx, one.id, (team,), dates.first, dates.last) for one in people}


def _minimums(tx: Tx, team: str | None) -> list[Minimum]:
    return [Minimum(one.from_date, one.people) for one in store.minimums(tx, team)] if team else []


def _holidays(dates: Dates, lang: str) -> list[Holiday]:
    named = [(day, say(lang, f"holiday.{day.name}")) for day in dates.named]
    return [Holiday(day.date, day.name, name, day.shortens_week) for day, name in named]
