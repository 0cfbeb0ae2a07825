"""Days off that an agreement gives by the month: reduction leave and annual leave days, posted when a month has ended.

Both follow from the terms and are posted by difference, so that a change dated back earns the ended months too, and one
taken back takes them back. Reduction leave has lines of its own for each month, by the days on which an agreement that
gives it held. Annual leave days follow the year's hours: each month posts what the hours have earned less what the
year has posted. Each line says which month's it is: what a closed month gets stands in the open one, and corrects it.
Days given by hand are not the hours' to take.
"""

import json
from datetime import date as Date
from uuid import NAMESPACE_URL, uuid5

from leima.db.site import today
from leima.db.tx import Tx
from leima.features.agreements.terms import agreements
from leima.features.days.late_facts import by_facts, corrected
from leima.features.days.stints import Stints
from leima.features.days.stored_hours import minutes_posted
from leima.features.kiky.year_end import stopping_on
from leima.features.ledger import store as ledger
from leima.features.ledger import sums
from leima.features.ledger.acts import open_date
from leima.features.ledger.reasons import BY_AGREEMENT, working_of
from leima.features.months.store import last_date, months_of
from leima.rules.calendar import named_days
from leima.rules.pay.accounts import earned_leave
from leima.rules.pay.rates import Rates
from leima.rules.pay.reduction import midweek_holidays, of_month
from leima.rules.zone import next_date

GIVES = ("reduction_leave", "annual_leave")
"""The settings of an agreement that give days off."""
ACCOUNTS = ("reduction_leave", "annual_leave_day")
"""The accounts that they go to."""


def earn_ended(tx: Tx, people: list[str], date: str) -> None:
    """At the end of a date: a month that has ended for everyone, and employment that has for those who leave."""
    if not _giving(tx):
        return
    month_ended, known = next_date(date).endswith("-01"), dict[object, Rates]()
    for person in people if month_ended else stopping_on(tx, people, date):
        one = _Earner(tx, person, known)
        one.month(date[:7], date)
        one.year(date[:4], date)


def _giving(tx: Tx) -> bool:
    """Whether any agreement of the organisation gives days off by the month."""
    return any(row.key in GIVES for one in agreements(tx).values() for row in one.rows)


def earn_back(tx: Tx, people: list[str]) -> None:
    """After a change of agreements, contracts or the date from which balances count: every ended month gets what it
    would have earned, less what it has been given."""
    known, giving = dict[object, Rates](), bool(people) and _giving(tx)
    for person in people:
        posted = _months_posted(tx, person)
        if giving or posted:
            _earn_back(tx, _Earner(tx, person, known), posted)


def _earn_back(tx: Tx, one: "_Earner", posted: set[str]) -> None:
    now = today(tx)
    months = _months_between(min({one.counts_from[:7], *posted}), now[:7])
    for month in months:
        if last := one.through(month, now):
            one.month(month, last)
    for year in sorted({month[:4] for month in months}):
        ended = [last for month in months if month[:4] == year and (last := one.through(month, now))]
        if ended:
            one.year(year, ended[-1])


def earn_again(tx: Tx, person: str, dates: set[str], *, over: bool) -> None:
    """After a correction in a year, or an employment, that has ended: the difference of its annual leave days. `over`:
    this year may have ended for the person."""
    now, late = today(tx), dates - tx.cache.ending.keys()
    years = sorted({date[:4] for date in late if over or date[:4] < now[:4]})
    if not years or not _giving(tx):
        return
    one = _Earner(tx, person, {})
    for year in years:
        last = one.stints.last_date(f"{year}-01-01", f"{year}-12-31")
        if last and last < now:
            one.year(year, last)


class _Earner:
    """Posts what one person's months and years have earned."""

    def __init__(self, tx: Tx, person: str, known: dict[object, Rates]) -> None:
        self.tx, self.person = tx, person
        self.stints = Stints(tx, person, known)
        months = months_of(tx, person)
        self.counts_from, self.facts_from = months.counts_from, months.facts_from

    def through(self, month: str, now: str) -> str:
        """The last date of a month (YYYY-MM) that may be earned by now; empty while it and the employment run."""
        last = last_date(month)
        if last < now:
            return last
        employed = self.stints.last_date(f"{month}-01", next_date(now, -1))
        return employed if employed and self.stints.ended_by(employed) else ""

    def month(self, month: str, last: str) -> None:
        """Reduction leave of a month through a date in it, less what the month has been given; none once its days were
        removed."""
        if f"{month}-01" < self.facts_from:
            return
        first, length = f"{month}-01", int(last_date(month)[8:])
        minutes = holidays = 0
        names: list[str] = []
        for one in self.stints.of(max(first, self.counts_from), last):
            if not one.rule:
                continue
            names.append(one.agreement)
            part = (int(one.last[8:]) - int(one.first[8:]) + 1) / length
            within = midweek_holidays(named_days(int(month[:4])), one.first, one.last, one.left_out)
            minutes += of_month(one.rule, one.share, int(month[5:7]), part, within)
            holidays += within
        lines = [line for line in self._lines("reduction_leave", month[:4]) if _month_of(line) == month]
        named = ", ".join(dict.fromkeys(names)) or _named_before(lines)
        why = {"month": month, "holidays": holidays, "rule": "reduction_leave", "agreement": named}
        self._post("reduction_leave", last, minutes, lines, why)

    def year(self, year: str, last: str) -> None:
        """Annual leave days of a year's hours through a date in it, less what the year has been given; none once days
        of it were removed."""
        if f"{year}-01-01" < self.facts_from:
            return
        lines = self._lines("annual_leave_day", year)
        found = self.stints.annual_until(max(f"{year}-01-01", self.counts_from), last)
        worked = days = minutes = 0
        if found is not None:
            last, at = found
            worked = _worked(self.tx, self.person, last)
            days, minutes, _ = earned_leave(worked, _whole_months(self.stints.employed_from(), last), at)
        elif not lines:
            return
        names = [one.agreement for one in self.stints.of(last, last)] if found else []
        why = {"month": last[:7], "worked": worked, "days": days, "rule": "annual_leave"}
        why["agreement"] = ", ".join(names) or _named_before(lines)
        self._post("annual_leave_day", last, minutes, lines, why)

    def _lines(self, account: str, year: str) -> list[sums.Accrual]:
        """What the agreement has given to a year, line by line."""
        return [one for one in sums.accruals(self.tx, self.person, account, year) if one.source == BY_AGREEMENT]

    def _post(self, account: str, date: str, minutes: int, lines: list[sums.Accrual], why: dict[str, object]) -> None:
        """Posts what is missing; `lines` are those that stand. What a closed month lacks goes to the open one."""
        amount = minutes - sum(line.amount for line in lines)
        if not amount:
            return
        own = f"leima:{self.tx.org}:{self.person}:{account}:{BY_AGREEMENT}:{why['month']}"
        id = str(uuid5(NAMESPACE_URL, own + (f":{len(lines)}" if lines else "")))
        on = open_date(self.tx, self.person, date)
        line = ledger.NewPosting(self.person, account, 0, on, "accrual", amount, "", BY_AGREEMENT)
        corrects = f"{self.person}:{date}" if on != date else None
        why = {**why, "changed": bool(lines)}
        ledger.post(self.tx, ledger.replaced(line, why=json.dumps(why, ensure_ascii=False), corrects=corrects), id)


def _month_of(line: sums.Accrual) -> str:
    return _month_in(line.why)


def _month_in(why: str) -> str:
    """The month (YYYY-MM) that the working of an agreement's line names."""
    return str(working_of(BY_AGREEMENT, why)["month"])


def _named_before(lines: list[sums.Accrual]) -> str:
    """The agreement by which the latest of some lines was given; lines of older versions do not say."""
    return str(working_of(lines[-1].source, lines[-1].why).get("agreement", "")) if lines else ""


def _months_posted(tx: Tx, person: str) -> set[str]:
    """The months (YYYY-MM) to which an agreement has given something."""
    whys = tx.values(
        str,
        "SELECT why FROM posting WHERE org=:org AND person=:person AND account IN :accounts AND source=:source",
        org=tx.org,
        person=person,
        accounts=ACCOUNTS,
        source=BY_AGREEMENT,
    )
    return {_month_in(why) for why in whys}


def _months_between(first: str, last: str) -> list[str]:
    """Every month (YYYY-MM) from one through another."""
    found = []
    while first <= last:
        found.append(first)
        first = next_date(last_date(first))[:7]
    return found


def _worked(tx: Tx, person: str, date: str) -> int:
    """Minutes worked in a date's year up to it. A closed day counts as it is frozen, but for what has been approved
    since: then it counts by its facts."""
    minutes = minutes_posted(tx, person, f"{date[:4]}-01-01", date)
    for late in corrected(tx, person, f"{date[:4]}-01-01", date):
        result = by_facts(tx, person, late)
        minutes[late] = 0 if result is None else result.worked + result.kiky
    return sum(minutes.values())


def _whole_months(first: str, last: str) -> int:
    """Whole months from one date through another."""
    start, end = Date.fromisoformat(first), Date.fromordinal(Date.fromisoformat(last).toordinal() + 1)
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
