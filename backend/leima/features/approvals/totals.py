"""What a month holds: its days added up, and what each account did in it. Minutes, or hundredths of a day."""

import json
from collections import Counter
from collections.abc import Sequence
from datetime import date as Date
from typing import Any

import msgspec

from leima.db.tx import Row, Tx
from leima.features.balances import store as ledger
from leima.features.days import store as days
from leima.features.days.limits import period_limits
from leima.features.days.tested import TESTED, overtime_by_test

PAY = ("additional", "overtime50", "overtime100", "unapproved")
SUMS = ("presence", "breaks", "worked", "kiky", "target", "flex", *PAY)


def bounds(month: str) -> tuple[str, str]:
    """First and last possible date of a month (YYYY-MM), for comparing as text."""
    return f"{month}-01", f"{month}-31"


def last_date(month: str) -> str:
    """The last date of a month (YYYY-MM)."""
    year, number = int(month[:4]), int(month[5:7])
    following = Date(year + number // 12, number % 12 + 1, 1)
    return Date.fromordinal(following.toordinal() - 1).isoformat()


def _done(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if row.status == "done"]


def _read(rows: Sequence[Row]) -> list[dict[str, Any]]:
    return [msgspec.json.decode(row.body) for row in _done(rows)]


def sums(rows: Sequence[Row]) -> dict[str, int]:
    """The done days of a month added up, each class of minutes on its own. All in minutes."""
    done = _read(rows)
    return {name: sum(int(result.get(name, 0)) for result in done) for name in SUMS} | {"days": len(done)}


def pay_sums(tx: Tx, person: str, month: str, rows: Sequence[Row]) -> dict[str, int]:
    """As `sums`, with what weeks and work periods made of the days: their overtime is no additional work any more.
    A class that only such a test gives is there where it has minutes."""
    added = sums(rows)
    own = {row.date: result for row, result in zip(_done(rows), _read(rows), strict=True)}
    for date, classes in overtime_by_test(tx, person, f"{month}-01", last_date(month)).items():
        if date in own:
            added["additional"] += classes.get("additional", 0) - int(own[date].get("additional", 0))
            for name in TESTED:
                if classes.get(name):
                    added[name] = added.get(name, 0) + classes[name]
    return added


def accounts(tx: Tx, person: str, month: str) -> list[dict[str, Any]]:
    """Each account's opening, change and closing in a month."""
    return [
        {
            **{"account": row.account, "year": int(row.year), "opening": int(row.opening)},
            **{"change": int(row.change), "closing": int(row.opening) + int(row.change)},
        }
        for row in ledger.sums_of_month(tx, person, month)
    ]


def totals(tx: Tx, person: str, month: str) -> str:
    """What a closed month is frozen at, as JSON that is the same whenever the same rows are added up."""
    added = pay_sums(tx, person, month, days.results(tx, person, *bounds(month)))
    classes = {name: added[name] for name in (*PAY, *TESTED, "kiky") if name in added}
    classes["ordinary"] = added["worked"] - sum(added.get(name, 0) for name in (*PAY, *TESTED))
    shown = {name: added[name] for name in ("worked", "target", "flex", "breaks", "days")}
    return json.dumps({**shown, "classes": classes, "accounts": accounts(tx, person, month)}, sort_keys=True)


def pending(tx: Tx, person: str, month: str) -> list[str]:
    """The dates of a month that wait for their person's word."""
    return [row.date for row in days.results(tx, person, *bounds(month)) if row.status == "pending"]


def summary(tx: Tx, person: str, month: str) -> dict[str, Any]:
    """What somebody who decides wants to see: sums, what is odd, and which days wait."""
    rows = days.results(tx, person, *bounds(month))
    found = Counter(one["kind"] for result in _read(rows) for one in result["findings"])
    limits = period_limits(tx, person, f"{month}-01", last_date(month))
    found.update(one.kind for told in limits.values() for one in told)
    added = pay_sums(tx, person, month, rows)
    shown = ("worked", "target", "flex", "kiky", "days", *PAY, *TESTED)
    return {
        **{name: added[name] for name in shown if name in added},
        "findings": [{"kind": kind, "count": count} for kind, count in sorted(found.items())],
        "pending": [row.date for row in rows if row.status == "pending"],
    }
