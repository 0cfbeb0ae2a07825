"""Time away in a report: kind, dates, length, and what it does to pay. Its person and payroll alone see the kind."""

from collections.abc import Mapping
from typing import Any

from leima.features.absences.privacy import AWAY
from leima.features.reports.store import Away
from leima.rules.absence import KINDS
from leima.rules.pay.classes import DayWork

PAY = {"credits": "paid", "lowers": "unpaid", "stays": "balance"}
"""What each effect on the target does to pay; `balance`: the wage stays and the balance falls."""


def without_kinds(minutes: Mapping[str, int]) -> dict[str, int]:
    """Minutes by the report's cells, with absences of every kind as time away."""
    found: dict[str, int] = {}
    for key, length in minutes.items():
        shown = f"absences.{AWAY}" if key.startswith("absences.") else key
        found[shown] = found.get(shown, 0) + length
    return found


def minutes_on(row: Away, work: DayWork | None) -> int:
    """Minutes of one absence on one date; a whole day is as long as the day was scheduled."""
    if row.minutes is not None:
        return row.minutes
    return max(0, work.plan.scheduled - work.plan.holiday_cut) if work else 0


def listed(parts: Mapping[str, Mapping[str, Any]], reason: str, known: bool) -> dict[str, Any]:
    """One absence within the report: `parts` are its dates. Minutes; days that had work scheduled."""
    kind = str(parts[max(parts)]["kind"])
    return {
        "from": min(parts),
        "until": max(parts),
        "days": sum(1 for one in parts.values() if one["whole"] and one["minutes"]),
        "minutes": sum(int(one["minutes"]) for one in parts.values()),
        "kind": kind if known else AWAY,
        "pay": PAY[KINDS[kind].effect] if known else None,
        "reason": reason if known else "",
    }
