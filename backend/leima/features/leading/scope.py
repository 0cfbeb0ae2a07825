"""Whose days a report for leading adds up: each date of a person once, by the team that they were in on it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from leima.db.actor import Actor
from leima.db.tx import Tx
from leima.features.leading import store
from leima.features.leading.store import Member
from leima.features.reports.service import visible_teams
from leima.rules.zone import next_date

NO_TEAM = ""


class Stint(NamedTuple):
    """A stretch of a person's dates, both ends included, in one team (empty for none)."""

    first: str
    last: str
    team: str


@dataclass(frozen=True)
class Scope:
    """The stretches of everybody in a report. `whole`: it is the whole organisation, and no row is left out."""

    stints: Mapping[str, Sequence[Stint]]
    whole: bool
    own: bool

    def team_on(self, person: str, date: str) -> str | None:
        """The team of a date that the report counts; None when it does not count it."""
        return next((one.team for one in self.stints.get(person, ()) if one.first <= date <= one.last), None)

    def one_team(self, person: str) -> str | None:
        """The team of all that the report counts of a person, where it is one stretch over the whole of it."""
        mine = self.stints.get(person, ())
        return mine[0].team if len(mine) == 1 else None

    def movers(self) -> list[str]:
        """The people who have several stretches."""
        return [person for person, mine in self.stints.items() if len(mine) > 1]


class Whom(NamedTuple):
    """What the caller asked for: their own days, those of one team, or of all whom they see."""

    own: bool
    team: str | None


def scope(tx: Tx, actor: Actor, whom: Whom, first: str, last: str) -> Scope:
    """Whose dates the caller may see in a report from `first` to `last`. Raises NotFound for a team that is not theirs
    to see; who sees nobody else gets their own."""
    if whom.own or (whom.team is None and not actor.may_see_team):
        return Scope({actor.person: (Stint(first, last, NO_TEAM),)}, whole=False, own=True)
    teams = visible_teams(tx, actor, whom.team)
    found = dict(_stints(tx, actor, teams, first, last))
    return Scope(found, whole=teams is None, own=False)


def _stints(
    tx: Tx, actor: Actor, teams: list[str] | None, first: str, last: str
) -> Iterator[tuple[str, Sequence[Stint]]]:
    rows = store.members(tx) if teams is None else store.members_of(tx, teams)
    known = set()
    for person, some in groupby(rows, key=attrgetter("person")):
        known.add(person)
        mine = list(spans(list(some), first, last))
        if teams is None:
            mine = list(_with_gaps(mine, first, last))
        else:
            mine = [one for one in mine if one.team in teams and _led(actor, one.team, person)]
        if mine:
            yield person, mine
    if teams is None:
        for person in store.everybody(tx):
            if person not in known:
                yield person, (Stint(first, last, NO_TEAM),)


def _led(actor: Actor, team: str, person: str) -> bool:
    return actor.may_see_everyone or actor.leads(team, person)


def spans(rows: Sequence[Member], first: str, last: str) -> Iterator[Stint]:
    """The stretches between two dates that belong to each team, in order: as `spans_in`, and no date twice.

    Before the first membership that one counts already; a later one ends the one before.
    """
    begins = first
    for row, following in zip(rows, [*rows[1:], None], strict=True):
        start = begins if row is rows[0] else max(begins, row.from_date)
        end = min(last, row.until_date or last, next_date(following.from_date, -1) if following else last)
        if start <= end:
            yield Stint(start, end, row.team)
            begins = next_date(end)


def _with_gaps(mine: Sequence[Stint], first: str, last: str) -> Iterator[Stint]:
    """The stretches with those between them, in no team."""
    begins = first
    for one in mine:
        if begins < one.first:
            yield Stint(begins, next_date(one.first, -1), NO_TEAM)
        yield one
        begins = next_date(one.last)
    if begins <= last:
        yield Stint(begins, last, NO_TEAM)
