"""What of the days waits for a word: a clock-out that is missing, two of them, a doubtful clock, unordered time."""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from leima.access.rows import visible
from leima.db.actor import Actor
from leima.db.tx import Tx
from leima.db.waiting import About, Proposed, Waiting

MISSING = "missing_out"


class _Attention(NamedTuple):
    person: str
    attention: str


class DayAsks(NamedTuple):
    """Something of a person's date, by the kind that `attention.py` gives it; `proposed` ends a day without an out."""

    person: str
    date: str
    kind: str
    proposed: Proposed | None


def _asking_days(tx: Tx, actor: Actor) -> Sequence[DayAsks]:
    """One's own, and those of the people whom one sees today, as the team's list holds them."""
    where, params = visible(tx)
    sql = f"SELECT person, attention FROM team_state WHERE {where} AND attention <> ''"
    return [one for row in tx.rows(_Attention, sql, **params) for one in _asks(row)]


def _asks(row: _Attention) -> list[DayAsks]:
    return [DayAsks(row.person, one["date"], one["kind"], _proposed(one)) for one in json.loads(row.attention or "[]")]


def _proposed(one: dict[str, Any]) -> Proposed | None:
    at = one.get("proposal")
    return Proposed(one["opening_punch"], at) if one["kind"] == MISSING and at is not None else None


def _missing_out(tx: Tx, id: str) -> DayAsks | None:
    """A day that lacks its clock-out, of whoever; its person and who supervises them have the same time to say it."""
    person, _, date = id.rpartition(":")
    sql = "SELECT person, attention FROM team_state WHERE org=:org AND person=:person AND attention <> ''"
    row = tx.one(_Attention, sql, org=tx.org, person=person) if person else None
    found = _asks(row) if row is not None else []
    return next((one for one in found if (one.date, one.kind) == (date, MISSING)), None)


DAYS = Waiting(
    "day",
    ("punch.record", "punch.choose", "order.place", "order.refuse", "order.ask"),
    _asking_days,
    about=lambda one: About(f"{one.person}:{one.date}", one.person, one.date, what=one.kind, proposed=one.proposed),
    find=_missing_out,
    timed=lambda about: about.what == MISSING,
)
WAITING = (DAYS,)
