"""What weeks, work periods and follow-up periods add to days: overtime by class, and findings at a period's end."""

from typing import Any

from leima.db.tx import Tx
from leima.features.pay.limits import period_limits
from leima.features.pay.overtime import overtime_by_test


def day_pay(tx: Tx, person: str, first: str, last: str) -> dict[str, dict[str, Any]]:
    """By date, for most dates nothing: `pay` with `classes`, the minutes by class of pay where a week's or a work
    period's test made overtime of them."""
    found = overtime_by_test(tx, person, first, last)
    return {date: {"pay": {"classes": dict(classes)}} for date, classes in found.items()}


def ended_limits(tx: Tx, person: str, first: str, last: str) -> list[dict[str, Any]]:
    """The findings of follow-up periods that end between two dates, each with the period's last `date`."""
    found = period_limits(tx, person, first, last)
    return [{"date": date, **one.to_json()} for date in sorted(found) for one in found[date]]
