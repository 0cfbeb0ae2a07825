"""Day results and the team's state as devices see them."""

from collections.abc import Sequence

import msgspec

from leima.access.rows import own_or_supervised
from leima.access.teams import unit_of
from leima.db import sync_sql
from leima.db.site import date_at
from leima.db.tables.days import DayResult
from leima.db.tx import Tx
from leima.db.views import Looked, Rendered, View, own
from leima.features.days.answers import DayData, TeamMember
from leima.features.days.team import Member, state_data

_SHOWN_DAYS = 400
_STATES = (
    "SELECT p.id, p.name, NULL AS team, s.state, s.since, s.remote, s.attention, s.version, NULL AS away"
    " FROM team_state s JOIN person p ON p.org = s.org AND p.id = s.person WHERE s.org=:org AND s.person <> :person"
)


def head(tx: Tx) -> int:
    """The organisation's last number in this snapshot: every row read here holds all facts up to it."""
    found = sync_sql.head(tx)
    return found.seq if found else 0


def _day(tx: Tx, row: DayResult) -> Rendered:
    """A day outside every contract on which nothing is left is none."""
    if row.body == "{}":
        return row.version, True, None
    data = {
        "person": row.person,
        "date": row.date,
        "status": row.status,
        "facts_seq": head(tx),
        "result": msgspec.Raw(row.body.encode()),
    }
    return row.version, False, data


def _days_by_id(tx: Tx, ids: Sequence[str]) -> Looked:
    sql = "SELECT * FROM day_result WHERE org=:org AND person=:person AND date IN :dates"
    dates = [id.partition(":")[2] for id in ids]
    query = tx.query(DayResult, sql, **own(tx), org=tx.org, dates=dates)
    return Looked(query, lambda rows: {f"{row.person}:{row.date}": _day(tx, row) for row in rows})


def _days_snapshot(tx: Tx, after: str, limit: int) -> list[tuple[str, Rendered]]:
    oldest = date_at(tx.now - _SHOWN_DAYS * 24 * 3_600_000)
    rows = tx.rows(
        DayResult,
        "SELECT * FROM day_result WHERE org=:org AND person=:person AND date > :after ORDER BY date LIMIT :limit",
        **own(tx),
        org=tx.org,
        after=max(after.partition(":")[2], oldest),
        limit=limit,
    )
    return [(f"{row.person}:{row.date}", _day(tx, row)) for row in rows]


def _state(tx: Tx, row: Member) -> Rendered:
    return row.version, False, {**state_data(tx, row, lasting=True), "team": unit_of(tx, row.id)}


def _states_by_id(tx: Tx, ids: Sequence[str]) -> Looked:
    where, params = own_or_supervised(tx, "s.person")
    sql = f"{_STATES} AND s.person IN :ids AND {where}"
    query = tx.query(Member, sql, **{**own(tx), **params}, org=tx.org, ids=list(ids))
    return Looked(query, lambda rows: {row.id: _state(tx, row) for row in rows})


def _states_snapshot(tx: Tx, after: str, limit: int) -> list[tuple[str, Rendered]]:
    where, params = own_or_supervised(tx, "s.person")
    sql = f"{_STATES} AND s.person > :after AND {where} ORDER BY s.person LIMIT :limit"
    rows = tx.rows(Member, sql, **{**own(tx), **params}, org=tx.org, after=after, limit=limit)
    return [(row.id, _state(tx, row)) for row in rows]


VIEWS = (
    View("day", DayData, _days_by_id, _days_snapshot),
    View("team_state", TeamMember, _states_by_id, _states_snapshot),
)
