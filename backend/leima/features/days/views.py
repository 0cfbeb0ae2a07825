"""Day results and the team's state as devices see them."""

from collections.abc import Mapping, Sequence

import msgspec

from leima.db import hot
from leima.db.door import own_or_supervised, unit_of
from leima.db.site import date_at
from leima.db.tx import Row, Tx
from leima.db.views import Rendered, View, own
from leima.features.days.team import state_data

_SHOWN_DAYS = 400
_STATES = (
    "SELECT s.person, p.id, p.name, NULL AS team, s.state, s.since, s.remote, s.attention, s.version"
    " FROM team_state s JOIN person p ON p.org = s.org AND p.id = s.person WHERE s.org=:org AND s.person <> :person"
)


def head(tx: Tx) -> int:
    """The organisation's last number in this snapshot: every row read here holds all facts up to it."""
    found = hot.head(tx)
    return found.seq if found else 0


def _day(tx: Tx, row: Row) -> Rendered:
    data = {
        **{"person": row.person, "date": row.date, "status": row.status, "facts_seq": head(tx)},
        "result": msgspec.Raw(row.body.encode()),
    }
    return int(row.version), False, data


def _days_by_id(tx: Tx, ids: Sequence[str]) -> Mapping[str, Rendered]:
    rows = tx.rows(
        "SELECT * FROM day_result WHERE org=:org AND person=:person AND date IN :dates",
        **{"org": tx.org, **own(tx), "dates": [id.partition(":")[2] for id in ids]},
    )
    return {f"{row.person}:{row.date}": _day(tx, row) for row in rows}


def _days_snapshot(tx: Tx, after: str, limit: int) -> list[tuple[str, Rendered]]:
    oldest = date_at(tx.now - _SHOWN_DAYS * 24 * 3_600_000)
    rows = tx.rows(
        "SELECT * FROM day_result WHERE org=:org AND person=:person AND date > :after ORDER BY date LIMIT :limit",
        **{"org": tx.org, **own(tx), "after": max(after.partition(":")[2], oldest), "limit": limit},
    )
    return [(f"{row.person}:{row.date}", _day(tx, row)) for row in rows]


def _state(tx: Tx, row: Row) -> Rendered:
    return int(row.version), False, {**state_data(row), "team": unit_of(tx, row.person)}


def _states_by_id(tx: Tx, ids: Sequence[str]) -> Mapping[str, Rendered]:
    where, params = own_or_supervised(tx, "s.person")
    rows = tx.rows(
        f"{_STATES} AND s.person IN :ids AND {where}", **{"org": tx.org, "ids": list(ids), **own(tx), **params}
    )
    return {row.person: _state(tx, row) for row in rows}


def _states_snapshot(tx: Tx, after: str, limit: int) -> list[tuple[str, Rendered]]:
    where, params = own_or_supervised(tx, "s.person")
    rows = tx.rows(
        f"{_STATES} AND s.person > :after AND {where} ORDER BY s.person LIMIT :limit",
        **{"org": tx.org, "after": after, "limit": limit, **own(tx), **params},
    )
    return [(row.person, _state(tx, row)) for row in rows]


VIEWS = (
    View("day", _days_by_id, _days_snapshot),
    View("team_state", _states_by_id, _states_snapshot),
)
