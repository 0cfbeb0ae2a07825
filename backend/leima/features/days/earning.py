"""Days off that an agreement gives by the month: reduction leave and annual leave days, posted when a month has ended.

Reduction leave is posted once a month. Annual leave days follow the year's hours: each month posts what the hours
have earned less what the year has posted, so that a late correction comes with the next month. What is corrected after
the year or the employment has ended has no next month, and is posted at once. Each line says which month's it is: a
year that was closed may get its own in an open month of the next one. Days given by hand are not the hours' to take.
"""

import json
from datetime import date as Date
from uuid import NAMESPACE_URL, uuid5

import msgspec

from leima.db.operations import epoch_minute
from leima.db.site import today
from leima.db.tx import Tx
from leima.features.balances import store as ledger
from leima.features.balances import sums
from leima.features.balances.acts import open_date
from leima.features.balances.months import is_closed
from leima.features.balances.reasons import BY_AGREEMENT
from leima.features.days import store
from leima.features.days.gather import gather
from leima.features.days.year_end import leaving_on
from leima.features.people import store as people
from leima.features.people.terms import agreements, rates_on, terms_on
from leima.rules.calendar import named_days
from leima.rules.pay.accounts import earned_leave
from leima.rules.pay.rates import Rates
from leima.rules.pay.reduction import midweek_holidays, of_month
from leima.rules.terms import Terms
from leima.rules.zone import next_date

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


def earn_again(tx: Tx, person: str, dates: set[str], *, over: bool) -> None:
    """After a correction in a year, or an employment, that has ended: the difference of its annual leave days. `over`:
    this year may have ended for the person."""
    now = today(tx)
    for year in sorted({date[:4] for date in dates if over or date[:4] < now[:4]}):
        last = _last_date(tx, person, year)
        at = rates_on(tx, person, last) if last and last < now else None
        if at is not None and at.annual_leave:
            _annual(tx, person, last, at)


def _last_date(tx: Tx, person: str, year: str) -> str:
    """The last date of a year on which a person has terms; empty without any."""
    row = tx.one(
        "SELECT MAX(COALESCE(until_date, :last)) AS last FROM terms WHERE org=:org AND person=:person AND NOT deleted"
        " AND from_date <= :last AND (until_date IS NULL OR until_date >= :first)",
        **{"org": tx.org, "person": person, "first": f"{year}-01-01", "last": f"{year}-12-31"},
    )
    return min(row.last, f"{year}-12-31") if row and row.last else ""


def _reduction(tx: Tx, person: str, date: str, terms: Terms, at: Rates) -> None:
    first = max(_employed_from(tx, person), f"{date[:7]}-01")
    part = (int(date[8:]) - int(first[8:]) + 1) / _days_in(date)
    left_out = terms.holiday.except_ if terms.holiday else ()
    holidays = midweek_holidays(named_days(int(date[:4])), first, date, left_out)
    amount = of_month(at.reduction_leave, at.share, int(date[5:7]), part, holidays)
    _post(tx, person, "reduction_leave", date, amount, {"month": date[:7], "holidays": holidays})


def _annual(tx: Tx, person: str, date: str, at: Rates) -> None:
    worked = _worked(tx, person, date)
    months = _whole_months(_employed_from(tx, person), date)
    count, minutes, _ = earned_leave(worked, months, at)
    posted = [line for line in sums.accruals(tx, person, "annual_leave_day", date[:4]) if line.source == BY_AGREEMENT]
    amount = minutes - sum(int(line.amount) for line in posted)
    why = {"month": date[:7], "worked": worked, "days": count}
    _post(tx, person, "annual_leave_day", date, amount, why, again=len(posted))


def _worked(tx: Tx, person: str, date: str) -> int:
    """Minutes worked in a date's year up to it. A closed day counts as it is frozen, but for what has been approved
    since: then it counts by its facts."""
    rows = store.results(tx, person, f"{date[:4]}-01-01", date)
    minutes = {row.date: _of_result(row.body) for row in rows if row.posted}
    for late in _corrected(tx, person, date):
        minutes[late] = _by_facts(tx, person, late)
    return sum(minutes.values())


def _of_result(body: str) -> int:
    result = msgspec.json.decode(body, type=_Worked)
    return result.worked + result.kiky


def _corrected(tx: Tx, person: str, date: str) -> list[str]:
    """Closed dates of the year up to a date whose late facts a person has let count."""
    rows = tx.rows(
        "SELECT date FROM change_request WHERE org=:org AND person=:person AND status='approved'"
        " AND date BETWEEN :first AND :date UNION SELECT substr(corrects, :place) AS date FROM posting"
        " WHERE org=:org AND person=:person AND corrects BETWEEN :low AND :high",
        **{"org": tx.org, "person": person, "first": f"{date[:4]}-01-01", "date": date, "place": len(person) + 2},
        **{"low": f"{person}:{date[:4]}-01-01", "high": f"{person}:{date}"},
    )
    return sorted(row.date for row in rows if is_closed(tx, person, row.date))


def _by_facts(tx: Tx, person: str, date: str) -> int:
    facts = gather(tx, person, date)
    if facts is None:
        return 0
    result = facts.day(epoch_minute(tx.now), False)
    return result.worked + result.kiky if result.status == "done" else 0


def _post(tx: Tx, person: str, account: str, date: str, amount: int, why: dict[str, object], again: int = 0) -> None:
    """Posts a month's part, once; `again` numbers the later lines of a year that is posted by difference."""
    own = f"leima:{tx.org}:{person}:{account}:{BY_AGREEMENT}:{date[:7]}" + (f":{again}" if again else "")
    id = str(uuid5(NAMESPACE_URL, own))
    stands = tx.one("SELECT id FROM posting WHERE org=:org AND id=:id", org=tx.org, id=id)
    if not amount or stands is not None:
        return
    on = open_date(tx, person, date)
    ledger.post(tx, ledger.NewPosting(person, account, 0, on, "accrual", amount, json.dumps(why), BY_AGREEMENT), id)


def _employed_from(tx: Tx, person: str) -> str:
    return min(str(row.from_date) for row in people.contracts_of(tx, person))


def _days_in(date: str) -> int:
    first = Date.fromisoformat(f"{date[:7]}-01")
    return (first.replace(year=first.year + first.month // 12, month=first.month % 12 + 1) - first).days


def _whole_months(first: str, last: str) -> int:
    """Whole months from one date through another."""
    start, end = Date.fromisoformat(first), Date.fromordinal(Date.fromisoformat(last).toordinal() + 1)
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
