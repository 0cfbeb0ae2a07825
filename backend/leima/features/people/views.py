"""People, terms, the calendar and the choices as devices see them."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from leima.db.rows import table_of
from leima.db.site import today
from leima.db.tables.agreements import Terms
from leima.db.tables.people import CostCentre, WorkType
from leima.db.tx import Tx
from leima.db.views import Rendered, View, own, own_rows, rows_view
from leima.features.people import answers, store
from leima.features.people.choices import merged_into
from leima.features.people.midnight import YEARS_AHEAD, YEARS_BACK
from leima.rules.calendar import calendar_days

Rows = Callable[[Tx], dict[str, tuple[int, Any]]]


def _small(type: str, shape: Any, read: Rows) -> View:
    """The view of a few rows that are read whole: {id: (version, data)}."""

    def by_ids(tx: Tx, ids: Sequence[str]) -> Mapping[str, Rendered]:
        return {id: (version, False, data) for id, (version, data) in read(tx).items() if id in ids}

    def snapshot(tx: Tx, after: str, limit: int) -> list[tuple[str, Rendered]]:
        rows = read(tx)
        return [(id, (rows[id][0], False, rows[id][1])) for id in sorted(rows) if id > after][:limit]

    return View(type, shape, by_ids, snapshot)


def _organisation(tx: Tx) -> dict[str, tuple[int, Any]]:
    row = store.organisation(tx)
    return {row.id: (1, {"id": row.id, "name": row.name, "zone": row.zone, "logo": row.logo})}


def _self(tx: Tx) -> dict[str, tuple[int, Any]]:
    row = store.person(tx, own(tx)["person"])
    if row is None:
        return {}
    data = {
        "id": row.id,
        "name": row.name,
        "lang": row.lang,
        "roles": store.roles_of(tx, row.id),
        "teams": store.teams_of(tx, row.id),
        "counts_from": row.counts_from,
    }
    return {row.id: (row.version, data)}


def _calendar(tx: Tx) -> dict[str, tuple[int, Any]]:
    year = int(today(tx)[:4])
    return {day.date: (1, day.to_json()) for day in calendar_days(year - YEARS_BACK, year + YEARS_AHEAD)}


def _choices(tx: Tx, table: type[WorkType | CostCentre], columns: tuple[str, ...]) -> dict[str, tuple[int, Any]]:
    rows = tx.rows(table, f"SELECT * FROM {table_of(table)[0]} WHERE org=:org ORDER BY id", org=tx.org)
    was = merged_into(rows)
    return {
        row.id: (1, {**{column: getattr(row, column) for column in columns}, "was": was.get(row.id, [])})
        for row in rows
    }


VIEWS = (
    _small("organisation", answers.Organisation, _organisation),
    _small("person", answers.PersonData, _self),
    rows_view(
        "terms",
        Terms,
        lambda _, row: json.loads(row.body),
        answers.TermsData,
        seen_by=own_rows,
        standing="NOT deleted",
    ),
    _small("calendar_day", answers.CalendarDay, _calendar),
    _small("work_type", answers.WorkTypeData, lambda tx: _choices(tx, WorkType, ("id", "name", "kiky", "active"))),
    _small(
        "cost_centre", answers.CostCentreData, lambda tx: _choices(tx, CostCentre, ("id", "code", "name", "active"))
    ),
)
