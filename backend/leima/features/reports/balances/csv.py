"""The balance report as CSV."""

from collections.abc import Sequence
from typing import Any

from leima.db.actor import Actor
from leima.db.site import today
from leima.db.tx import Query, Tx
from leima.features.reports import plain, service, store
from leima.features.reports.balances import rows as balances
from leima.features.reports.csv_files import Asked, Rights
from leima.features.reports.files import file_name
from leima.features.reports.interval import interval
from leima.features.reports.spool import Groups
from leima.features.reports.store import Reported
from leima.rules.zone import next_date
from leima.web.words import say


class BalanceCsv:
    """The balance report of everybody whom the caller may see, or of a team."""

    at_a_time = 50

    def __init__(self, asked: Asked) -> None:
        self._asked, self.totals = asked, plain.Totals()
        self._columns: list[dict[str, Any]] = []
        self.lang = "fi"

    def who(self, tx: Tx, actor: Actor) -> Query[Reported]:
        self._over, self._rights = interval(tx, self._asked["from"], self._asked["to"]), Rights(actor)
        self._ended, self.lang = min(self._over.until, next_date(today(tx), -1)), actor.lang
        self._columns = balances.columns_of(store.accounts_used(tx), actor.lang)
        self._adding = [one["key"] for one in self._columns if one["adds_up"] and one["kind"] in plain.DURATIONS]
        return balances.everybody(tx, actor, self._over, service.visible_teams(tx, actor, self._asked["team"]))

    def named(self, tx: Tx, actor: Actor, first: Sequence[Reported]) -> str:
        return file_name(say(self.lang, "report.file.balances"), self._over.first, self._ended, ending="csv")

    def take(self, tx: Tx, actor: Actor, people: Sequence[Reported]) -> Groups:
        self._rights.hold(actor)
        rows = [[row] for row in balances.rows_of(tx, people, self._over, self._ended, self.lang)]
        for row in rows:
            self.totals.count(self._adding, row)
        return rows

    def columns(self) -> Sequence[plain.Column]:
        return self._columns
