"""A week of people and days: hours, targets, absences, what is open and what was found. Each date has its own right."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from leima.access.rows import visible_over
from leima.db.actor import Actor
from leima.db.rows import R
from leima.db.site import local_date, today
from leima.db.tx import Tx
from leima.features.absences.privacy import AWAY, knows_kinds
from leima.features.agreements.terms import parse_terms
from leima.features.days.gather import usual_plan
from leima.features.days.stored_facts import monday_of, named_in_week
from leima.features.desk import schemas
from leima.features.desk.table import Cell, Column, List, in_order
from leima.rules.absence import credits
from leima.rules.plan import plan
from leima.rules.terms import Absence
from leima.rules.zone import next_date
from leima.web.errors import Forbidden
from leima.web.words import say

AT_ONCE = 400
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
COLUMNS = (
    Column("name", search=True),
    Column("team", "choice"),
    Column("week", "date"),
    *(Column(day, "min") for day in WEEKDAYS),
    Column("worked", "min"),
    Column("target", "min"),
    Column("away"),
    Column("open", "count"),
    Column("findings", "count"),
)
_DATES = " UNION ALL ".join(f"SELECT CAST(:d{n} AS VARCHAR) AS date" for n in range(7))
_CELLS = (
    f"SELECT p.id, p.name, d.date, c.body AS terms FROM person p CROSS JOIN ({_DATES}) d"
    " LEFT JOIN terms c ON c.org = p.org AND c.person = p.id AND NOT c.deleted AND c.from_date <= d.date"
    " AND (c.until_date IS NULL OR c.until_date >= d.date) WHERE p.org=:org AND p.counts_from <= d.date"
    " AND (c.id IS NOT NULL OR EXISTS (SELECT 1 FROM day_result r WHERE r.org = p.org AND r.person = p.id"
    " AND r.date = d.date AND r.body <> '{}'))"
)
_TEAMS = (
    "SELECT m.person, t.id, t.name, m.from_date, m.until_date FROM team_member m"
    " JOIN team t ON t.org = m.org AND t.id = m.team WHERE m.org=:org AND m.role='member' AND m.person IN :people"
    " AND m.from_date <= :last AND (m.until_date IS NULL OR m.until_date >= :first) ORDER BY m.from_date, t.name DESC"
)
_RESULTS = (
    "SELECT person, date, status, body FROM day_result WHERE org=:org AND person IN :people"
    " AND date BETWEEN :first AND :last AND body <> '{}'"
)
_AWAY = (
    "SELECT id, person, from_date, until_date, minutes, kind FROM absence WHERE org=:org AND person IN :people"
    " AND NOT deleted AND from_date <= :last AND until_date >= :first ORDER BY minutes IS NOT NULL, from_date, id"
)
_IN = (
    "SELECT person, since FROM team_state WHERE org=:org AND person IN :people AND since IS NOT NULL AND state <> 'out'"
)


class _Cell(NamedTuple):
    """A date of somebody that the caller may see; `terms` are JSON, null without a contract."""

    id: str
    name: str
    date: str
    terms: str | None


class _Team(NamedTuple):
    person: str
    id: str
    name: str
    from_date: str
    until_date: str | None


class _Result(NamedTuple):
    person: str
    date: str
    status: str
    body: str


class _Away(NamedTuple):
    id: str
    person: str
    from_date: str
    until_date: str
    minutes: int | None
    kind: str


class _In(NamedTuple):
    person: str
    since: int


class _Body(msgspec.Struct):
    worked: int = 0
    kiky: int = 0
    target: int = 0
    findings: list[Any] = []


class _Beside(NamedTuple):
    """What is known of people over the week beside their terms."""

    teams: Mapping[str, Sequence[_Team]]
    """The first to come first."""
    results: Mapping[tuple[str, str], _Result]
    away: Mapping[str, Sequence[_Away]]
    here: frozenset[tuple[str, str]]
    """People and the dates that their presence began on, as long as it lasts."""


def read_week(tx: Tx, actor: Actor, date: str | None) -> schemas.PeopleWeek:
    """The week of a date, or this one: everybody for payroll and admins, for supervisors their people on the dates of
    theirs. Raises Forbidden for anybody else."""
    if not actor.may_see_team:
        raise Forbidden()
    first = monday_of(date or today(tx))
    dates = [next_date(first, n) for n in range(7)]
    found: dict[str, dict[str, _Cell]] = defaultdict(dict)
    for cell in _cells(tx, actor, dates):
        found[cell.id][cell.date] = cell
    beside = _beside(tx, list(found), dates)
    people = [_person(actor, cells, beside, dates) for cells in found.values()]
    people = [one for one in people if actor.may_see_everyone or one.person != actor.person]
    people.sort(key=lambda one: (in_order(one.name), one.person))
    teams = {one.team: schemas.WeekTeam(one.team, one.team_name or "") for one in people if one.team}
    return schemas.PeopleWeek(today(tx), dates, sorted(teams.values(), key=lambda one: in_order(one.name)), people)


def _cells(tx: Tx, actor: Actor, dates: Sequence[str]) -> list[_Cell]:
    where, params = ("TRUE", {}) if actor.may_see_everyone else visible_over(tx, "p.id", "d.date", "d.date")
    asked = {f"d{n}": date for n, date in enumerate(dates)}
    return tx.rows(_Cell, f"{_CELLS} AND {where}", **params, **asked, org=tx.org)


def _beside(tx: Tx, people: Sequence[str], dates: Sequence[str]) -> _Beside:
    away: dict[str, list[_Away]] = defaultdict(list)
    for one in _each(tx, _Away, _AWAY, people, dates):
        away[one.person].append(one)
    teams: dict[str, list[_Team]] = defaultdict(list)
    for team in _each(tx, _Team, _TEAMS, people, dates):
        teams[team.person].append(team)
    return _Beside(
        teams,
        {(one.person, one.date): one for one in _each(tx, _Result, _RESULTS, people, dates)},
        away,
        frozenset((one.person, local_date(tx, one.since)) for one in _each(tx, _In, _IN, people, ())),
    )


def _each(tx: Tx, row: type[R], sql: str, people: Sequence[str], dates: Sequence[str]) -> Iterator[R]:
    asked = {"first": dates[0], "last": dates[-1]} if dates else {}
    for at in range(0, len(people), AT_ONCE):
        yield from tx.rows(row, sql, org=tx.org, people=tuple(people[at : at + AT_ONCE]), **asked)


def _person(actor: Actor, cells: Mapping[str, _Cell], beside: _Beside, dates: Sequence[str]) -> schemas.WeekPerson:
    any_ = next(iter(cells.values()))
    team = _last_team(beside.teams.get(any_.id, ()), cells)
    days = [_day(actor, cells[date], beside) if date in cells else None for date in dates]
    return schemas.WeekPerson(any_.id, any_.name, team.id if team else None, team.name if team else None, days)


def _last_team(teams: Sequence[_Team], dates: Collection[str]) -> _Team | None:
    """The last team of somebody on the dates that the caller may see: no caller is told of a team before or after."""
    first, last = min(dates), max(dates)
    held = [one for one in teams if one.from_date <= last and (one.until_date is None or one.until_date >= first)]
    return held[-1] if held else None


def _day(actor: Actor, cell: _Cell, beside: _Beside) -> schemas.WeekCell:
    """A date as it was worked out, or as it is planned where nothing has been."""
    away = [one for one in beside.away.get(cell.id, ()) if one.from_date <= cell.date <= one.until_date]
    row = beside.results.get((cell.id, cell.date))
    body = msgspec.json.decode(row.body, type=_Body) if row else _Body(target=_target(cell, away))
    kind = (away[0].kind if knows_kinds(actor, cell.id) else AWAY) if away else None
    waits = row is not None and row.status == "pending"
    return schemas.WeekCell(
        date=cell.date,
        worked=body.worked or body.kiky,
        target=body.target,
        away=kind,
        open=waits or (cell.id, cell.date) in beside.here,
        findings=len(body.findings),
    )


def _target(cell: _Cell, away: Sequence[_Away]) -> int:
    if cell.terms is None:
        return 0
    terms = parse_terms(cell.terms)
    if not away:
        return usual_plan(terms, cell.date).target
    absences = tuple(Absence(one.id, cell.date, one.minutes, credits(one.kind), one.kind) for one in away)
    return plan(terms, named_in_week(cell.date), absences, (), cell.date, None).target


def week_list(tx: Tx, actor: Actor, date: str | None) -> List:
    """The week as a list of the office, to be saved: a line a person, a column a day."""
    found = read_week(tx, actor, date)
    people, columns = found.people, [[one.cells[n] for one in found.people] for n in range(7)]
    cells: dict[str, Sequence[Cell]] = {
        "name": [one.name for one in people],
        "team": [one.team_name for one in people],
        "week": [found.dates[0]] * len(people),
        **{day: [one.worked if one else None for one in column] for day, column in zip(WEEKDAYS, columns, strict=True)},
        "worked": [sum(one.worked for one in row.cells if one) for row in people],
        "target": [sum(one.target for one in row.cells if one) for row in people],
        "away": [_absences(row, actor.lang) for row in people],
        "open": [sum(one.open for one in row.cells if one) for row in people],
        "findings": [sum(one.findings for one in row.cells if one) for row in people],
    }
    return List("week", COLUMNS, [one.person for one in people], cells)


def _absences(row: schemas.WeekPerson, lang: str) -> str:
    """`Ke: Sairaus, To: Sairaus`."""
    days = [(day, one.away) for day, one in zip(WEEKDAYS, row.cells, strict=True) if one and one.away]
    return ", ".join([f"{say(lang, f'table.week.{day}')}: {say(lang, f'absence.{kind}')}" for day, kind in days])
