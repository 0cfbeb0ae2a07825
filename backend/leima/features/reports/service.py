"""Who may ask for which report, and of whom."""

from collections.abc import Collection, Sequence
from typing import Any

from leima.db.door import Actor, spans_in
from leima.db.tx import Row, Tx
from leima.features.days.settle import dates_between
from leima.features.reports import balances, own, plain, report, store, working_xlsx
from leima.features.reports.balances_xlsx import BalanceBook
from leima.features.reports.columns import chosen
from leima.features.reports.files import file_name
from leima.features.reports.interval import Interval, interval
from leima.web.errors import Invalid, NotFound
from leima.web.words import say

PAGE = 500
"""People of one page of a balance file."""
MOST_DAYS = 4_000
"""Days of people in one working-time report: 120 people's month, or ten people's year."""


def working_time(tx: Tx, actor: Actor, asked: dict[str, str | None]) -> report.Report:
    """The days of one person, or of a team's people. Raises NotFound, Invalid."""
    over, columns = interval(tx, asked["from"], asked["to"]), chosen(asked["columns"])
    people = _people(tx, actor, asked["person"], asked["team"], over)
    if sum(_length(within) for _, within in people) > MOST_DAYS:
        raise Invalid("report_too_large", most=MOST_DAYS)
    return report.working_time(tx, people, over, columns, actor.lang)


def working_time_file(tx: Tx, actor: Actor, asked: dict[str, str | None], ending: str) -> tuple[bytes, str]:
    """The same as XLSX or CSV, and the file's name."""
    made = working_time(tx, actor, asked)
    content = working_xlsx.workbook(made) if ending == "xlsx" else plain.working_time(made)
    who = made["people"][0]["person"]["name"] if len(made["people"]) == 1 else ""
    title = say(actor.lang, "report.file.working_time")
    return content, file_name(title, who, made["from"], made["to"], ending=ending)


def balance_page(tx: Tx, actor: Actor, asked: dict[str, Any], after: str | None, limit: int) -> dict[str, Any]:
    """One page of the balance report: `after` is the last person of the page before. Raises NotFound, Invalid."""
    over = interval(tx, asked["from"], asked["to"])
    return balances.page(tx, actor, over, visible_teams(tx, actor, asked["team"]), after, limit)


class BalanceFile:
    """The balance report as one file, taken in page by page, each page in its own reading of the store."""

    def __init__(self, asked: dict[str, Any], ending: str) -> None:
        self.asked, self.ending, self.after = asked, ending, None
        self.sums: dict[str, Any] = {}
        self.rows: list[dict[str, Any]] = []
        self.book: BalanceBook | None = None
        self.columns: Sequence[dict[str, Any]] = ()
        self.lang, self.name = "fi", ""

    def take(self, tx: Tx, actor: Actor) -> bool:
        """Takes in the next page; answers whether there is one more."""
        page = balance_page(tx, actor, self.asked, self.after, PAGE)
        if not self.name:
            self._begin(tx, actor, page)
        for key, amount in page["sums"].items():
            self.sums[key] = round(self.sums.get(key, 0) + amount, 2)
        if self.book:
            self.book.add(page["rows"])
        else:
            self.rows += page["rows"]
        self.after = page["next"]
        return self.after is not None

    def _begin(self, tx: Tx, actor: Actor, page: dict[str, Any]) -> None:
        self.columns, self.lang = balances.columns_of(store.accounts_used(tx), actor.lang), actor.lang
        title = say(actor.lang, "report.file.balances")
        self.name = file_name(title, page["from"], page["until"], ending=self.ending)
        heading = say(actor.lang, "report.balances_heading", {"from": page["from"], "until": page["until"]})
        if self.ending == "xlsx":
            self.book = BalanceBook(self.columns, heading, actor.lang)

    def done(self) -> bytes:
        """The whole file."""
        return self.book.done(self.sums) if self.book else plain.file(self.columns, [self.rows], self.lang)


def everything_own(tx: Tx, actor: Actor) -> bytes:
    """All that is kept of the actor, as a zip."""
    return own.archive(tx, actor.person, actor.lang)


def visible_teams(tx: Tx, actor: Actor, team: str | None) -> list[str] | None:
    """The teams whose people the actor may see; None is everyone in the organisation, [] oneself alone.

    Missing and foreign teams look the same: NotFound.
    """
    if team is None:
        return None if actor.may_see_everyone else sorted(actor.supervises)
    known = tx.one("SELECT id FROM team WHERE org=:org AND id=:id", org=actor.org, id=team)
    if known is None or not (actor.may_see_everyone or team in actor.supervises):
        raise NotFound()
    return [team]


def _people(tx: Tx, actor: Actor, person: str | None, team: str | None, over: Interval) -> list[tuple[Row, Interval]]:
    """Those in the report, each over the dates that the caller may see: a mover's days belong to the team of each."""
    if team is None:
        return _one(tx, actor, person or actor.person, over)
    teams = visible_teams(tx, actor, team) or []
    people = store.people_of_teams(tx, teams, over.first, over.last)
    shown = [row for row in people if row.id != actor.person or actor.may_see_everyone]
    return [(row, within) for row in shown for within in _parts(tx, row.id, teams, over)]


def _one(tx: Tx, actor: Actor, person: str, over: Interval) -> list[tuple[Row, Interval]]:
    row = store.person(tx, person)
    if row is None:
        raise NotFound()
    if person == actor.person or actor.may_see_everyone:
        return [(row, over)]
    parts = _parts(tx, person, actor.supervises, over)
    if not parts:
        raise NotFound()
    return [(row, within) for within in parts]


def _parts(tx: Tx, person: str, teams: Collection[str], over: Interval) -> list[Interval]:
    """The parts of an interval, begun by today, in which a person's days belong to these teams."""
    spans = spans_in(tx, person, teams, over.first, over.last)
    return [Interval(first, last, min(last, over.until)) for first, last in spans if first <= over.until]


def _length(over: Interval) -> int:
    return len(dates_between(over.first, over.until))
