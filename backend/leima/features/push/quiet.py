"""Quiet hours, by the clock of the site."""

from leima.db.site import date_at
from leima.rules.zone import near_instant, next_date


def quiet_until(now: int, zone: str, start: str, end: str) -> int | None:
    """When the quiet hours end (epoch ms) in which an instant lies; None outside of them. They may cross midnight."""
    date = date_at(now, zone)
    for first in (next_date(date, -1), date):
        last = first if start < end else next_date(first, 1)
        begins, ends = near_instant(zone, first, start) * 60_000, near_instant(zone, last, end) * 60_000
        if begins <= now < ends:
            return ends
    return None
