"""A round as one who plans it sees it: every wish, what they have in mind, and what that does to each day."""

from collections.abc import Sequence
from typing import Any

import msgspec

from leima.db.actor import Actor
from leima.db.tables.rounds import LeaveRound, RoundWish
from leima.db.tx import Tx
from leima.db.views import person_name
from leima.features.leave.counting import shorts
from leima.features.rounds import store
from leima.features.rounds.planning import decides
from leima.features.rounds.presence import DayPresence, Shortage, presence, shortages, working_days
from leima.features.rounds.schemas import DraftWord, WishSpan
from leima.features.rounds.views import RoundData, WishData, round_data, wish_data


class PlannedWish(WishData, frozen=True):
    """A wish with its person's name; `own` is the reader's, which another one decides. `away`: the first choice meets
    days on which its person is away already. `short`: by how many hundredths of days what is planned is more than its
    person has today, after what they have asked for and their earlier wishes."""

    person_name: str = ""
    own: bool = False
    away: bool = False
    short: int = 0


class RoundPlan(msgspec.Struct, frozen=True):
    """A round with its wishes. `days` and `shortages` are counted with the draft, and with the first choice of a wish
    that the draft says nothing of."""

    round: RoundData
    wishes: list[PlannedWish]
    draft: list[DraftWord]
    days: list[DayPresence]
    shortages: list[Shortage]


def plan(tx: Tx, actor: Actor, round: LeaveRound) -> RoundPlan:
    """The round as it stands, with what the actor has in mind."""
    wishes = store.wishes_of(tx, round)
    standing = {row.id for row in wishes if row.status == "wished"}
    draft = [msgspec.convert(one, DraftWord) for one in store.draft(tx, round.id, actor.person)]
    words = {one.wish: one for one in draft if one.wish in standing}
    members = store.members(tx, round.team, round.from_date, round.until_date)
    away = store.away(tx, round.team, round.from_date, round.until_date)
    stretches = [(row.person, span.from_date, span.until_date) for row in wishes if (span := _planned(row, words))]
    days, wishing = presence(working_days(round.from_date, round.until_date), members, away, stretches)
    names = {one.person: one.name for one in members}
    short = _shorts(tx, wishes, words)
    return RoundPlan(
        msgspec.convert(round_data(tx, round), RoundData),
        [_shown(tx, actor, round, row, away, short.get(row.id, 0)) for row in wishes],
        list(words.values()),
        days,
        shortages(days, wishing, round.least, names),
    )


def _shorts(tx: Tx, wishes: Sequence[RoundWish], words: dict[str, DraftWord]) -> dict[str, int]:
    """By how much each wish is more than its person has, where it is."""
    planned: dict[str, list[tuple[str, WishSpan]]] = {}
    for row in wishes:
        if row.status == "wished" and (span := _planned(row, words)):
            planned.setdefault(row.person, []).append((row.id, span))
    found: dict[str, int] = {}
    for person, spans in planned.items():
        dates = [(span.from_date, span.until_date) for _, span in spans]
        found |= zip((id for id, _ in spans), shorts(tx, person, dates), strict=True)
    return found


def _planned(row: RoundWish, words: dict[str, DraftWord]) -> WishSpan | None:
    """When a wish would have its person away; None where it would not."""
    if row.status != "wished":
        return WishSpan(row.granted_from, row.granted_until) if row.granted_from and row.granted_until else None
    word = words.get(row.id)
    if word is None:
        return WishSpan(row.first_from, row.first_until)
    if word.decision == "reject":
        return None
    return word.dates or WishSpan(row.first_from, row.first_until)


def _shown(tx: Tx, actor: Actor, round: LeaveRound, row: RoundWish, away: list[store.Away], short: int) -> PlannedWish:
    more: dict[str, Any] = {
        "person_name": person_name(tx, row.person) or "",
        "own": not decides(actor, round, row.person),
        "short": short,
    }
    more["away"] = row.status == "wished" and any(
        one.person == row.person and one.from_date <= row.first_until and row.first_from <= one.until_date
        for one in away
    )
    return msgspec.convert(wish_data(tx, row) | more, PlannedWish)
