"""Flex, additional work and overtime month by month."""

from collections import Counter, defaultdict
from collections.abc import Mapping

from leima.db.actor import Actor
from leima.db.tx import Tx
from leima.features.days.recompute import dates_between
from leima.features.leading import accounts, store
from leima.features.leading.corrections import counted
from leima.features.leading.over import Months
from leima.features.leading.report import Cells, LeadingColumn, LeadingPicture, Made, added
from leima.features.leading.scope import Scope
from leima.features.months.store import last_date
from leima.features.reports import store as reports_store
from leima.features.reports.interval import Interval
from leima.features.reports.working_time.reading import Reading
from leima.web.errors import Invalid
from leima.web.words import say

OVERTIME: Mapping[str, str] = {
    "additional": "additional",
    "overtime50": "overtime",
    "overtime100": "overtime",
    "weekly_overtime": "overtime",
    "period_overtime": "overtime",
}
"""The column of each class of pay, by its name in the report of a person's days."""
MOST_DAYS = 40_000
"""Days of people with ordered work in one report; each is read as their own report shows it."""


def trend(tx: Tx, actor: Actor, seen: Scope, over: Months) -> Made:
    """A row a month: the flex that stood at its end, by how much it moved, additional work and overtime."""
    flex, made = _flex(tx, seen, over), _ordered(tx, seen, over)
    rows: list[Cells] = []
    for month in over.each:
        people, amount = flex[month]
        each = round(amount / people) if people else None
        cells: Cells = {"month": month, "flex": amount, "people": people, "flex_each": each}
        rows.append(cells | {name: made[month][name] for name in ("additional", "overtime")})
    lang = actor.lang
    columns = [
        LeadingColumn("month", "text", say(lang, "leading.column.month"), False),
        LeadingColumn("people", "count", say(lang, "leading.column.people"), False),
        LeadingColumn("flex", "balance", say(lang, "leading.column.flex"), False),
        LeadingColumn("flex_each", "balance", say(lang, "leading.column.flex_each"), False),
        LeadingColumn("additional", "min", say(lang, "report.column.additional"), True),
        LeadingColumn("overtime", "min", say(lang, "leading.column.overtime"), True),
    ]
    if seen.own:
        columns = [one for one in columns if one.key not in ("people", "flex_each")]
    pictures = [
        LeadingPicture("line", say(lang, "leading.picture.flex"), "month", ["flex"]),
        LeadingPicture("bars", say(lang, "leading.picture.overtime"), "month", ["overtime", "additional"]),
    ]
    return Made(columns, rows, added(rows, columns), pictures, [say(lang, "leading.note.trend")])


def _flex(tx: Tx, seen: Scope, over: Months) -> dict[str, tuple[int, int]]:
    """How many people had flex at each month's end, and what stood on their accounts then."""
    moved: dict[str, Counter[str]] = defaultdict(Counter)
    for row in accounts.flex_by_month(tx, over.first, over.last):
        if row.person in seen.stints:
            moved[row.person][row.month] += row.minutes
    for late in accounts.posted_after(tx, "flex", 0, over.until, last_date(over.last)):
        if late.person in moved:
            moved[late.person][over.until[:7]] -= late.minutes
    stands = {person: months[""] for person, months in moved.items()}
    found: dict[str, tuple[int, int]] = {}
    for month in over.each:
        people, amount, end = 0, 0, over.end_of(month)
        for person, months in moved.items():
            stands[person] += months[month]
            if seen.whole or seen.team_on(person, end) is not None:
                people, amount = people + 1, amount + stands[person]
        found[month] = (people, amount)
    return found


def _ordered(tx: Tx, seen: Scope, over: Months) -> dict[str, Counter[str]]:
    """Minutes of additional work and overtime by month, as each person's own report tells them."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    people = [person for person in store.with_orders(tx, over.begins, over.until) if person in seen.stints]
    days = dates_between(over.begins, over.until)
    if len(people) * len(days) > MOST_DAYS:
        raise Invalid("report_too_large", most=MOST_DAYS)
    for person in people:
        row = reports_store.person(tx, person)
        assert row is not None
        made = Reading(tx, row, Interval(over.begins, over.until, over.until))
        for date in days:
            if seen.team_on(person, date) is not None:
                _add(found[date[:7]], made.day(date))
    for one in counted(tx, seen, over):
        _add(found[one.date[:7]], {one.key: one.minutes})
    return found


def _add(into: Counter[str], cells: Mapping[str, object]) -> None:
    for key, column in OVERTIME.items():
        minutes = cells.get(key)
        if isinstance(minutes, int):
            into[column] += minutes
