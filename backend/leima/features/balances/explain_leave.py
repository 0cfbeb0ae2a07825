"""Why a month earns annual holiday or does not: lines under its row, and rows for months that have earned nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from leima.db.site import today
from leima.db.tx import Tx
from leima.features.days.leave_earning import BEFORE, EXTRA, OPENED, ROUNDED, UNKNOWN, Judged, Year, judge, year_on
from leima.features.days.leave_facts import LeaveFacts
from leima.rules.leave.counting import DAY
from leima.rules.leave.earning import as_work_by_kind, year_of
from leima.rules.leave.illness import waiting_days
from leima.rules.leave.rules import rules_on
from leima.rules.leave.seasons import seasons
from leima.rules.zone import next_date

NOT_EMPLOYED = "leave_month_not_employed"
ENDS = (ROUNDED, EXTRA)
Lines = list[dict[str, Any]]


@dataclass(frozen=True)
class MonthTold:
    """A month's row: its date, what it says of itself, and its lines."""

    date: str
    params: Mapping[str, Any]
    lines: Lines


class LeaveMonths:
    """The months of the earning year that a date lies in, as they are judged by it."""

    def __init__(self, tx: Tx, person: str, on: str) -> None:
        through = min(on, next_date(today(tx), -1))
        self._on = on
        self._year = judge(tx, LeaveFacts(tx, person, {}), year_on(on), through)
        self._kinds = _counted(self._year)

    def of(self, month: str, part: str) -> MonthTold | None:
        """What is told of a month, or of what the year's end added in it; None for other years' months."""
        judged = self._year.ends if part in ENDS else self._year.months
        one = next((one for one in judged if one.month == month and (one.part == part)), None)
        return None if one is None else self._told(one)

    def without_days(self, told: Sequence[str]) -> list[MonthTold]:
        """Months up to the date that have earned nothing and are not `told` of otherwise, with why."""
        months = [one for one in self._year.months if f"{one.month}-01" <= self._on and one.month not in told]
        if self._year.months and self._year.months[0].rule == UNKNOWN:
            return [self._told(months[-1])]
        shown = [one for one in months if one.rule != NOT_EMPLOYED]
        last = {one.rule: one.month for one in shown if one.rule in (BEFORE, OPENED)}
        return [self._told(one) for one in shown if last.get(one.rule, one.month) == one.month]

    def _told(self, one: Judged) -> MonthTold:
        dates = sorted(date for date in self._year.worked.at_work if date[:7] == one.month)
        params: dict[str, Any] = {"month": one.month, "agreement": self._year.agreement, "dates_at_work": dates}
        params |= {"days_at_work": one.days_at_work, "as_work": one.as_work, "rate": one.rate, "rule": one.rule}
        return MonthTold(min(one.date, self._on), params, self._lines(one))

    def _lines(self, one: Judged) -> Lines:
        lines = [_line(one.rule, one.minutes, one.params, one.source)]
        if one.part in ENDS or one.rule == UNKNOWN:
            return [_line(one.rule, 0, one.params, one.source)]
        rules = rules_on(self._year.rules, f"{one.month}-01")
        for kind, days in self._kinds.get(one.month, {}).items():
            lines.append(_line(f"leave_as_work_{kind}", 0, {"days": days}, rules.source("leave_as_work")))
        if one.amount:
            lines.append(self._rate(one))
        return [*lines, *self._of_year(one)]

    def _of_year(self, one: Judged) -> Lines:
        """With the year's last month, what the whole year gives: days for each season, and the most waiting days."""
        if one.month != f"{self._year.earning_year}-03" or not self._year.over:
            return []
        rules = rules_on(self._year.rules, f"{one.month}-01")
        earned = sum(each.amount for each in (*self._year.months, *self._year.ends)) // DAY
        summer, winter = seasons(earned, rules)
        most = {"days": waiting_days(earned, rules)}
        return [
            _line("leave_seasons", 0, {"summer": summer, "winter": winter}, rules.source("leave_season")),
            _line("leave_waiting_most", 0, most, rules.source("leave_illness")),
        ]

    def _rate(self, one: Judged) -> dict[str, object]:
        """The days a month, which are certain when the year, or the employment, has ended."""
        last = year_of(self._year.earning_year)[1]
        rules = rules_on(self._year.rules, last)
        which = "first_year" if one.rate == rules.first_year else "later"
        certain = "" if self._year.over else "_likely"
        params = {"days": one.rate, "date": self._year.over or last}
        return _line(f"leave_rate_{which}{certain}", 0, params, rules.source("leave_length"))


def _counted(year: Year) -> dict[str, dict[str, int]]:
    """Days of each kind of absence that count as work, month by month."""
    used: dict[str, int] = {}
    return {
        done.month: as_work_by_kind(done, rules_on(year.rules, f"{done.month}-01"), used)
        for done in year.worked.months()
        if year.rules
    }


def _line(rule: str, minutes: int, params: Mapping[str, Any], source: str | None) -> dict[str, object]:
    return {"rule": rule, "minutes": minutes, "params": dict(params), "source": source, "total": False}
