"""One person's rows of a run with the dates that they are made of."""

from leima.db.actor import Actor
from leima.db.tx import Tx
from leima.db.views import person_name
from leima.features.payroll import store
from leima.features.payroll.kinds import unit_of
from leima.features.payroll.runs import run_of
from leima.features.payroll.schemas import DateOf, RunPeople, RunPerson, RunRow, RunRows
from leima.web.errors import NotFound

PAGE = 100
"""People that an answer tells of."""


def people_of(tx: Tx, actor: Actor, id: str, search: str, page: int) -> RunPeople:
    """Those whose name or number holds `search`, a page of them. Raises Forbidden, NotFound."""
    run, wanted = run_of(tx, actor, id), search.strip().casefold()
    found = [one for one in store.people_of(tx, run.id) if wanted in f"{one.name} {one.number}".casefold()]
    shown = found[page * PAGE : (page + 1) * PAGE]
    return RunPeople(run.id, len(found), [RunPerson(*one) for one in shown])


def rows_of(tx: Tx, actor: Actor, id: str, person: str) -> RunRows:
    """Each row's dates add up to it. Raises Forbidden, NotFound."""
    run = run_of(tx, actor, id)
    name = person_name(tx, person)
    if name is None:
        raise NotFound()
    return RunRows(run.id, person, name, [told(row) for row in store.rows_of(tx, run.id, person)])


def told(row: store.Stored) -> RunRow:
    """A row as the wire shows it."""
    unit, dates = unit_of(row.kind), row.by_date
    per = 100 if unit == "day" else 1
    return RunRow(
        n=row.n,
        code=row.code,
        kind=row.kind,
        unit=unit,
        percent=row.percent,
        hourly_cents=row.hourly_cents,
        correction=row.correction or None,
        minutes=row.minutes,
        hours=row.hours / 100,
        days=row.days / 100,
        cents=row.cents,
        dates=[DateOf(date, quantity / per if per > 1 else quantity) for date, quantity in dates.items()],
    )
