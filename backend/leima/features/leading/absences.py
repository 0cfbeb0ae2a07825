"""Time away as a part of the time that was to be worked; of small groups nothing that tells of anybody's health."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from leima.db.actor import Actor
from leima.db.tx import Tx
from leima.features.agreements.terms import parse_terms
from leima.features.days.gather import usual_plan
from leima.features.days.recompute import dates_between
from leima.features.leading import store
from leima.features.leading.corrections import Correction, counted, taken_back
from leima.features.leading.hiding import hidden
from leima.features.leading.over import Months
from leima.features.leading.report import Cells, LeadingColumn, LeadingPicture, Made, percent
from leima.features.leading.scope import NO_TEAM, Scope
from leima.rules.absence import KINDS
from leima.rules.terms import Terms
from leima.web.words import say

SICK: Final = frozenset({"sick", "child_sick"})


@dataclass
class Cell:
    """One team's month: minutes, and who was in the team and who of them was sick."""

    planned: int = 0
    away: int = 0
    sick: int = 0
    people: set[str] = field(default_factory=set)
    ill: set[str] = field(default_factory=set)


Grid = Mapping[str, Mapping[str, Cell]]
"""By month and team."""


@dataclass(frozen=True)
class Hiding:
    """What is not told, by month: teams whose time away is hidden, or whose sickness is; the same of all together."""

    away: Mapping[str, frozenset[str]]
    sick: Mapping[str, frozenset[str]]
    all_away: frozenset[str]
    all_sick: frozenset[str]


def absences(tx: Tx, actor: Actor, seen: Scope, over: Months, team: str | None) -> Made:
    """A row a team, or a month where there is one team or oneself. Only months that have ended are told: from day to
    day the difference would be one person's."""
    grid = _grid(tx, seen, over)
    hides = Hiding({}, {}, frozenset(), frozenset()) if seen.own else _hiding(grid)
    teams = sorted({one for cells in grid.values() for one in cells})
    names = {**store.team_names(tx), NO_TEAM: say(actor.lang, "leading.no_team")}
    shown = [team] if team is not None else teams
    if len(shown) == 1:
        rows = [{"name": month, **_cells(grid, hides, [month], shown[0])} for month in grid]
    else:
        named = sorted(shown, key=lambda one: (one == NO_TEAM, names.get(one, ""), one))
        rows = [{"name": names.get(one, ""), **_cells(grid, hides, list(grid), one)} for one in named]
    sums = _cells(grid, hides, list(grid), shown[0] if len(shown) == 1 else None)
    return Made(_columns(actor.lang, len(shown) == 1), rows, sums, _pictures(actor.lang), _notes(actor.lang, seen))


def _columns(lang: str, by_month: bool) -> list[LeadingColumn]:
    title = "leading.column.month" if by_month else "report.team"
    return [
        LeadingColumn("name", "text", say(lang, title), False),
        LeadingColumn("people", "count", say(lang, "leading.column.people"), False),
        LeadingColumn("planned", "min", say(lang, "leading.column.planned"), False),
        LeadingColumn("away", "min", say(lang, "leading.column.away"), False),
        LeadingColumn("away_rate", "percent", say(lang, "leading.column.away_rate"), False),
        LeadingColumn("sick", "min", say(lang, "leading.column.sick"), False),
        LeadingColumn("sick_rate", "percent", say(lang, "leading.column.sick_rate"), False),
    ]


def _pictures(lang: str) -> list[LeadingPicture]:
    return [LeadingPicture("bars", say(lang, "leading.picture.absences"), "name", ["away_rate", "sick_rate"])]


def _notes(lang: str, seen: Scope) -> list[str]:
    about = [] if seen.own else [say(lang, "leading.note.hidden")]
    return [say(lang, "leading.note.absences"), *about]


def _cells(grid: Grid, hides: Hiding, months: Sequence[str], team: str | None) -> Cells:
    """The cells of a team, or of all, over months; each sum is told where each of its months is."""
    found, people = Cell(), set[str]()
    for month in months:
        for one, cell in grid[month].items():
            if team is None or one == team:
                found.planned, found.away = found.planned + cell.planned, found.away + cell.away
                found.sick, people = found.sick + cell.sick, people | cell.people
    away = all(_tells(hides.away, hides.all_away, month, team) for month in months)
    sick = away and all(_tells(hides.sick, hides.all_sick, month, team) for month in months)
    return {
        "people": len(people),
        "planned": found.planned if away else None,
        "away": found.away if away else None,
        "away_rate": percent(found.away, found.planned) if away else None,
        "sick": found.sick if sick else None,
        "sick_rate": percent(found.sick, found.planned) if sick else None,
    }


def _tells(hides: Mapping[str, frozenset[str]], of_all: frozenset[str], month: str, team: str | None) -> bool:
    return month not in of_all if team is None else team not in hides.get(month, frozenset())


def _hiding(grid: Grid) -> Hiding:
    away = {month: hidden({team: len(one.people) for team, one in cells.items()}) for month, cells in grid.items()}
    sick = {month: hidden({team: len(one.ill) for team, one in cells.items()}) for month, cells in grid.items()}
    return Hiding(
        {month: one[0] for month, one in away.items()},
        {month: one[0] for month, one in sick.items()},
        frozenset(month for month, one in away.items() if one[1]),
        frozenset(month for month, one in sick.items() if one[1]),
    )


def _grid(tx: Tx, seen: Scope, over: Months) -> Grid:
    """Every team's ended months."""
    ended = over.ended
    grid: dict[str, dict[str, Cell]] = {month: defaultdict(Cell) for month in ended}
    if not ended:
        return grid
    only = Months(over.first, ended[-1], over.end_of(ended[-1]))
    for person, date, minutes in _targets(tx, seen, only):
        team = seen.one_team(person) if len(date) == 7 else seen.team_on(person, date)
        if team is not None:
            cell = grid[date[:7]][team]
            cell.planned += minutes
            cell.people.add(person)
    for one in (*_away(tx, seen, only), *taken_back(tx, seen, only), *counted(tx, seen, only)):
        _take(grid[one.date[:7]][one.team], one)
    return {month: {team: cell for team, cell in cells.items() if cell.people} for month, cells in grid.items()}


def _targets(tx: Tx, seen: Scope, over: Months) -> Iterator[tuple[str, str, int]]:
    """Target minutes of each person by month, and of those who moved by date."""
    for row in store.targets(tx, over.begins, over.until) if not seen.own else ():
        if seen.one_team(row.person) is not None and _all_of(seen, row.person, over):
            yield row.person, row.month, row.minutes
    apart = [person for person in seen.stints if seen.own or not _all_of(seen, person, over)]
    for day in store.targets_of(tx, apart, over.begins, over.until):
        yield day.person, day.date, day.minutes


def _all_of(seen: Scope, person: str, over: Months) -> bool:
    """Whether the report counts every date of a person in one team."""
    mine = seen.stints[person]
    return len(mine) == 1 and mine[0].first <= over.begins and mine[0].last >= over.until


def _take(cell: Cell, one: Correction) -> None:
    """Takes in minutes by the columns of a person's days: their target, or time away of a kind."""
    if one.key == "target":
        cell.planned += one.minutes
    if not one.key.startswith("absences."):
        return
    kind = one.key.partition(".")[2]
    cell.away += one.minutes
    cell.planned += one.minutes if kind not in KINDS or KINDS[kind].effect != "stays" else 0
    if kind in SICK and one.minutes:
        cell.sick += one.minutes
        cell.ill.add(one.person)


def _away(tx: Tx, seen: Scope, over: Months) -> Iterator[Correction]:
    """Minutes of time away by date and kind; a whole day is as long as it was scheduled."""
    rows = [row for row in store.absences(tx, over.begins, over.until) if row.person in seen.stints]
    terms: dict[str, list[Terms]] = defaultdict(list)
    for told in store.terms_of(tx, sorted({row.person for row in rows if row.minutes is None})):
        terms[told.person].append(parse_terms(told.body))
    for row in rows:
        for date in dates_between(max(row.from_date, over.begins), min(row.until_date, over.until)):
            team = seen.team_on(row.person, date)
            minutes = row.minutes if row.minutes is not None else _scheduled(terms[row.person], date)
            if team is not None and minutes:
                yield Correction(row.person, date, team, f"absences.{row.kind}", minutes)


def _scheduled(terms: Sequence[Terms], date: str) -> int:
    held = next((one for one in terms if one.from_ <= date <= (one.until or date)), None)
    if held is None:
        return 0
    plan = usual_plan(held, date)
    return max(0, plan.scheduled - plan.holiday_cut)
