"""The interval of a report: dates, both included, a year at the most."""

from dataclasses import dataclass
from datetime import date, timedelta

from leima.db.site import today
from leima.db.tx import Tx
from leima.features.days.asked import a_date
from leima.rules.zone import next_date
from leima.web.errors import Invalid

LONGEST = 366


@dataclass(frozen=True, slots=True)
class Interval:
    """`first` to `last`, both included; days are counted through `until`, which is never after today."""

    first: str
    last: str
    until: str

    @property
    def eve(self) -> str:
        """The day before the first."""
        return next_date(self.first, -1)

    @property
    def months(self) -> list[str]:
        """Each month (YYYY-MM) that the interval meets."""
        found, month = [], self.first[:7]
        while month <= self.last[:7]:
            found.append(month)
            month = (date.fromisoformat(f"{month}-01") + timedelta(days=31)).isoformat()[:7]
        return found


def interval(tx: Tx, first: str | None, last: str | None) -> Interval:
    """What was asked, or this month up to today. Raises Invalid for what is no date, the wrong way
    round, too long, or all still to come."""
    now = today(tx)
    end = a_date(last, "to") or now
    start = a_date(first, "from") or f"{end[:7]}-01"
    if start > end or (date.fromisoformat(end) - date.fromisoformat(start)).days >= LONGEST:
        raise Invalid("bad_interval", days=LONGEST)
    if start > now:
        raise Invalid("report_of_future", fields=[{"field": "from", "message": start}])
    return Interval(start, end, min(end, now))
