"""Who may ask for which report, and of whom."""

from collections.abc import Collection
from typing import Any

from leima.access.teams import spans_in
from leima.db.actor import Actor
from leima.db.tx import Query, Tx
from leima.features.days.recompute import dates_between
from leima.features.reports import store
from leima.features.reports.balances import rows as balances
from leima.features.reports.balances.xlsx import BalanceBook
from leima.features.reports.files import file_name
from leima.features.reports.interval import Interval, interval
from leima.features.reports.store import Reported
from leima.features.reports.working_time import report
from leima.features.reports.working_time import xlsx as working_xlsx
from leima.features.reports.working_time.columns import chosen
from leima.web.errors import Invalid, NotFound
from leima.web.words import say

PAGE = 500
"""People of one page of a balance file."""
MOST_DAYS = 4_000
"""Days of people in one working-time report: 120 people's month, or ten people's year."""


def working_time(tx: Tx, actor: Actor, asked: dict[str, str | None]) -> report.Report:
    """The days of one person, or of a team's people. Raises NotFound, Invalid."""
    over, columns = interval(tx, asked["from"], asked["to"]), chosen(asked["columns"])
    people = _people(tx, actor, asked, over)
    if sum(_length(within) for _, within in people) > MOST_DAYS:
        raise Invalid("report_too_large", most=MOST_DAYS)
    return report.working_time(tx, people, over, columns, actor.lang)


def working_time_book(tx: Tx, actor: Actor, asked: dict[str, str | None]) -> tuple[bytes, str]:
    """The same as XLSX, and the file's name."""
    made = working_time(tx, actor, asked)
    who = made["people"][0]["person"]["name"] if len(made["people"]) == 1 else ""
    title = say(actor.lang, "report.file.working_time")
    return working_xlsx.workbook(made), file_name(title, who, made["from"], made["to"], ending="xlsx")


def balance_page(tx: Tx, actor: Actor, asked: dict[str, Any], after: str | None, limit: int) -> dict[str, Any]:
    """One page of the balance report: `after` is the last person of the page before. Raises NotFound, Invalid."""
    over = interval(tx, asked["from"], asked["to"])
    return balances.page(tx, actor, over, visible_teams(tx, actor, asked["team"]), after, limit)


class BalanceBookFile:
    """The balance report as a workbook, taken in page by page, each page in its own reading of the store."""

    def __init__(self, asked: dict[str, Any]) -> None:
        self.asked, self.after = asked, None
        self.sums: dict[str, Any] = {}
        self.book: BalanceBook | None = None
        self.name = ""

    def take(self, tx: Tx, actor: Actor) -> bool:
        """Takes in the next page; returns whether there is one more."""
        page = balance_page(tx, actor, self.asked, self.after, PAGE)
        if self.book is None:
            title = say(actor.lang, "report.file.balances")
            self.name = file_name(title, page["from"], page["until"], ending="xlsx")
            heading = say(actor.lang, "report.balances_heading", {"from": page["from"], "until": page["until"]})
            self.book = BalanceBook(balances.columns_of(store.accounts_used(tx), actor.lang), heading, actor.lang)
        for key, amount in page["sums"].items():
            self.sums[key] = round(self.sums.get(key, 0) + amount, 2)
        self.book.add(page["rows"])
        self.after = page["next"]
        return self.after is not None

    def done(self) -> bytes:
        """The whole file."""
        assert self.book is not None
        return self.book.done(self.sums)


def visible_teams(tx: Tx, actor: Actor, team: str | None) -> list[str] | None:
    """The teams whose people the actor may see; None is everyone in the organisation, [] oneself alone.

    Missing and foreign teams look the same: NotFound.
    """
    if team is None:
        return None if actor.may_see_everyone else sorted(actor.supervises)
    known = tx.value(str, "SELECT id FROM team WHERE org=:org AND id=:id", org=actor.org, id=team)
    if known is None or not (actor.may_see_everyone or team in actor.supervises):
        raise NotFound()
    return [team]


def _people(tx: Tx, actor: Actor, asked: dict[str, str | None], over: Interval) -> list[tuple[Reported, Interval]]:
    """Those in the report, each over the dates that the caller may see: a mover's days belong to the team of each."""
    query = people_asked(tx, actor, asked, over)
    people = tx.all(query)
    return [(row, within) for row in people for within in parts_of(tx, actor, row, asked, over)]


def people_asked(tx: Tx, actor: Actor, asked: dict[str, str | None], over: Interval) -> Query[Reported]:
    """The query for those in the report, by name: a team's people, everybody whom the caller may see, or one person.

    Raises NotFound where nothing of the person or the team is the caller's to see.
    """
    if asked["team"] is None and asked["everybody"] is None:
        return _one(tx, actor, asked["person"] or actor.person, over)
    teams = visible_teams(tx, actor, asked["team"])
    if teams is None:
        return store.all_people(tx)
    if not teams:
        return store.one_person(tx, actor.person)
    return store.all_of_teams(tx, teams, over.first, over.last, store.left_out(actor))


def parts_of(tx: Tx, actor: Actor, row: Reported, asked: dict[str, str | None], over: Interval) -> list[Interval]:
    """The dates of one of those people that the caller may see now."""
    if asked["team"] is not None:
        teams = visible_teams(tx, actor, asked["team"]) or []
        return _parts(tx, row.id, teams if actor.may_see_everyone else led(actor, row.id, teams), over)
    if row.id == actor.person or actor.may_see_everyone:
        return [over]
    return _parts(tx, row.id, led(actor, row.id), over)


def _one(tx: Tx, actor: Actor, person: str, over: Interval) -> Query[Reported]:
    seen = person == actor.person or actor.may_see_everyone or _parts(tx, person, led(actor, person), over)
    if not seen or store.person(tx, person) is None:
        raise NotFound()
    return store.one_person(tx, person)


def _parts(tx: Tx, person: str, teams: Collection[str], over: Interval) -> list[Interval]:
    """The parts of an interval, begun by today, in which a person's days belong to these teams."""
    spans = spans_in(tx, person, teams, over.first, over.last)
    return [Interval(first, last, min(last, over.until)) for first, last in spans if first <= over.until]


def led(actor: Actor, person: str, teams: Collection[str] | None = None) -> list[str]:
    """The teams, of all those that the actor supervises or of some, in which they are `person`'s supervisor."""
    return [team for team in (actor.supervises if teams is None else teams) if actor.leads(team, person)]


def _length(over: Interval) -> int:
    return len(dates_between(over.first, over.until))
