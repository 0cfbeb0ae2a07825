"""A month as those who decide on it see it: the same numbers as its own person's, what is odd, and what it lacks."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from leima.db.tx import Tx
from leima.features.approvals.month_days import Known, month_days
from leima.features.approvals.totals import add_tests, bounds
from leima.features.approvals.unfinished import lacking
from leima.features.months import corrections
from leima.features.months.store import last_date
from leima.features.pay.limits import period_limits
from leima.features.pay.overtime import overtime_by_test
from leima.rules.month import month_sums
from leima.rules.terms import Finding

SHOWN_DATES = 5
"""Dates that one kind of finding is listed with; the rest are counted."""


def summary(tx: Tx, person: str, month: str) -> dict[str, Any]:
    """Sums in minutes, findings with their dates, the days that wait for a word, and what is unfinished.

    `corrected`: worked minutes that correct closed months and count in this one, beside the sums.
    """
    return summary_of(tx, person, month, month_days(tx, person, month))


def summary_of(tx: Tx, person: str, month: str, found: Sequence[Known]) -> dict[str, Any]:
    """The summary of a month whose days have been read."""
    days, first, last = [one.day for one in found], f"{month}-01", last_date(month)
    added = month_sums(days).to_json()
    results = {one.day.date: one.result for one in found if one.day.status == "done"}
    add_tests(added, results, overtime_by_test(tx, person, first, last))
    counted = [one for one in found if one.day.status in ("done", "open")]
    return {
        **added,
        "days": len(results),
        "findings": _findings(counted, period_limits(tx, person, first, last)),
        "pending": [one.date for one in days if one.status == "pending"],
        "unfinished": lacking(tx, person, month, found).to_json(),
        "corrected": corrections.added_up(corrections.counted(tx, person, *bounds(month))).get("worked", 0),
    }


def _findings(counted: Sequence[Known], limits: Mapping[str, Sequence[Finding]]) -> list[dict[str, Any]]:
    """Returns each kind of finding of days and of periods that end in the month, its count and its first dates."""
    dates: dict[str, list[str]] = {}
    for date, told in limits.items():
        for one_limit in told:
            dates.setdefault(one_limit.kind, []).append(date)
    for one in counted:
        for kind, count in Counter(finding["kind"] for finding in one.result["findings"]).items():
            dates.setdefault(kind, []).extend([one.day.date] * count)
    return [
        {"kind": kind, "count": len(on), "dates": sorted(set(on))[:SHOWN_DATES]} for kind, on in sorted(dates.items())
    ]
