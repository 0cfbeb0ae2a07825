"""Teams as they stand and stood: who decides on whose days."""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from leima.db.actor import Actor
from leima.db.cache import Membership
from leima.db.site import today
from leima.db.tx import Query, Tx
from leima.rules.zone import next_date


def units_over(tx: Tx, person: str, first: str, last: str) -> tuple[str, ...]:
    """The team that decides on a stretch of days of `person`, both ends included: the last one of theirs during it.

    A day is a stretch of one. Before the first membership that one counts already; after the last one there is no team,
    and two only where one ended on the day that the other began with.
    """
    rows = _memberships(tx, person)
    if not rows:
        return ()
    newest = max((row.from_date for row in rows if row.from_date <= last), default=rows[0].from_date)
    return tuple(
        row.team for row in rows if row.from_date == newest and (row.until_date is None or row.until_date >= first)
    )


_MEMBER = (
    "SELECT team, from_date, until_date FROM team_member WHERE org=:org AND person=:person AND role='member'"
    " ORDER BY from_date, team"
)


def _memberships(tx: Tx, person: str) -> list[Membership]:
    """A person's memberships by their first date."""
    read = tx.cache.memberships
    if person not in read:
        read[person] = tx.all(teams_query(tx, person))
    return read[person]


def with_teams(tx: Tx, person: str, *queries: Query[Any]) -> tuple[list[Any], ...]:
    """Every row of each of some queries. The person's teams are read with them."""
    *found, tx.cache.memberships[person] = tx.together(*queries, teams_query(tx, person))
    return tuple(found)


def teams_query(tx: Tx, person: str) -> Query[Membership]:
    """The query that reads a person's teams."""
    return tx.query(Membership, _MEMBER, org=tx.org, person=person)


class _MemberOf(NamedTuple):
    person: str
    team: str
    from_date: str
    until_date: str | None


_MEMBERS = (
    "SELECT person, team, from_date, until_date FROM team_member WHERE org=:org AND person IN :people"
    " AND role='member' ORDER BY from_date, team"
)
_AT_ONCE = 500


def read_teams(tx: Tx, people: Sequence[str]) -> None:
    """Reads the teams of many people at once: what is asked of them next needs no query of its own."""
    for person in people:
        tx.cache.memberships[person] = []
    for start in range(0, len(people), _AT_ONCE):
        for row in tx.rows(_MemberOf, _MEMBERS, org=tx.org, people=tuple(people[start : start + _AT_ONCE])):
            tx.cache.memberships[row.person].append(Membership(row.team, row.from_date, row.until_date))


def forget_memberships(tx: Tx, person: str) -> None:
    """What has been read of a person's teams is read anew: it has changed."""
    tx.cache.memberships.pop(person, None)


def spans_in(tx: Tx, person: str, units: Collection[str], first: str, last: str) -> list[tuple[str, str]]:
    """The stretches between two dates, ends included, whose every day is decided on in one of these teams."""
    rows = _memberships(tx, person)
    found: list[tuple[str, str]] = []
    for row in rows:
        next_begins = min((one.from_date for one in rows if one.from_date > row.from_date), default="9999-12-31")
        begins = first if row.from_date == rows[0].from_date else max(first, row.from_date)
        ends = min(last, row.until_date or last, next_date(next_begins, -1))
        if row.team in units and begins <= ends and (begins, ends) not in found:
            found.append((begins, ends))
    return found


def units_on(tx: Tx, person: str) -> tuple[str, ...]:
    """The team that `person` is a member of today; nobody's before they begin and after they leave."""
    now = today(tx)
    rows = _memberships(tx, person)
    return units_over(tx, person, now, now) if rows and rows[0].from_date <= now else ()


def unit_of(tx: Tx, person: str) -> str | None:
    """The team that `person` is a member of today."""
    return next(iter(units_on(tx, person)), None)


def supervises(tx: Tx, actor: Actor, person: str, *stretch: str) -> bool:
    """Whether `actor` supervises the team that `person` is in today, or was in over a stretch: one date, or first and
    last. Nobody supervises themselves, nor as a substitute the one for whom they stand."""
    if person == actor.person or not actor.supervises:
        return False
    units = units_over(tx, person, stretch[0], stretch[-1]) if stretch else units_on(tx, person)
    return any(actor.leads(unit, person) for unit in units)


def supervises_themselves(tx: Tx, actor: Actor, person: str) -> bool:
    """As `supervises` today, but for what the actor has as a substitute: that is not theirs to hand on."""
    own = actor.supervises - {one.team for one in actor.stands_in}
    return person != actor.person and not own.isdisjoint(units_on(tx, person))


def plans(tx: Tx, actor: Actor) -> frozenset[str]:
    """The teams whose shifts the actor plans: a planner's own of today."""
    return frozenset(units_on(tx, actor.person) if "planner" in actor.roles else ())
