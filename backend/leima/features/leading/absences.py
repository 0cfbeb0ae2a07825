"""Time away as a part of the time that was to be worked; of small groups nothing that tells of anybody's health."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from leima.db.actor import Actor
from leima.db.tx import Tx
from leima.features.absences.privacy import knows_kinds
from leima.features.agreements.terms import parse_terms
from leima.features.days.gather import usual_plan
from leima.features.days.recompute import dates_between
from leima.features.leading import store
from leima.features.leading.corrections import Correction, counted, taken_back
from leima.features.leading.hiding import LEAST, hidden_where
from leima.features.leading.over import Months
from leima.features.leading.report import Cells, LeadingColumn, LeadingPicture, Made, percent
from leima.features.leading.scope import NO_TEAM, Scope
from leima.rules.absence import KINDS
from leima.rules.terms import Terms
from leima.web.words import say

SICK: Final = frozenset({"sick", "child_sick"})


@dataclass
class Cell:
    """One team's month, or that of several: minutes, and who was in the team."""

    planned: int = 0
    away: int = 0
    sick: int = 0
    people: set[str] = field(default_factory=set)
    ill: Counter[str] = field(default_factory=Counter)
    """Minutes of sickness by person."""
    other: Counter[str] = field(default_factory=Counter)
    """Minutes by person of time away for other reasons, of which no reader has been told why."""


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
    hides = Hiding({}, {}, frozenset(), frozenset()) if seen.own else _hiding(grid, _open(tx, actor, grid))
    teams = sorted({one for cells in grid.values() for one in cells})
    names = {**store.team_names(tx), NO_TEAM: say(actor.lang, "leading.no_team")}
    shown = [team] if team is not None else teams
    if len(shown) == 1:
        rows = [{"name": month, **_cells(grid, hides, [month], shown[0])} for month in grid]
    else:
        named = sorted(shown, key=lambda one: (one == NO_TEAM, names.get(one, ""), one))
        rows = [{"name": names.get(one, ""), **_cells(grid, hides, list(grid), one)} for one in named]
    sums = _cells(grid, hides, list(grid), shown[0] if len(shown) == 1 else None)
    return Made(_columns(actor.lang, len(shown) == 1), rows, sums, _pictures(actor.lang), _notes(actor, seen))


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


def _notes(actor: Actor, seen: Scope) -> list[str]:
    about = [] if seen.own else ["leading.note.hidden"]
    about += [] if seen.own or _knows_kinds(actor) else ["leading.note.sick"]
    return [say(actor.lang, key) for key in ("leading.note.absences", *about)]


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


def _knows_kinds(actor: Actor) -> bool:
    """Whether the actor sees why anybody is away."""
    return knows_kinds(actor, "")


def _open(tx: Tx, actor: Actor, grid: Grid) -> frozenset[str] | None:
    """The months that are not closed for everybody: to one that is told a difference would be one person's sickness.
    None where the actor knows why anybody is away, and nothing is to be worked out."""
    if _knows_kinds(actor):
        return None
    closed = {(one.person, one.month) for one in store.closed_months(tx, min(grid), max(grid))} if grid else set()
    people = {
        month: {one for cell in cells.values() for one in (*cell.people, *cell.ill, *cell.other)}
        for month, cells in grid.items()
    }
    return frozenset(month for month, some in people.items() if any((one, month) not in closed for one in some))


def _hiding(grid: Grid, still_open: frozenset[str] | None) -> Hiding:
    away: dict[str, tuple[frozenset[str], bool]] = {}
    sick: dict[str, tuple[frozenset[str], bool]] = {}
    for month, cells in grid.items():
        of = _Sums(cells, blind=still_open is not None)
        away[month] = hidden_where({team: len(one.people) for team, one in cells.items()}, of.are_many)
        sizes = {team: len(_some(one.ill)) for team, one in cells.items()}
        sick[month] = hidden_where(sizes, of.tell_no_illness)
        if month in (still_open or ()):
            sick[month] = frozenset(cells), True
    return Hiding(
        {month: one[0] for month, one in away.items()},
        {month: one[0] for month, one in sick.items()},
        frozenset(month for month, one in away.items() if one[1]),
        frozenset(month for month, one in sick.items() if one[1]),
    )


class _Sums(NamedTuple):
    """What the sums over some teams of a month tell. `blind`: their reader sees who is away, and not why."""

    cells: Mapping[str, Cell]
    blind: bool

    def are_many(self, teams: Collection[str]) -> bool:
        """Whether they are of people enough."""
        return len({person for team in teams for person in self.cells[team].people}) >= LEAST

    def tell_no_illness(self, teams: Collection[str]) -> bool:
        """Whether enough were ill, and whoever sees all time away cannot tell from the sum who.

        As many must have been away who were not ill at all, of which the reader has not been told why; and nobody for
        longer than all that was no illness, so that no one's time is needed to come to the sum.
        """
        ill, other = Counter[str](), Counter[str]()
        for team in teams:
            ill.update(self.cells[team].ill)
            other.update(self.cells[team].other)
        were_ill, were_not = _some(ill), _some(other) - _some(ill)
        if len(were_ill) < LEAST or not self.blind:
            return len(were_ill) >= LEAST
        longest = max(max(0, ill[one]) + max(0, other[one]) for one in {*ill, *other})
        return len(were_not) >= LEAST and longest <= sum(max(0, minutes) for minutes in other.values())


def _some(minutes: Mapping[str, int]) -> set[str]:
    return {person for person, length in minutes.items() if length > 0}


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
    if kind in SICK:
        cell.sick += one.minutes
        cell.ill[one.person] += one.minutes
    elif one.unsaid or one.minutes < 0:
        cell.other[one.person] += one.minutes


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
                yield Correction(row.person, date, team, f"absences.{row.kind}", minutes, bool(row.unsaid))


def _scheduled(terms: Sequence[Terms], date: str) -> int:
    held = next((one for one in terms if one.from_ <= date <= (one.until or date)), None)
    if held is None:
        return 0
    plan = usual_plan(held, date)
    return max(0, plan.scheduled - plan.holiday_cut)
