"""What a month holds: its days added up, and what each account did in it. Minutes, or hundredths of a day."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from leima.db.tables.days import DayResult
from leima.db.tx import Tx
from leima.features.days import store as days
from leima.features.ledger import store as ledger
from leima.features.months import corrections
from leima.features.months.store import last_date
from leima.features.pay.overtime import TESTED, overtime_by_test
from leima.rules.pay.classes import PayClass

PAY = ("additional", "overtime50", "overtime100", "unapproved")
BY_REPORT = ("weekly_overtime", "period_overtime")
"""What a correction calls the overtime of a week's or a period's test, whatever its per cent."""
SUMS = ("presence", "breaks", "worked", "kiky", "target", "flex", *PAY)


def bounds(month: str) -> tuple[str, str]:
    """First and last possible date of a month (YYYY-MM), for comparing as text."""
    return f"{month}-01", f"{month}-31"


def _done(rows: Sequence[DayResult]) -> list[DayResult]:
    return [row for row in rows if row.status == "done"]


def _read(rows: Sequence[DayResult]) -> list[dict[str, Any]]:
    return [msgspec.json.decode(row.body) for row in _done(rows)]


def sums(rows: Sequence[DayResult]) -> dict[str, int]:
    """The done days of a month added up, each class of minutes on its own. All in minutes."""
    done = _read(rows)
    return {name: sum(int(result.get(name, 0)) for result in done) for name in SUMS} | {"days": len(done)}


def pay_sums(tx: Tx, person: str, month: str, rows: Sequence[DayResult]) -> dict[str, int]:
    """As `sums`, with what weeks and work periods made of the days."""
    added = sums(rows)
    own = {row.date: result for row, result in zip(_done(rows), _read(rows), strict=True)}
    add_tests(added, own, overtime_by_test(tx, person, f"{month}-01", last_date(month)))
    return added


def add_tests(
    added: dict[str, int], own: Mapping[str, Mapping[str, Any]], tested: Mapping[str, Mapping[PayClass, int]]
) -> None:
    """Adds the overtime that the tests of weeks and work periods make of days; it is no additional work any more.

    `own` are the days' results by date. A class that only a test gives is there where it has minutes.
    """
    for date, classes in tested.items():
        if date in own:
            added["additional"] += classes.get("additional", 0) - int(own[date].get("additional", 0))
            for name in TESTED:
                if classes.get(name):
                    added[name] = added.get(name, 0) + classes[name]


def accounts(tx: Tx, person: str, month: str) -> list[dict[str, Any]]:
    """Each account's opening, change and closing in a month."""
    return [
        {
            "account": row.account,
            "year": row.year,
            "opening": row.opening,
            "change": row.change,
            "closing": row.opening + row.change,
        }
        for row in ledger.sums_of_month(tx, person, month)
    ]


def totals(tx: Tx, person: str, month: str) -> str:
    """What a closed month is frozen at, as JSON that is the same whenever the same rows are added up.

    `corrected` is the part of it that corrects earlier, closed months.
    """
    added = pay_sums(tx, person, month, days.results(tx, person, *bounds(month)))
    counted = corrections.added_up(corrections.counted(tx, person, *bounds(month)))
    corrected = {name: counted[name] for name in (*SUMS, *BY_REPORT) if counted.get(name)}
    whole = Counter(added)
    whole.update(corrected)
    classes = {name: whole[name] for name in (*PAY, "kiky")} | {n: whole[n] for n in (*TESTED, *BY_REPORT) if whole[n]}
    classes["ordinary"] = whole["worked"] - sum(whole[name] for name in (*PAY, *TESTED, *BY_REPORT))
    shown = {name: whole[name] for name in ("worked", "target", "flex", "breaks", "days")}
    held = {**shown, "classes": classes, "accounts": accounts(tx, person, month)}
    return json.dumps(held | ({"corrected": corrected} if corrected else {}), sort_keys=True)


def pending(tx: Tx, person: str, month: str) -> list[str]:
    """The dates of a month that wait for their person's word."""
    return [row.date for row in days.results(tx, person, *bounds(month)) if row.status == "pending"]
