"""Time away in a report: kind, dates, length, and what it does to pay. Its person and payroll alone see the kind."""

from typing import Any

from leima.db.tx import Row
from leima.features.absences.telling import AWAY
from leima.rules.absence import KINDS
from leima.rules.pay.classes import DayWork

PAY = {"credits": "paid", "lowers": "unpaid", "stays": "balance"}
"""What each effect on the target does to pay; `balance`: the wage stays and the balance falls."""


def minutes_on(row: Row, work: DayWork | None) -> int:
    """Minutes of one absence on one date; a whole day is as long as the day was scheduled."""
    if row.minutes is not None:
        return int(row.minutes)
    return max(0, work.plan.scheduled - work.plan.holiday_cut) if work else 0


def listed(row: Row, works: dict[str, DayWork | None], known: bool) -> dict[str, Any]:
    """One absence within the report: `works` are the days that it meets. Minutes; days that had work scheduled."""
    minutes = {date: minutes_on(row, work) for date, work in works.items()}
    whole = [date for date, length in minutes.items() if length] if row.minutes is None else []
    return {
        **{"from": min(works), "until": max(works), "days": len(whole), "minutes": sum(minutes.values())},
        **{"kind": row.kind if known else AWAY, "pay": PAY[KINDS[row.kind].effect] if known else None},
        "reason": row.reason if known else "",
    }
