"""The dates that a calendar shows."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property

from leima.db.site import today
from leima.db.tx import Tx
from leima.features.days.asked import a_date
from leima.rules.calendar import named_days
from leima.rules.terms import CalendarDay
from leima.web.errors import Invalid

LONGEST = 400
"""Dates of a calendar at the most."""
_MONTH = 32


class Dates:
    """The dates from `first` to `last`, both included."""

    def __init__(self, first: str, last: str) -> None:
        self.first, self.last = first, last
        start = date.fromisoformat(first)
        count = (date.fromisoformat(last) - start).days + 1
        self.all = tuple((start + timedelta(days=n)).isoformat() for n in range(count))
        self._at = {on: n for n, on in enumerate(self.all)}
        self.monday = start.weekday()
        """The weekday of the first date, 0 for Monday."""

    def between(self, first: str, last: str) -> Sequence[str]:
        """Those of the dates that lie between two, both included."""
        if first > self.last or last < self.first:
            return ()
        return self.all[self._at[max(first, self.first)] : self._at[min(last, self.last)] + 1]

    def in_spans(self, spans: Sequence[tuple[str, str]], first: str, last: str) -> Iterator[str]:
        """Those of them that lie between two and in one of the spans."""
        for begins, ends in spans:
            yield from self.between(max(first, begins), min(last, ends))

    @cached_property
    def named(self) -> tuple[CalendarDay, ...]:
        """The named days among them."""
        years = range(int(self.first[:4]), int(self.last[:4]) + 1)
        return tuple(day for year in years for day in named_days(year) if day.date in self._at)


def dates_asked(tx: Tx, first: str | None, last: str | None) -> Dates:
    """What was asked; this month, or the month of the one date that was given. Raises Invalid for what is no date, ends
    before it begins, or is longer than `LONGEST`."""
    begins, ends = a_date(first, "from"), a_date(last, "to")
    month = (begins or ends or today(tx))[:7]
    begins = begins or f"{month}-01"
    ends = ends or _month_end(month)
    if begins > ends or (date.fromisoformat(ends) - date.fromisoformat(begins)).days >= LONGEST:
        raise Invalid("bad_interval", days=LONGEST)
    return Dates(begins, ends)


def _month_end(month: str) -> str:
    later = date.fromisoformat(f"{month}-01") + timedelta(days=_MONTH)
    return (later.replace(day=1) - timedelta(days=1)).isoformat()
