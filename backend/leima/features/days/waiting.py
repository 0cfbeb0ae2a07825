"""What of the days waits for a word: a clock-out that is missing, two of them, a doubtful clock, unordered time."""

import json
from collections.abc import Sequence
from typing import NamedTuple

from leima.access.rows import visible
from leima.db.actor import Actor
from leima.db.tx import Tx
from leima.db.waiting import About, Waiting


class _Attention(NamedTuple):
    person: str
    attention: str


class DayAsks(NamedTuple):
    """Something of a person's date, by the kind that `attention.py` gives it."""

    person: str
    date: str
    kind: str


def _asking_days(tx: Tx, actor: Actor) -> Sequence[DayAsks]:
    """One's own, and those of the people whom one sees today, as the team's list holds them."""
    where, params = visible(tx)
    sql = f"SELECT person, attention FROM team_state WHERE {where} AND attention <> ''"
    rows = tx.rows(_Attention, sql, **params)
    return [DayAsks(row.person, one["date"], one["kind"]) for row in rows for one in json.loads(row.attention)]


DAYS = Waiting(
    "day",
    ("punch.record", "punch.choose", "order.place", "order.refuse", "order.ask"),
    _asking_days,
    about=lambda one: About(f"{one.person}:{one.date}", one.person, one.date, what=one.kind),
)
WAITING = (DAYS,)
