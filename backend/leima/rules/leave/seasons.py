"""Seasons of the year, and the latest dates to tell of a leave. Twin: `pwa/src/domain/leave/seasons.ts`."""

from datetime import date as Date

from leima.rules.leave.rules import LeaveRules
from leima.rules.zone import next_date


def seasons(days: int, rules: LeaveRules) -> tuple[int, int]:
    """How many of a year's days belong to the summer season and how many to the following winter."""
    summer = int(min(days, rules.summer_days))
    return summer, days - summer


def in_summer(date: str, rules: LeaveRules) -> bool:
    """Whether a date lies in the summer season."""
    return bool(rules.summer) and rules.summer[0] <= date[5:] <= rules.summer[1]


def notice(start: str, rules: LeaveRules) -> tuple[str, str]:
    """The latest dates to tell of a leave: by rule months before, at the least days before."""
    return months_before(start, rules.notice_months), next_date(start, -rules.notice_days)


def months_before(date: str, months: int) -> str:
    """The same day of the month so many months earlier, or that month's last."""
    day = Date.fromisoformat(date)
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = Date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1).toordinal() - 1
    return Date(year, month + 1, min(day.day, Date.fromordinal(last).day)).isoformat()
