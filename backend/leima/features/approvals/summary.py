"""A month as those who decide on it see it: the same numbers as its own person's, what is odd, and what it lacks."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from leima.db.site import today
from leima.db.tx import Tx
from leima.features.approvals.month_days import Known, month_days
from leima.features.approvals.totals import bounds
from leima.features.approvals.unfinished import waiting_in
from leima.features.balances import corrections
from leima.rules.month import month_sums, unfinished

SHOWN_DATES = 5
"""Dates that one kind of finding is listed with; the rest are counted."""


def summary(tx: Tx, person: str, month: str) -> dict[str, Any]:
    """Sums in minutes, findings with their dates, the days that wait for a word, and what is unfinished.

    `corrected`: worked minutes that correct closed months and count in this one, beside the sums.
    """
    return summary_of(tx, person, month, month_days(tx, person, month))


def summary_of(tx: Tx, person: str, month: str, found: Sequence[Known]) -> dict[str, Any]:
    """The summary of a month whose days have been read."""
    days = [one.day for one in found]
    return {
        **month_sums(days).to_json(),
        "days": sum(1 for one in days if one.status == "done"),
        "findings": _findings([one for one in found if one.day.status in ("done", "open")]),
        "pending": [one.date for one in days if one.status == "pending"],
        "unfinished": unfinished(days, today(tx), waiting_in(tx, person, month)).to_json(),
        "corrected": corrections.added_up(corrections.counted(tx, person, *bounds(month))).get("worked", 0),
    }


def _findings(counted: Sequence[Known]) -> list[dict[str, Any]]:
    """Each kind of finding with how often it occurs and the first dates of it."""
    dates: dict[str, list[str]] = {}
    for one in counted:
        for kind, count in Counter(finding["kind"] for finding in one.result["findings"]).items():
            dates.setdefault(kind, []).extend([one.day.date] * count)
    return [
        {"kind": kind, "count": len(on), "dates": list(dict.fromkeys(on))[:SHOWN_DATES]}
        for kind, on in sorted(dates.items())
    ]
