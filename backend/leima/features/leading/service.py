"""Which report for leading was asked for, of whom, over which months."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple

from leima.db.actor import Actor
from leima.db.site import instant
from leima.db.tx import Tx
from leima.features.leading import absences, hours, kiky, over, store, trend
from leima.features.leading.over import Months
from leima.features.leading.report import Kind, LeadingReport, Made
from leima.features.leading.scope import Scope, Whom, scope
from leima.features.reports.service import visible_teams
from leima.web.words import say


class Asked(NamedTuple):
    """A report (`kind`) over months (YYYY-MM): this year's where none are named."""

    kind: Kind
    whom: Whom
    first: str | None
    last: str | None


_MADE: Mapping[Kind, Callable[[Tx, Actor, Scope, Months], Made]] = {
    "work_type": partial(hours.hours, by="work_type"),
    "cost_centre": partial(hours.hours, by="cost_centre"),
    "remote": partial(hours.hours, by="remote"),
    "trend": trend.trend,
    "kiky": kiky.kiky,
}


def leading(tx: Tx, actor: Actor, asked: Asked) -> LeadingReport:
    """The report. Raises NotFound for a team that is not the caller's to see, Invalid for months that make none."""
    months = over.over(tx, asked.first, asked.last)
    made = _made(tx, actor, asked, months)
    return LeadingReport(
        report=asked.kind,
        from_=months.first,
        to=months.last,
        until=months.until,
        as_of=instant(tx.now),
        lang=actor.lang,
        heading=_heading(tx, actor, asked, months),
        columns=list(made.columns),
        rows=list(made.rows),
        sums=dict(made.sums),
        pictures=list(made.pictures),
        notes=list(made.notes),
    )


def _made(tx: Tx, actor: Actor, asked: Asked, months: Months) -> Made:
    if asked.kind != "absences":
        seen = scope(tx, actor, asked.whom, months.begins, months.until)
        return _MADE[asked.kind](tx, actor, seen, months)
    if asked.whom.team is not None:
        visible_teams(tx, actor, asked.whom.team)
    seen = scope(tx, actor, Whom(asked.whom.own, None), months.begins, months.until)
    return absences.absences(tx, actor, seen, months, None if seen.own else asked.whom.team)


def _heading(tx: Tx, actor: Actor, asked: Asked, months: Months) -> str:
    team = store.team_names(tx).get(asked.whom.team or "")
    own = asked.whom.own or (asked.whom.team is None and not actor.may_see_team)
    whom = say(actor.lang, "leading.own" if own else "leading.all") if own or team is None else team
    of = {"name": say(actor.lang, f"leading.kind.{asked.kind}"), "whom": whom}
    return say(actor.lang, "leading.heading", {**of, "from": f"{months.first}-01", "until": months.until})
