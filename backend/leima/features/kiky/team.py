"""Everybody's year of kiky on one screen: opening, settled, done, planned and left."""

import json
from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from leima.access.rights import may_see
from leima.access.rows import visible_or_planned
from leima.access.teams import plans
from leima.db.actor import Actor
from leima.db.site import today
from leima.db.tables.hours import KikyMark
from leima.db.tx import Tx
from leima.features.kiky import standing as stands
from leima.features.kiky import store
from leima.features.kiky.schemas import KikyTeam, TeamRow
from leima.rules.obligation import obligation
from leima.rules.terms import Terms
from leima.web.errors import Forbidden

GIVEN = ("opening", "adjustment", "transfer")
_TERMS = "SELECT person, body FROM terms WHERE org=:org AND person IN :ids AND NOT deleted"
_LEFT = (
    "SELECT person, CAST(SUM(amount) AS BIGINT) AS amount FROM account_month"
    " WHERE org=:org AND account='kiky' AND year=:year GROUP BY person"
)
_POSTED = (
    "SELECT person, kind, CAST(SUM(amount) AS BIGINT) AS amount FROM posting"
    " WHERE org=:org AND account='kiky' AND year=:year GROUP BY person, kind"
)
_PLANNED = (
    "SELECT * FROM kiky_mark WHERE org=:org AND person IN :ids"
    " AND NOT deleted AND status='planned' AND date >= :now AND date <= :last"
)


class _Person(NamedTuple):
    id: str
    name: str
    active: bool


class _Terms(NamedTuple):
    person: str
    body: str


class _Left(NamedTuple):
    person: str
    amount: int


class _Posted(NamedTuple):
    person: str
    kind: str
    amount: int


_R = TypeVar("_R", _Terms, KikyMark)


def team(tx: Tx, actor: Actor, year: int | None) -> KikyTeam:
    """Those whom the actor supervises or plans for, or everyone for payroll, who owe kiky or have settled it that year.

    Who plans only is told of nobody's leaving.
    """
    planned = plans(tx, actor) if not actor.may_see_everyone else frozenset()
    if not (actor.may_see_team or planned):
        raise Forbidden()
    now = today(tx)
    asked = year or int(now[:4])
    where, params = visible_or_planned(tx, "id")
    rows = tx.rows(_Person, f"SELECT id, name, active FROM person WHERE {where} ORDER BY name, id", **params)
    rows = [row for row in rows if row.id != actor.person or actor.may_see_everyone]
    ids = tuple(row.id for row in rows)
    made = _Table(tx, asked, ids, now)
    found = [line for row in rows if (line := made.line(row)) is not None]
    if planned:
        found = [one if may_see(tx, actor, one.person) else replace(one, leaves=None, proposal="none") for one in found]
    return KikyTeam(asked, now, found)


class _Table:
    """The rows of a year, read at once for everyone."""

    def __init__(self, tx: Tx, year: int, ids: tuple[str, ...], now: str) -> None:
        self.year, self.now = year, now
        self.terms: dict[str, list[Terms]] = defaultdict(list)
        for row in _chunks(tx, _Terms, _TERMS, ids):
            self.terms[row.person].append(Terms.from_json(json.loads(row.body)))
        self.left = {row.person: row.amount for row in tx.rows(_Left, _LEFT, org=tx.org, year=year)}
        self.posted: dict[str, dict[str, int]] = defaultdict(dict)
        for posted in tx.rows(_Posted, _POSTED, org=tx.org, year=year):
            self.posted[posted.person][posted.kind] = posted.amount
        self.marks: dict[str, list[KikyMark]] = defaultdict(list)
        for mark in _chunks(tx, KikyMark, _PLANNED, ids, now=now, last=f"{year}-12-31"):
            self.marks[mark.person].append(mark)

    def line(self, row: _Person) -> TeamRow | None:
        """A person's line; None for those who have nothing to do with kiky that year."""
        terms = sorted(self.terms[row.id], key=lambda one: one.from_)
        owed, kinds = obligation(self.year, terms), self.posted.get(row.id, {})
        at = stands.on_date(terms, min(self.now, f"{self.year}-12-31"))
        within = at is not None and at.kiky is not None and at.kiky.accounted == "none"
        if owed is None and not kinds and not within:
            return None
        opening = sum(amount for kind, amount in kinds.items() if kind in GIVEN)
        settled, lapsed = -_of(kinds, "settlement", "kiky_leaver"), -_of(kinds, "lapse")
        left, leaves = self.left.get(row.id, 0), stands.leaves_on(terms)
        keeps = owed is not None and owed.accounted == "obligation"
        asks = keeps and (left < 0 or (leaves is not None and left > 0))
        proposal = "none" if not asks else "return" if left < 0 else "deduct"
        return TeamRow(
            person=row.id,
            name=row.name,
            accounted=owed.accounted if owed else "none",
            pay=at.pay if at else "monthly",
            opening=opening,
            settled=settled,
            done=opening - settled - lapsed - left,
            lapsed=lapsed,
            planned=sum(store.length(mark, at.contract_day if at else 0) for mark in self.marks[row.id]),
            left=left,
            leaves=leaves,
            proposal=proposal,
        )


def _of(kinds: Mapping[str, int], *names: str) -> int:
    return sum(kinds.get(name, 0) for name in names)


def _chunks(tx: Tx, row: type[_R], sql: str, ids: tuple[str, ...], **more: object) -> list[_R]:
    """The rows of many people, a few hundred at a time."""
    found: list[_R] = []
    for start in range(0, len(ids), 500):
        found += tx.rows(row, sql, org=tx.org, ids=ids[start : start + 500], **more)
    return found
