"""Kiky of a year: what is owed, what has been settled, what is planned, and what nobody has planned yet."""

from collections import Counter, defaultdict

from leima.db.actor import Actor
from leima.db.tx import Tx
from leima.features.balances.standing import KIKY_GIVEN
from leima.features.leading import accounts, store
from leima.features.leading.over import Months
from leima.features.leading.report import Cells, LeadingColumn, LeadingPicture, Made, added
from leima.features.leading.scope import NO_TEAM, Scope
from leima.features.months.store import last_date
from leima.features.reports.held import planned_kiky
from leima.web.words import say

PARTS = ("owed", "settled", "planned", "unplanned")


def kiky(tx: Tx, actor: Actor, seen: Scope, over: Months) -> Made:
    """A row a team with the year of the last month, by where people are at its end. What is owed is settled, planned
    and not planned together."""
    lang, year = actor.lang, int(over.until[:4])
    names = {**store.team_names(tx), NO_TEAM: say(lang, "leading.own" if seen.own else "leading.no_team")}
    teams: dict[str, Counter[str]] = defaultdict(Counter)
    for person, parts in _of_people(tx, over, year).items():
        team = seen.team_on(person, over.until)
        if team is not None:
            teams[team].update(parts)
            teams[team]["people"] += 1
    rows: list[Cells] = [
        {"name": names.get(team, ""), "people": parts["people"], **{name: parts[name] for name in PARTS}}
        for team, parts in sorted(teams.items(), key=lambda one: (one[0] == NO_TEAM, names.get(one[0], ""), one[0]))
    ]
    columns = [
        LeadingColumn("name", "text", say(lang, "report.team"), False),
        LeadingColumn("people", "count", say(lang, "leading.column.people"), True),
        *(LeadingColumn(name, "min", say(lang, f"leading.kiky.{name}"), True) for name in PARTS),
    ]
    picture = LeadingPicture("stacked", say(lang, "leading.picture.kiky", {"year": year}), "name", list(PARTS[1:]))
    return Made(columns, rows, added(rows, columns), [picture], [say(lang, "leading.note.kiky")])


def _of_people(tx: Tx, over: Months, year: int) -> dict[str, dict[str, int]]:
    """The parts of everybody who has owed or owes anything in the year, in minutes."""
    month = over.until[:7]
    left = Counter({row.person: row.minutes for row in accounts.kiky_left(tx, year, month)})
    for row in accounts.posted_after(tx, "kiky", year, over.until, last_date(month)):
        left[row.person] -= row.minutes
    owed: Counter[str] = Counter()
    for posted in accounts.kiky_posted(tx, year, over.until):
        owed[posted.person] += posted.minutes if posted.kind in KIKY_GIVEN else 0
    marked = accounts.with_marks_after(tx, over.until)
    planned: dict[str, int] = {}
    for at in range(0, len(marked), store.AT_ONCE):
        planned |= planned_kiky(tx, marked[at : at + store.AT_ONCE], over.until)
    found = {}
    for person in {*left, *owed}:
        stands, ahead = left[person], min(planned.get(person, 0), max(0, left[person]))
        if owed[person] or stands:
            parts = {"owed": owed[person], "settled": owed[person] - stands, "planned": ahead}
            found[person] = parts | {"unplanned": stands - ahead}
    return found
