"""The working-time report of many people as CSV."""

from collections.abc import Sequence
from typing import Any

from leima.db.actor import Actor
from leima.db.tx import Query, Tx
from leima.features.reports import plain, service
from leima.features.reports.csv_files import Asked, Rights
from leima.features.reports.files import file_name
from leima.features.reports.interval import Interval, interval
from leima.features.reports.spool import Groups
from leima.features.reports.store import Reported
from leima.features.reports.working_time import summary
from leima.features.reports.working_time.columns import COLUMNS, chosen
from leima.features.reports.working_time.reading import Reading
from leima.features.reports.working_time.report import Occurring
from leima.features.reports.working_time.rows import rows_of
from leima.web.words import say

_ADDING = frozenset(one.key for one in COLUMNS if one.adds_up and one.kind in plain.DURATIONS)


class WorkingTimeCsv:
    """The days of one person, of a team's people, or of everybody whom the caller may see."""

    at_a_time = 5

    def __init__(self, asked: Asked) -> None:
        self._asked, self._shown = asked, chosen(asked["columns"])
        self._kept = {one.key for one in self._shown} | {"notes"}
        self._seen, self.totals = Occurring(), plain.Totals()
        self.lang = "fi"

    def who(self, tx: Tx, actor: Actor) -> Query[Reported]:
        self._over, self._rights = interval(tx, self._asked["from"], self._asked["to"]), Rights(actor)
        self.lang = actor.lang
        return service.people_asked(tx, actor, self._asked, self._over)

    def named(self, tx: Tx, actor: Actor, first: Sequence[Reported]) -> str:
        parts = self._parts(tx, actor, first)
        who = parts[0][0].name if len(parts) == 1 and len(first) <= self.at_a_time else ""
        title = say(self.lang, "report.file.working_time")
        return file_name(title, who, self._over.first, self._over.last, ending="csv")

    def _parts(self, tx: Tx, actor: Actor, people: Sequence[Reported]) -> list[tuple[Reported, Interval]]:
        self._rights.hold(actor)
        return [(row, within) for row in people for within in service.parts_of(tx, actor, row, self._asked, self._over)]

    def take(self, tx: Tx, actor: Actor, people: Sequence[Reported]) -> Groups:
        return [self._group(Reading(tx, row, within)) for row, within in self._parts(tx, actor, people)]

    def _group(self, made: Reading) -> list[dict[str, Any]]:
        rows = rows_of(made, self.lang)
        self._seen.add(rows, summary.held(made), corrected=bool(made.corrections()))
        group = [
            {"person": made.person.name} | {key: one for key, one in row.items() if key.partition(".")[0] in self._kept}
            for row in rows
        ]
        self.totals.count({key for row in group for key in row if key.partition(".")[0] in _ADDING}, group)
        return group

    def columns(self) -> Sequence[plain.Column]:
        title = say(self.lang, "report.column.name")
        person = {"key": "person", "kind": "text", "title": title, "adds_up": False}
        return [person, *self._seen.columns(self._shown, self.lang)]
