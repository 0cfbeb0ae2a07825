"""Everybody's year of kiky on one screen: opening, settled, done, planned and left."""

import json
from collections import defaultdict
from collections.abc import Mapping

from msgspec.structs import replace

from leima.db.door import Actor, may_see, plans, visible_or_planned
from leima.db.site import today
from leima.db.tx import Row, Tx
from leima.features.kiky import standing as stands
from leima.features.kiky.wire import Team, TeamRow
from leima.rules.obligation import obligation
from leima.rules.terms import Terms
from leima.web.errors import Forbidden

GIVEN = ("opening", "adjustment", "transfer")


def team(tx: Tx, actor: Actor, year: int | None) -> Team:
    """Those whom the actor supervises or plans for, or everyone for payroll, who owe kiky or have settled it that year.

    Who plans only is told of nobody's leaving.
    """
    planned = plans(tx, actor) if not actor.may_see_everyone else frozenset()
    if not (actor.may_see_team or planned):
        raise Forbidden()
    now = today(tx)
    asked = year or int(now[:4])
    where, params = visible_or_planned(tx, "id")
    rows = tx.rows(f"SELECT id, name, active FROM person WHERE {where} ORDER BY name, id", **params)
    rows = [row for row in rows if row.id != actor.person or actor.may_see_everyone]
    ids = tuple(row.id for row in rows)
    made = _Table(tx, asked, ids, now)
    found = [line for row in rows if (line := made.line(row)) is not None]
    if planned:
        found = [one if may_see(tx, actor, one.person) else replace(one, leaves=None, proposal="none") for one in found]
    return Team(asked, now, found)


class _Table:
    """The rows of a year, read at once for everyone."""

    def __init__(self, tx: Tx, year: int, ids: tuple[str, ...], now: str) -> None:
        self.year, self.now = year, now
        given = {"org": tx.org, "ids": ids, "year": year}
        self.terms: dict[str, list[Terms]] = defaultdict(list)
        for row in _chunks(tx, "SELECT person, body FROM terms WHERE org=:org AND person IN :ids AND NOT deleted", ids):
            self.terms[row.person].append(Terms.from_json(json.loads(row.body)))
        sums = tx.rows(
            "SELECT person, SUM(amount) AS amount FROM account_month WHERE org=:org AND account='kiky' AND year=:year"
            " GROUP BY person",
            **{"org": tx.org, "year": year},
        )
        self.left = {row.person: int(row.amount) for row in sums}
        lines = tx.rows(
            "SELECT person, kind, SUM(amount) AS amount FROM posting WHERE org=:org AND account='kiky' AND year=:year"
            " GROUP BY person, kind",
            **{"org": tx.org, "year": year},
        )
        self.posted: dict[str, dict[str, int]] = defaultdict(dict)
        for row in lines:
            self.posted[row.person][row.kind] = int(row.amount)
        self.marks: dict[str, list[Row]] = defaultdict(list)
        for row in _chunks(
            tx,
            "SELECT person, date, start_at, end_at, break_min FROM kiky_mark WHERE org=:org AND person IN :ids"
            " AND NOT deleted AND status='planned' AND date >= :now AND date <= :last",
            ids,
            {"now": now, "last": f"{given['year']}-12-31"},
        ):
            self.marks[row.person].append(row)

    def line(self, row: Row) -> TeamRow | None:
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
            planned=sum(_minutes(mark, at) for mark in self.marks[row.id]),
            left=left,
            leaves=leaves,
            proposal=proposal,
        )


def _of(kinds: Mapping[str, int], *names: str) -> int:
    return sum(kinds.get(name, 0) for name in names)


def _minutes(mark: Row, terms: Terms | None) -> int:
    """A planned day's length: by the clock, else the contract day."""
    if mark.start_at is not None and mark.end_at is not None:
        return int(mark.end_at - mark.start_at) // 60_000 - int(mark.break_min)
    return terms.contract_day if terms else 0


def _chunks(tx: Tx, sql: str, ids: tuple[str, ...], more: Mapping[str, object] | None = None) -> list[Row]:
    """The rows of many people, a few hundred at a time."""
    found: list[Row] = []
    for start in range(0, len(ids), 500):
        found += tx.rows(sql, **{"org": tx.org, "ids": ids[start : start + 500], **(more or {})})
    return found
