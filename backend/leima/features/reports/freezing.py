"""Stores what the report says of a month when it is closed, so that no later fact or rule changes it."""

import json
from collections.abc import Iterable
from typing import Any

from leima.db.tx import Tx
from leima.features.balances.standing import account_rows, standing
from leima.features.days.recompute import dates_between
from leima.features.months.store import last_date, months_of
from leima.features.reports import store
from leima.features.reports.held import accounts_held
from leima.features.reports.interval import Interval
from leima.features.reports.working_time.cells import Cells, carried, overtime_of_tests
from leima.features.reports.working_time.reading import Reading

_ADD = "INSERT INTO frozen_day (org, person, date, cells) VALUES (:org, :person, :date, :cells)"


def freeze(tx: Tx, person: str, month: str) -> None:
    """Keeps the cells of each date of a month (YYYY-MM) as they stand. What is frozen already stays;
    a month of an older version, which had no word of its accounts, gets that."""
    first, last = f"{month}-01", last_date(month)
    kept = store.frozen(tx, person, first, last)
    if len(kept) == int(last[8:]) and store.STANDING in kept[last]:
        return
    found = day_cells(tx, person, first, last)
    tx.many(
        _ADD,
        [
            {"org": tx.org, "person": person, "date": date, "cells": json.dumps(told, sort_keys=True)}
            for date, told in found.items()
            if date not in kept
        ],
    )
    told = {**kept.get(last, found[last]), store.STANDING: standing_of(tx, person, last)}
    values = {"org": tx.org, "person": person, "date": last, "cells": json.dumps(told, sort_keys=True)}
    tx.run("UPDATE frozen_day SET cells=:cells WHERE org=:org AND person=:person AND date=:date", **values)


def thaw(tx: Tx, person: str, month: str) -> None:
    """Forgets what the dates of a month (YYYY-MM) were frozen at: it is opened again."""
    sql = "DELETE FROM frozen_day WHERE org=:org AND person=:person AND date BETWEEN :first AND :last"
    tx.run(sql, org=tx.org, person=person, first=f"{month}-01", last=last_date(month))


def standing_of(tx: Tx, person: str, date: str) -> dict[str, Any]:
    """What reports say of a date's accounts that no later act may move. See `store.STANDING`."""
    shown = account_rows(tx, person, standing(tx, person, date))
    return {
        "shown": [[row["account"], int(row["year"] or 0)] for row in shown],
        "held": sorted(accounts_held(tx, [person], date).get(person, ())),
        "planned": {str(row["year"]): int(row["planned"]) for row in shown if row["account"] == "kiky"},
    }


def freeze_closed(tx: Tx, person: str, first: str) -> None:
    """Freezes the closed months from a date on that were closed before reports were frozen, as they stand."""
    stand = months_of(tx, person)
    month = max(first, stand.counts_from)[:7]
    while month <= stand.closed_through:
        freeze(tx, person, month)
        month = _next(month)


def day_cells(tx: Tx, person: str, first: str, last: str) -> dict[str, Cells]:
    """The cells of dates by their stored days, whatever was frozen."""
    row = store.person(tx, person)
    if row is None:
        return {}
    made = Reading(tx, row, Interval(first, last, last), frozen=False)
    return {date: made.day(date) for date in dates_between(first, last)}


def minutes_now(tx: Tx, person: str, dates: Iterable[str]) -> dict[str, dict[str, int]]:
    """What some closed dates would carry by their stored days, by date."""
    wanted = sorted(dates)
    if not wanted:
        return {}
    found = day_cells(tx, person, wanted[0], wanted[-1])
    return {date: carried(found[date]) for date in wanted if date in found and found[date]["status"] != "pending"}


def minutes_frozen(tx: Tx, person: str, dates: Iterable[str]) -> dict[str, dict[str, int]]:
    """What some closed dates were frozen at, by date."""
    wanted = set(dates)
    kept = store.frozen(tx, person, min(wanted), max(wanted)) if wanted else {}
    return {date: carried(told) | overtime_of_tests(told) for date, told in kept.items() if date in wanted}


def _next(month: str) -> str:
    year, number = int(month[:4]), int(month[5:7])
    return f"{year + number // 12:04d}-{number % 12 + 1:02d}"
