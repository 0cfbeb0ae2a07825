"""Rounds and wishes as devices pull them: rounds of one's own team and of those supervised; wishes one's own alone."""

from typing import Any, Literal

import msgspec

from leima.access.rows import of_own_teams
from leima.db.tables.rounds import LeaveRound, RoundWish
from leima.db.tx import Tx
from leima.db.views import own_rows, person_name, rows_view
from leima.features.rounds import store

RoundStatus = Literal["open", "settled", "cancelled"]
WishStatus = Literal["wished", "withdrawn", "granted", "rejected", "asked", "lapsed"]


class RoundData(msgspec.Struct, frozen=True):
    """A round. Wishes are taken through `wish_by`; `least` are to be at work on every working day."""

    id: str
    team: str
    team_name: str
    title: str
    from_date: str
    until_date: str
    wish_by: str
    least: int
    status: RoundStatus
    opened_by_name: str | None
    version: int


class WishData(msgspec.Struct, frozen=True):
    """A wish of one's own; `answer` is what was written to it, `granted_from` the leave that it became."""

    id: str
    person: str
    round: str
    first_from: str
    first_until: str
    second_from: str | None
    second_until: str | None
    note: str
    status: WishStatus
    granted_from: str | None
    granted_until: str | None
    answer: str
    version: int


_ROUND = ("id", "team", "title", "from_date", "until_date", "wish_by", "least", "status", "version")


def round_data(tx: Tx, row: LeaveRound) -> dict[str, Any]:
    """A round as its people see it."""
    told = {name: getattr(row, name) for name in _ROUND}
    names = {"team_name": store.team_name(tx, row.team) or "", "opened_by_name": person_name(tx, row.opened_by)}
    return told | names


def wish_data(_: Tx, row: RoundWish) -> dict[str, Any]:
    """A wish as its person sees it."""
    return {name: getattr(row, name) for name in WishData.__struct_fields__}


def _of_teams(tx: Tx) -> tuple[str, dict[str, Any]]:
    """Rounds follow the teams of today."""
    return of_own_teams(tx, "t.team")


VIEWS = (
    rows_view("round", LeaveRound, round_data, RoundData, seen_by=_of_teams, standing="TRUE"),
    rows_view("round_wish", RoundWish, wish_data, WishData, seen_by=own_rows, standing="status <> 'withdrawn'"),
)
