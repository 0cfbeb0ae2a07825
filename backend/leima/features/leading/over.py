"""The months of a report for leading: whole ones, a year at the most, as far as their days have ended."""

from dataclasses import dataclass
from datetime import date, timedelta

from leima.db.site import today, turned_through
from leima.db.tx import Tx
from leima.features.months.store import last_date
from leima.rules.zone import next_date
from leima.web.errors import Invalid

LONGEST = 12


@dataclass(frozen=True, slots=True)
class Months:
    """`first` to `last` (YYYY-MM), both included; days are counted through the date `until`."""

    first: str
    last: str
    until: str

    @property
    def begins(self) -> str:
        return f"{self.first}-01"

    @property
    def each(self) -> list[str]:
        """The months that have begun to count, in order."""
        return [month for month in months_between(self.first, self.last) if f"{month}-01" <= self.until]

    @property
    def ended(self) -> list[str]:
        """The months whose every day has ended."""
        return [month for month in self.each if last_date(month) <= self.until]

    def end_of(self, month: str) -> str:
        """The last date of a month that counts."""
        return min(last_date(month), self.until)


def months_between(first: str, last: str) -> list[str]:
    """Months (YYYY-MM) from one to another, both included."""
    found, month = [], first
    while month <= last:
        found.append(month)
        month = (date.fromisoformat(f"{month}-01") + timedelta(days=31)).isoformat()[:7]
    return found


def over(tx: Tx, first: str | None, last: str | None) -> Months:
    """What was asked, or this year so far. Raises Invalid for the wrong way round, too long, or all still to come."""
    now = today(tx)
    end = last or now[:7]
    start = first or f"{end[:4]}-01"
    if start > end or len(months_between(start, end)) > LONGEST:
        raise Invalid("bad_months", most=LONGEST)
    if start > now[:7]:
        raise Invalid("report_of_future", fields=[{"field": "from", "message": start}])
    ended = min(next_date(now, -1), turned_through(tx) or now)
    return Months(start, end, min(last_date(end), ended))
