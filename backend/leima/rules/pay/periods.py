"""Periods of several weeks or months: which rule holds in one, and where it begins and ends."""

from collections.abc import Sequence
from datetime import date as Date

from leima.rules.zone import next_date


def rule_date(first: str, last: str, changes: Sequence[str]) -> str:
    """The date whose rules hold for the whole period: new hours start with the period that begins nearest the change.

    A change inside the period holds already when this period's beginning is nearer to it than the next one's.
    """
    holds = first
    after = Date.fromisoformat(next_date(last))
    for change in sorted(changes):
        day = Date.fromisoformat(change)
        inside = first < change <= last
        if inside and day - Date.fromisoformat(first) <= after - day:
            holds = change
    return holds


def period_of(date: str, start: str, weeks: int) -> tuple[str, str]:
    """First and last date of the period of whole weeks that the date lies in; periods follow from `start`."""
    length = 7 * weeks
    passed = (Date.fromisoformat(date) - Date.fromisoformat(start)).days // length
    first = next_date(start, passed * length)
    return first, next_date(first, length - 1)


def weeks(first: str, last: str) -> int:
    """The number of whole weeks from one date to another, both included."""
    return ((Date.fromisoformat(last) - Date.fromisoformat(first)).days + 1) // 7


def months_of(date: str, start: str, months: int) -> tuple[str, str]:
    """First and last date of the follow-up period of months that the date lies in; periods follow from `start`."""
    began, on = Date.fromisoformat(start), Date.fromisoformat(date)
    passed = (on.year - began.year) * 12 + on.month - began.month - (on.day < began.day)
    whole = passed // months * months
    return _shifted(began, whole), next_date(_shifted(began, whole + months), -1)


def months_before(date: str, months: int) -> str:
    """The date some months earlier; the month's 28th where the month would be too short for it."""
    return _shifted(Date.fromisoformat(date), -months)


def _shifted(day: Date, months: int) -> str:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return f"{year:04d}-{month + 1:02d}-{min(day.day, 28):02d}"
