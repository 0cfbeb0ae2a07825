"""A month as those who decide on it see it: the same numbers as its own person's, what is odd, and what it lacks."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from leima.db.site import today
from leima.db.tx import Tx
from leima.features.approvals.month_days import MonthDay, month_days
from leima.features.approvals.totals import PAY, add_tests, bounds
from leima.features.approvals.unfinished import of_days, waiting_in
from leima.features.balances import corrections
from leima.features.balances.months import last_date
from leima.features.days.limits import period_limits
from leima.features.days.tested import overtime_by_test
from leima.rules.terms import Finding

SHOWN_DATES = 5
"""Dates that one kind of finding is listed with; the rest are counted."""


def summary(tx: Tx, person: str, month: str) -> dict[str, Any]:
    """Sums in minutes, findings with their dates, the days that wait for a word, and what is unfinished.

    The target is that of the whole month; today counts as it stands, and a day that waits for a word makes nothing.
    `corrected`: worked minutes that correct closed months and count in this one, beside the sums.
    """
    found = month_days(tx, person, month)
    counted = [one for one in found if one.counts]
    added = {name: sum(int(one.result.get(name, 0)) for one in counted) for name in ("worked", "flex", "kiky", *PAY)}
    results = {one.date: one.result for one in counted if one.status == "done"}
    add_tests(added, results, overtime_by_test(tx, person, f"{month}-01", last_date(month)))
    lacks = of_days(found, today(tx), waiting_in(tx, person, month))
    return {
        **added,
        "target": sum(one.target for one in found),
        "days": sum(1 for one in counted if one.status == "done"),
        "findings": _findings(counted, period_limits(tx, person, f"{month}-01", last_date(month))),
        "pending": [one.date for one in found if one.status == "pending"],
        "unfinished": msgspec.to_builtins(lacks),
        "corrected": corrections.added_up(corrections.counted(tx, person, *bounds(month))).get("worked", 0),
    }


def _findings(counted: list[MonthDay], limits: Mapping[str, Sequence[Finding]]) -> list[dict[str, Any]]:
    """Returns each kind of finding of days and of periods that end in the month, its count and its first dates."""
    dates: dict[str, list[str]] = {}
    for date, told in limits.items():
        for one_limit in told:
            dates.setdefault(one_limit.kind, []).append(date)
    for one in counted:
        for kind, count in Counter(finding["kind"] for finding in one.result.get("findings", ())).items():
            dates.setdefault(kind, []).extend([one.date] * count)
    return [
        {"kind": kind, "count": len(on), "dates": sorted(set(on))[:SHOWN_DATES]} for kind, on in sorted(dates.items())
    ]
