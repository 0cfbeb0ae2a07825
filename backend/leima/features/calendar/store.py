"""What a team's calendar reads, a few queries for everybody, and the team's minimum: its only writer."""

from typing import NamedTuple

from leima.access.rows import in_calendar
from leima.db.rows import R
from leima.db.tables.calendar import TeamMinimum
from leima.db.tx import Tx
from leima.features.leave.answers import LeaveStatus

AT_ONCE = 500
_AWAY = (
    "SELECT id, person, from_date, until_date, minutes, kind FROM absence WHERE org=:org AND person IN :people"
    " AND NOT deleted AND from_date <= :last AND until_date >= :first"
)
_ASKED = (
    "SELECT id, person, from_date, until_date, minutes, kind, status, version FROM leave_request WHERE org=:org"
    " AND person IN :people AND status IN ('requested', 'approved', 'cancelling')"
    " AND from_date <= :last AND until_date >= :first ORDER BY from_date, id"
)
_MARKS = (
    "SELECT person, date FROM kiky_mark WHERE org=:org AND person IN :people AND date BETWEEN :first AND :last"
    " AND status='planned' AND NOT deleted"
)
_TERMS = (
    "SELECT person, body FROM terms WHERE org=:org AND person IN :people AND NOT deleted AND from_date <= :last"
    " AND (until_date IS NULL OR until_date >= :first) ORDER BY from_date"
)


class Shown(NamedTuple):
    """Somebody whom the calendar shows."""

    id: str
    name: str


class Team(NamedTuple):
    id: str
    name: str


class Away(NamedTuple):
    """An absence; without minutes it is whole days."""

    id: str
    person: str
    from_date: str
    until_date: str
    minutes: int | None
    kind: str


class Asked(NamedTuple):
    """A request for leave that waits, or leave that was granted."""

    id: str
    person: str
    from_date: str
    until_date: str
    minutes: int | None
    kind: str
    status: LeaveStatus
    version: int


class Marked(NamedTuple):
    """A planned extension day."""

    person: str
    date: str


class TermsBody(NamedTuple):
    """Somebody's terms as they are stored."""

    person: str
    body: str


class Facts(NamedTuple):
    """All that is known of some people between two dates."""

    away: list[Away]
    asked: list[Asked]
    marked: list[Marked]
    terms: list[TermsBody]


def teams(tx: Tx) -> list[Team]:
    """Every team of the organisation by name."""
    return tx.rows(Team, "SELECT id, name FROM team WHERE org=:org ORDER BY name, id", org=tx.org)


def members(tx: Tx, team: str, first: str, last: str) -> list[Shown]:
    """A team's members between two dates, by name."""
    where, params = in_calendar(tx, team, "id", first, last)
    return tx.rows(Shown, f"SELECT id, name FROM person WHERE {where} AND active ORDER BY name, id", **params)


def alone(tx: Tx, person: str) -> list[Shown]:
    """One person, who is in no team."""
    return tx.rows(Shown, "SELECT id, name FROM person WHERE org=:org AND id=:id", org=tx.org, id=person)


def facts(tx: Tx, people: tuple[str, ...], first: str, last: str) -> Facts:
    """What is known of these people between two dates."""
    return Facts(
        _some(tx, Away, _AWAY, people, first, last),
        _some(tx, Asked, _ASKED, people, first, last),
        _some(tx, Marked, _MARKS, people, first, last),
        _some(tx, TermsBody, _TERMS, people, first, last),
    )


def _some(tx: Tx, row: type[R], sql: str, people: tuple[str, ...], first: str, last: str) -> list[R]:
    """The rows of many people, a few hundred at a time."""
    found: list[R] = []
    for start in range(0, len(people), AT_ONCE):
        found += tx.rows(row, sql, org=tx.org, people=people[start : start + AT_ONCE], first=first, last=last)
    return found


def minimums(tx: Tx, team: str) -> list[TeamMinimum]:
    """A team's minimums in order of date."""
    sql = "SELECT * FROM team_minimum WHERE org=:org AND team=:team ORDER BY from_date"
    return tx.rows(TeamMinimum, sql, org=tx.org, team=team)


def set_minimum(tx: Tx, team: str, from_date: str, people: int) -> None:
    """From a date on a team needs so many people; what stood for the same date gives way. A repeat does nothing."""
    stands = tx.get(TeamMinimum, team=team, from_date=from_date)
    if stands is not None and stands.people == people:
        return
    tx.run(
        "INSERT INTO team_minimum (org, team, from_date, people, who, at)"
        " VALUES (:org, :team, :from_date, :people, :who, :at)"
        " ON CONFLICT (org, team, from_date) DO UPDATE SET people=excluded.people, who=excluded.who, at=excluded.at",
        org=tx.org,
        team=team,
        from_date=from_date,
        people=people,
        who=tx.actor.person if tx.actor else None,
        at=tx.now,
    )
    old = None if stands is None else {"from": from_date, "people": stands.people}
    tx.audit("team.minimum", "team", team, old, {"from": from_date, "people": people})
