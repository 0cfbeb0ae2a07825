"""What reports read of other rooms' tables. They write nothing."""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from leima.db.actor import Actor
from leima.db.tables.people import CostCentre, WorkType
from leima.db.tx import Query, Tx
from leima.features.months.store import last_date

STANDING = "standing"
"""The key, among the cells of a month's last date, of what stands beside its days: accounts and planned kiky."""


class Reported(NamedTuple):
    """A person of a report; balances count from a date."""

    id: str
    name: str
    counts_from: str


class DayPosted(NamedTuple):
    """What a day posts to one account: minutes, or hundredths of a day."""

    date: str
    account: str
    year: int
    amount: int


class Away(NamedTuple):
    """An absence without the words about it; without minutes it is whole days."""

    id: str
    from_date: str
    until_date: str
    minutes: int | None
    kind: str


class Note(NamedTuple):
    """Words of a punch or an entry at an instant (epoch ms)."""

    at: int
    note: str


class MonthStatus(NamedTuple):
    """How far a person's month (YYYY-MM) has come."""

    person: str
    month: str
    status: str


class _Reason(NamedTuple):
    id: str
    reason: str


class _Frozen(NamedTuple):
    date: str
    cells: str


class _FrozenOf(NamedTuple):
    person: str
    cells: str


class _TeamOf(NamedTuple):
    person: str
    name: str


_OF_TEAMS = (
    "SELECT DISTINCT p.id, p.name, p.counts_from FROM team_member m"
    " JOIN person p ON p.org = m.org AND p.id = m.person"
    " WHERE m.org=:org AND m.role='member' AND m.team IN :teams"
    " AND (m.until_date IS NULL OR m.until_date >= :first)"
    " AND (m.from_date <= :last OR NOT EXISTS (SELECT 1 FROM team_member e WHERE e.org = m.org"
    " AND e.person = m.person AND e.role = 'member' AND e.from_date < m.from_date))"
)
_NOT_LATER = (
    " AND NOT EXISTS (SELECT 1 FROM team_member l WHERE l.org = m.org AND l.person = m.person"
    " AND l.role = 'member' AND l.from_date > m.from_date AND l.from_date <= :last)"
)
_PEOPLE_OF_TEAMS = f"{_OF_TEAMS} ORDER BY p.name, p.id"
_MEMBERS_ON = f"{_OF_TEAMS}{_NOT_LATER} ORDER BY p.name, p.id"


def person(tx: Tx, id: str) -> Reported | None:
    sql = "SELECT id, name, counts_from FROM person WHERE org=:org AND id=:id"
    return tx.one(Reported, sql, org=tx.org, id=id)


def members_on(tx: Tx, teams: Sequence[str], date: str) -> list[Reported]:
    """Whoever is in one of these teams on a date, by name. See `units_over`."""
    return tx.rows(Reported, _MEMBERS_ON, org=tx.org, teams=tuple(teams), first=date, last=date)


def people_of_teams(tx: Tx, teams: Sequence[str], first: str, last: str) -> list[Reported]:
    """Whoever is a member of these teams between two dates, by name. See `spans_in`."""
    return tx.rows(Reported, _PEOPLE_OF_TEAMS, org=tx.org, teams=tuple(teams), first=first, last=last)


_BUT = " AND p.id NOT IN :but"
_BY_NAME = " ORDER BY p.name, p.id"
_ALL_OF_TEAMS = f"{_OF_TEAMS}{_BUT}{_BY_NAME}"
_ALL_MEMBERS_ON = f"{_OF_TEAMS}{_NOT_LATER}{_BUT}{_BY_NAME}"


def left_out(actor: Actor) -> tuple[str, ...]:
    """Who is in no report of a supervisor's teams: themselves, and the one whom they stand in for."""
    return ("",) if actor.may_see_everyone else (actor.person, *sorted({one.of for one in actor.barred}))


def all_people(tx: Tx) -> Query[Reported]:
    """Everybody of the organisation by name, to be streamed."""
    return tx.query(Reported, "SELECT id, name, counts_from FROM person WHERE org=:org ORDER BY name, id", org=tx.org)


def one_person(tx: Tx, id: str) -> Query[Reported]:
    """One person as a report of many, to be streamed."""
    return tx.query(Reported, "SELECT id, name, counts_from FROM person WHERE org=:org AND id=:id", org=tx.org, id=id)


def all_of_teams(tx: Tx, teams: Sequence[str], first: str, last: str, but: Sequence[str]) -> Query[Reported]:
    """As `people_of_teams` without some of them, to be streamed."""
    return tx.query(Reported, _ALL_OF_TEAMS, org=tx.org, teams=tuple(teams), first=first, last=last, but=tuple(but))


def all_members_on(tx: Tx, teams: Sequence[str], date: str, but: Sequence[str]) -> Query[Reported]:
    """As `members_on` without some of them, to be streamed."""
    return tx.query(Reported, _ALL_MEMBERS_ON, org=tx.org, teams=tuple(teams), first=date, last=date, but=tuple(but))


def day_postings(tx: Tx, person: str, first: str, last: str) -> list[DayPosted]:
    """What days post to accounts other than flex and kiky."""
    return tx.rows(
        DayPosted,
        "SELECT date, account, year, amount FROM day_posting"
        " WHERE org=:org AND person=:person AND date BETWEEN :first AND :last ORDER BY date, account",
        org=tx.org,
        person=person,
        first=first,
        last=last,
    )


def absences(tx: Tx, person: str, first: str, last: str) -> list[Away]:
    """Absences that meet the dates."""
    return tx.rows(
        Away,
        "SELECT id, from_date, until_date, minutes, kind FROM absence WHERE org=:org AND person=:person"
        " AND from_date <= :last AND until_date >= :first AND NOT deleted ORDER BY from_date, id",
        org=tx.org,
        person=person,
        first=first,
        last=last,
    )


def reasons(tx: Tx, person: str, ids: Sequence[str]) -> dict[str, str]:
    """Why somebody was away, by absence; those that were taken away since are known too."""
    if not ids:
        return {}
    sql = "SELECT id, reason FROM absence WHERE org=:org AND person=:person AND id IN :ids"
    rows = tx.rows(_Reason, sql, org=tx.org, person=person, ids=tuple(ids))
    return {row.id: row.reason for row in rows}


def frozen(tx: Tx, person: str, first: str, last: str) -> dict[str, dict[str, Any]]:
    """What days of closed months were reported at, by date."""
    sql = "SELECT date, cells FROM frozen_day WHERE org=:org AND person=:person AND date BETWEEN :first AND :last"
    rows = tx.rows(_Frozen, sql, org=tx.org, person=person, first=first, last=last)
    return {row.date: json.loads(row.cells) for row in rows}


def frozen_standings(tx: Tx, people: Sequence[str], date: str) -> dict[str, dict[str, Any]]:
    """What the closed month of a date was frozen at beside its days, by person, under STANDING."""
    sql = "SELECT person, cells FROM frozen_day WHERE org=:org AND person IN :people AND date=:last"
    rows = tx.rows(_FrozenOf, sql, org=tx.org, people=tuple(people), last=last_date(date[:7]))
    found = {row.person: json.loads(row.cells).get(STANDING) for row in rows}
    return {person: kept for person, kept in found.items() if kept is not None}


def notes(tx: Tx, person: str, low: int, high: int) -> list[Note]:
    """Notes of entries and punches between two instants (epoch ms)."""
    return tx.rows(
        Note,
        "SELECT start_at AS at, note FROM entry WHERE org=:org AND person=:person AND start_at >= :low"
        " AND start_at < :high AND note <> '' AND NOT deleted"
        " UNION SELECT at, note FROM punch WHERE org=:org AND person=:person AND at >= :low AND at < :high"
        " AND note <> '' AND superseded_by IS NULL ORDER BY 1, 2",
        org=tx.org,
        person=person,
        low=low,
        high=high,
    )


def work_types(tx: Tx) -> dict[str, str]:
    """Names of work types by id."""
    return {row.id: row.name for row in tx.rows(WorkType, "SELECT * FROM work_type WHERE org=:org", org=tx.org)}


def cost_centres(tx: Tx) -> dict[str, str]:
    """Codes and names of cost centres by id."""
    rows = tx.rows(CostCentre, "SELECT * FROM cost_centre WHERE org=:org", org=tx.org)
    return {row.id: f"{row.code} {row.name}" for row in rows}


def month_states(tx: Tx, people: Sequence[str], first: str, last: str) -> list[MonthStatus]:
    """How far the months from `first` to `last` (YYYY-MM) have come."""
    return tx.rows(
        MonthStatus,
        "SELECT person, month, status FROM month_state WHERE org=:org AND person IN :people"
        " AND month BETWEEN :first AND :last ORDER BY month",
        org=tx.org,
        people=tuple(people),
        first=first,
        last=last,
    )


def everyone(tx: Tx, after: tuple[str, str], limit: int) -> list[Reported]:
    """The organisation's people by name and id after the given ones."""
    return tx.rows(
        Reported,
        "SELECT id, name, counts_from FROM person WHERE org=:org AND (name > :name OR (name = :name AND id > :id))"
        " ORDER BY name, id LIMIT :limit",
        org=tx.org,
        name=after[0],
        id=after[1],
        limit=limit,
    )


def team_names(tx: Tx, people: Sequence[str], on: str) -> dict[str, str]:
    """The name of the team that each person is a member of on a date."""
    rows = tx.rows(
        _TeamOf,
        "SELECT m.person, t.name FROM team_member m JOIN team t ON t.org = m.org AND t.id = m.team"
        " WHERE m.org=:org AND m.person IN :people AND m.role='member' AND m.from_date <= :today"
        " AND (m.until_date IS NULL OR m.until_date >= :today) ORDER BY m.from_date",
        org=tx.org,
        people=tuple(people),
        today=on,
    )
    return {row.person: row.name for row in rows}


def accounts_used(tx: Tx) -> set[str]:
    """Every account that has a month row or a ledger line in the organisation."""
    sql = "SELECT account FROM account_month WHERE org=:org UNION SELECT account FROM posting WHERE org=:org"
    return set(tx.values(str, sql, org=tx.org))
