"""What weeks, work periods and follow-up periods add to days: overtime by class, and findings at a period's end."""

from typing import Any

from leima.db.tx import Tx
from leima.features.days.limits import period_limits
from leima.features.days.tested import overtime_by_test


def day_pay(tx: Tx, person: str, first: str, last: str) -> dict[str, dict[str, Any]]:
    """By date, for most dates nothing: `pay` with `classes` (minutes by class of pay, where a test changed them) and
    `findings` (of periods that end on the date)."""
    classes, limits = overtime_by_test(tx, person, first, last), period_limits(tx, person, first, last)
    return {
        date: {
            "pay": {
                "classes": dict(classes.get(date, {})),
                "findings": [one.to_json() for one in limits.get(date, [])],
            }
        }
        for date in sorted({*classes, *limits})
    }
