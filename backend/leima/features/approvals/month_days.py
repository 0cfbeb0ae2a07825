"""The days of a month as they stand now: stored ones, today to this minute, and what is expected of those to come."""

import json
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from leima.db.site import today
from leima.db.tables.days import DayResult
from leima.db.tx import Tx
from leima.features.days import store as days
from leima.features.days.gather import gather
from leima.features.days.recompute import dates_between, work_out
from leima.features.days.stored_facts import StoredFacts
from leima.features.months.store import last_date, months_of
from leima.rules.month import MonthDay


@dataclass(frozen=True)
class Known:
    """One date as the rules add it up, and its result as JSON; empty for a date to come."""

    day: MonthDay
    result: dict[str, Any]


def month_days(tx: Tx, person: str, month: str) -> list[Known]:
    """The dates of a month (YYYY-MM) in order; those without any expectation may be absent."""
    first, last = f"{month}-01", last_date(month)
    now, counts_from = today(tx), months_of(tx, person).counts_from
    found = [_stored(row) for row in days.results(tx, person, first, last) if row.body != "{}" and row.date != now]
    seen = {one.day.date for one in found}
    ahead = _ahead(tx, person, max(first, now), last) if now <= last else []
    found += [one for one in ahead if one.day.date not in seen]
    return sorted((_counted(one, counts_from) for one in found), key=lambda one: one.day.date)


def _counted(one: Known, counts_from: str) -> Known:
    """A day before the person's balances begin expects nothing and makes no flex."""
    if one.day.date >= counts_from:
        return one
    return replace(one, day=replace(one.day, target=0, flex=0, undecided=0))


def _stored(row: DayResult) -> Known:
    result = msgspec.json.decode(row.body)
    asks = json.loads(row.attention) if row.attention else ()
    return _known(row.date, result, sum(int(one.get("minutes", 0)) for one in asks))


def _known(date: str, result: dict[str, Any], undecided: int = 0) -> Known:
    names = ("target", "presence", "worked", "kiky", "flex", "unapproved", "additional", "overtime50", "overtime100")
    minutes = {name: int(result.get(name, 0)) for name in names}
    is_open = any(span["open"] for span in result["spans"])
    return Known(MonthDay(date, result["status"], **minutes, open=is_open, undecided=undecided), result)


def _ahead(tx: Tx, person: str, first: str, last: str) -> list[Known]:
    """From `first`, today or later: today's result to this minute, and what later dates expect."""
    stored_facts, now = StoredFacts(tx, person, first, last), today(tx)
    found = []
    for date in dates_between(first, last):
        facts = gather(tx, person, date, stored_facts)
        if facts is None:
            continue
        result = msgspec.to_builtins(work_out(tx, facts, live=True)) if date == now else None
        found.append(_known(date, result) if result else Known(MonthDay(date, "none", facts.plan.target), {}))
    return found
