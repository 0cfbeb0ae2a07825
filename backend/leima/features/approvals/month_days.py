"""The days of a month as they stand now: stored ones, today to this minute, and what is expected of those to come."""

import json
from dataclasses import dataclass
from typing import Any

import msgspec

from leima.db.site import today
from leima.db.tx import Row, Tx
from leima.features.balances.months import last_date, months_of
from leima.features.days import store as days
from leima.features.days.gather import gather
from leima.features.days.reading import Shelf
from leima.features.days.settle import dates_between, work_out


@dataclass(frozen=True)
class MonthDay:
    """One date: its result as JSON (empty for a date to come), what it expects in minutes, and what asks for a word."""

    date: str
    status: str
    target: int
    result: dict[str, Any]
    attention: tuple[dict[str, Any], ...] = ()

    @property
    def counts(self) -> bool:
        """Whether the day's minutes count: one that waits for a word makes nothing yet."""
        return self.status in ("done", "open")


def month_days(tx: Tx, person: str, month: str) -> list[MonthDay]:
    """The dates of a month (YYYY-MM) that count in balances, in order; those without any expectation may be absent."""
    first, last = f"{month}-01", last_date(month)
    now, counts_from = today(tx), months_of(tx, person).counts_from
    found = [_stored(row) for row in days.results(tx, person, first, last) if row.body != "{}" and row.date != now]
    ahead = _ahead(tx, person, max(first, now), last) if now <= last else []
    seen = {one.date for one in found}
    found += [one for one in ahead if one.date not in seen]
    return sorted((one for one in found if one.date >= counts_from), key=lambda one: one.date)


def _stored(row: Row) -> MonthDay:
    result = msgspec.json.decode(row.body)
    asks = tuple(json.loads(row.attention)) if row.attention else ()
    return MonthDay(row.date, row.status, int(result.get("target", 0)), result, asks)


def _ahead(tx: Tx, person: str, first: str, last: str) -> list[MonthDay]:
    """From `first`, today or later: today's result to this minute, and what later dates expect."""
    shelf, now = Shelf(tx, person, first, last), today(tx)
    found = []
    for date in dates_between(first, last):
        facts = gather(tx, person, date, shelf)
        if facts is None:
            continue
        result = work_out(tx, facts, live=True) if date == now else None
        told = result.to_json() if result is not None else {}
        found.append(MonthDay(date, result.status if result else "none", facts.plan.target, told))
    return found
