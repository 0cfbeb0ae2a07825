"""Choices of reports that people keep under names of their own: their only writer."""

import json
from typing import Annotated

import msgspec
from msgspec import Meta

from leima.db.actor import Actor
from leima.db.site import today
from leima.db.tables.leading import KeptReport
from leima.db.tx import Tx
from leima.features.leading.over import LONGEST
from leima.features.leading.report import Kind
from leima.rules.zone import next_date
from leima.web.errors import Conflict, Invalid, NotFound
from leima.web.forms import Form, Id, Line

MOST = 20
"""Choices of one person at the most."""


class Choice(Form, frozen=True):
    """A report of oneself ("own"), of all whom one sees ("all"), or of a team (its id), over the last `months`."""

    report: Kind
    whom: Id
    months: Annotated[int, Meta(ge=1, le=LONGEST)]


class KeepReport(Form, frozen=True):
    """A choice and one's own name for it; with `monthly` one is told of it each month."""

    title: Line
    choice: Choice
    monthly: bool


class Kept(msgspec.Struct, frozen=True):
    """A choice as it is kept."""

    id: str
    title: str
    choice: Choice
    monthly: bool


class KeptReports(msgspec.Struct, frozen=True):
    """The caller's choices, the oldest first."""

    kept: list[Kept]


_PUT = (
    "INSERT INTO kept_report (org, person, id, title, choice, monthly, told_month, at)"
    " VALUES (:org, :person, :id, :title, :choice, :monthly, :told_month, :now) ON CONFLICT (org, person, id)"
    " DO UPDATE SET title=excluded.title, choice=excluded.choice, monthly=excluded.monthly,"
    " told_month=excluded.told_month"
)


def listed(tx: Tx, actor: Actor) -> KeptReports:
    """What the actor keeps."""
    return KeptReports([_told(row) for row in _rows(tx, actor.person)])


def keep(tx: Tx, actor: Actor, id: str, form: KeepReport) -> Kept:
    """Keeps a choice, or changes one. Raises Conflict when there are too many, Invalid for an empty name."""
    title = form.title.strip()
    if not title:
        raise Invalid("report_title", fields=[{"field": "title", "message": "report_title"}])
    rows = {row.id: row for row in _rows(tx, actor.person)}
    before = rows.get(id)
    if before is None and len(rows) >= MOST:
        raise Conflict("too_many_reports", most=MOST)
    told = before.told_month if before is not None and before.monthly else last_month(tx)
    tx.run(_PUT, **_values(tx, actor, id, title, form), told_month=told, now=tx.now)
    tx.audit("report.kept", "person", actor.person, before and _audited(before), _as_audit(title, form))
    return Kept(id, title, form.choice, form.monthly)


def _values(tx: Tx, actor: Actor, id: str, title: str, form: KeepReport) -> dict[str, object]:
    choice = json.dumps(msgspec.to_builtins(form.choice), sort_keys=True)
    whose = {"org": tx.org, "person": actor.person, "id": id}
    return {**whose, "title": title, "choice": choice, "monthly": form.monthly}


def drop(tx: Tx, actor: Actor, id: str) -> None:
    """Forgets one of the actor's choices. Raises NotFound when there is none."""
    before = tx.get(KeptReport, person=actor.person, id=id)
    if before is None:
        raise NotFound()
    sql = "DELETE FROM kept_report WHERE org=:org AND person=:person AND id=:id"
    tx.run(sql, org=tx.org, person=actor.person, id=id)
    tx.audit("report.dropped", "person", actor.person, _audited(before), None)


def last_month(tx: Tx) -> str:
    """The last month (YYYY-MM) that is over by the site's date."""
    return next_date(f"{today(tx)[:7]}-01", -1)[:7]


def _rows(tx: Tx, person: str) -> list[KeptReport]:
    sql = "SELECT * FROM kept_report WHERE org=:org AND person=:person ORDER BY at, id"
    return tx.rows(KeptReport, sql, org=tx.org, person=person)


def _told(row: KeptReport) -> Kept:
    return Kept(row.id, row.title, msgspec.json.decode(row.choice, type=Choice), row.monthly)


def _audited(row: KeptReport) -> dict[str, object]:
    return {"title": row.title, **json.loads(row.choice), "monthly": row.monthly}


def _as_audit(title: str, form: KeepReport) -> dict[str, object]:
    return {"title": title, **msgspec.to_builtins(form.choice), "monthly": form.monthly}
