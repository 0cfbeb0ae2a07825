"""The dates of a pay period, what has been locked of it, and when it is paid."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from leima.db.site import today, zone
from leima.db.tables.payroll import PayRun
from leima.db.tx import Tx
from leima.features.days.asked import a_date
from leima.features.payroll import store
from leima.features.people.payday import pay_day_of
from leima.rules.zone import near_instant, next_date
from leima.web.errors import Conflict, Invalid

LONGEST = 62
"""Days of the longest pay period: two months."""
MINUTE = 60_000


class PeriodsOverlap(Conflict):
    """Part of the dates has been paid with another period."""

    code = "payroll_overlap"


@dataclass(frozen=True)
class Period:
    """`first` to `last`, both included. `runs` are its locked runs in order; `before` is the last period's; `known` are
    the ids of all, which another run would change."""

    first: str
    last: str
    pay_day: str
    instants: tuple[int, int]
    runs: tuple[PayRun, ...]
    before: tuple[PayRun, ...]
    known: list[str]

    @property
    def days(self) -> int:
        return (date.fromisoformat(self.last) - date.fromisoformat(self.first)).days + 1


def period(tx: Tx, first: str, last: str, pay_day: str | None = None) -> Period:
    """A pay period as asked. Raises Invalid for what is no period that is over, PeriodsOverlap."""
    start, end = a_date(first, "from") or "", a_date(last, "until") or ""
    if start > end or (date.fromisoformat(end) - date.fromisoformat(start)).days >= LONGEST:
        raise Invalid("payroll_period", days=LONGEST)
    if end >= today(tx):
        raise Invalid("payroll_not_over")
    known = store.runs(tx)
    same = [one for one in known if (one.from_date, one.until_date) == (start, end)]
    for one in known:
        if one.from_date <= end and one.until_date >= start and one not in same:
            raise PeriodsOverlap(first=one.from_date, last=one.until_date)
    paid_on = a_date(pay_day, "pay_day") or pay_day_of(end, store.pay_day(tx))
    if paid_on < start:
        raise Invalid("bad_date", fields=[{"field": "pay_day", "message": paid_on}])
    in_order = tuple(sorted(same, key=lambda one: one.number))
    return Period(
        start, end, paid_on, _instants(tx, start, end), in_order, _before(known, start), [one.id for one in known]
    )


def _before(known: Sequence[PayRun], start: str) -> tuple[PayRun, ...]:
    """The runs of the last period that ended before a date."""
    ended = [one for one in known if one.until_date < start]
    last = max((one.from_date for one in ended), default="")
    return tuple(one for one in ended if one.from_date == last)


def _instants(tx: Tx, first: str, last: str) -> tuple[int, int]:
    where = zone(tx)
    return near_instant(where, first) * MINUTE, near_instant(where, next_date(last)) * MINUTE


def next_period(tx: Tx, runs: Sequence[PayRun]) -> tuple[str, str]:
    """The dates to pay next: the month after the last locked period, at the latest the one that is over."""
    now = today(tx)
    ended = next_date(f"{now[:7]}-01", -1)
    after = next_date(max((one.until_date for one in runs), default=next_date(f"{ended[:7]}-01", -1)))
    first = after if after <= ended else f"{ended[:7]}-01"
    return first, f"{first[:7]}-{monthrange(int(first[:4]), int(first[5:7]))[1]:02d}"
