"""Days off that an agreement gives by the month: reduction leave and annual leave days, posted when a month has ended.

A month is posted once. Annual leave days follow the year's hours: each month posts what the hours have earned less
what the year has posted, so that a late correction comes with the next month.
"""

import json
from datetime import date as Date
from uuid import NAMESPACE_URL, uuid5

import msgspec

from leima.db.tx import Tx
from leima.features.balances import store as ledger
from leima.features.balances import sums
from leima.features.balances.acts import open_date
from leima.features.days import store
from leima.features.days.year_end import leaving_on
from leima.features.people import store as people
from leima.features.people.terms import agreements, rates_on, terms_on
from leima.rules.calendar import named_days
from leima.rules.pay.accounts import earned_leave
from leima.rules.pay.rates import Rates
from leima.rules.pay.reduction import midweek_holidays, of_month
from leima.rules.terms import Terms
from leima.rules.zone import next_date

SOURCE = "agreement"
"""The `source` of what this module posts."""
GIVES = ("reduction_leave", "annual_leave")
"""The settings of an agreement that give days off."""


class _Worked(msgspec.Struct):
    worked: int = 0
    kiky: int = 0


def earn_ended(tx: Tx, people: list[str], date: str) -> None:
    """At the end of a date: a month that has ended for everyone, and employment that has for those who leave."""
    if not _giving(tx):
        return
    month_ended = next_date(date).endswith("-01")
    for person in people if month_ended else leaving_on(tx, people, date):
        earn(tx, person, date)


def _giving(tx: Tx) -> bool:
    """Whether any agreement of the organisation gives days off by the month."""
    return any(row.key in GIVES for one in agreements(tx).values() for row in one.rows)


def earn(tx: Tx, person: str, date: str) -> None:
    """Posts what a month that ends on `date`, or employment that does, has earned."""
    terms = terms_on(tx, person, date)
    at = None if terms is None else rates_on(tx, person, date)
    if terms is None or at is None:
        return
    if at.reduction_leave:
        _reduction(tx, person, date, terms, at)
    if at.annual_leave:
        _annual(tx, person, date, at)


def _reduction(tx: Tx, person: str, date: str, terms: Terms, at: Rates) -> None:
    first = max(_employed_from(tx, person), f"{date[:7]}-01")
    part = (int(date[8:]) - int(first[8:]) + 1) / _days_in(date)
    left_out = terms.holiday.except_ if terms.holiday else ()
    holidays = midweek_holidays(named_days(int(date[:4])), first, date, left_out)
    amount = of_month(at.reduction_leave, at.share, int(date[5:7]), part, holidays)
    _post(tx, person, "reduction_leave", date, amount, {"month": date[:7], "holidays": holidays})


def _annual(tx: Tx, person: str, date: str, at: Rates) -> None:
    rows = store.results(tx, person, f"{date[:4]}-01-01", date)
    days = [msgspec.json.decode(row.body, type=_Worked) for row in rows if row.posted]
    worked = sum(day.worked + day.kiky for day in days)
    months = _whole_months(_employed_from(tx, person), date)
    count, minutes, _ = earned_leave(worked, months, at)
    amount = minutes - sums.accrued(tx, person, "annual_leave_day", date[:4])
    _post(tx, person, "annual_leave_day", date, amount, {"month": date[:7], "worked": worked, "days": count})


def _post(tx: Tx, person: str, account: str, date: str, amount: int, why: dict[str, object]) -> None:
    id = str(uuid5(NAMESPACE_URL, f"leima:{tx.org}:{person}:{account}:{SOURCE}:{date[:7]}"))
    stands = tx.one("SELECT id FROM posting WHERE org=:org AND id=:id", org=tx.org, id=id)
    if not amount or stands is not None:
        return
    on = open_date(tx, person, date)
    ledger.post(tx, ledger.NewPosting(person, account, 0, on, "accrual", amount, json.dumps(why), SOURCE), id)


def _employed_from(tx: Tx, person: str) -> str:
    return min(str(row.from_date) for row in people.contracts_of(tx, person))


def _days_in(date: str) -> int:
    first = Date.fromisoformat(f"{date[:7]}-01")
    return (first.replace(year=first.year + first.month // 12, month=first.month % 12 + 1) - first).days


def _whole_months(first: str, last: str) -> int:
    """Whole months from one date through another."""
    start, end = Date.fromisoformat(first), Date.fromordinal(Date.fromisoformat(last).toordinal() + 1)
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
