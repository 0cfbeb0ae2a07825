"""Annual holiday as it is taken: what a date of it uses, and from which earning years."""

from typing import NamedTuple

from leima.db.site import today
from leima.db.tx import Tx
from leima.features.days.stored_facts import named_in_week
from leima.features.ledger.sums import holiday_shares
from leima.rules.calendar import calendar_days
from leima.rules.leave.counting import by_date, counted_on, dates_between, uses_on
from leima.rules.leave.leave import HOLIDAYS, SAVED
from leima.rules.leave.rules import LeaveRules
from leima.rules.pay.postings import Posted, part_of, told_of
from leima.rules.zone import next_date


class _Dates(NamedTuple):
    from_date: str
    until_date: str


def uses(tx: Tx, person: str, date: str, rules: LeaveRules | None) -> int:
    """Hundredths of a day that annual holiday on a date uses; none while no rule is known.

    Where loose days take a Saturday with them, all leave of the person up to the date is counted together.
    """
    if rules is None:
        return 0
    if not rules.saturday_every:
        return uses_on(date, rules, named_in_week(date))
    dates = [one for one in _leave(tx, person, "", date) if one <= date]
    named = by_date(calendar_days(int(dates[0][:4]), int(date[:4]))) if dates else {}
    days = counted_on(dates, [rules], named)
    return days[-1].uses if days and days[-1].date == date else 0


def by_earning_year(tx: Tx, person: str, date: str, one: Posted) -> dict[int, Posted]:
    """What a date takes of annual holiday or saved leave, by earning year: the oldest that has any first. A use of
    saved leave says its year."""
    shares = holiday_shares(tx, person, date, -one.amount, one.account)
    if one.account == SAVED:
        return {year: told_of(part_of(one, -days), {"year": year}) for year, days in shares.items()}
    if len(shares) == 1:
        return {year: one for year in shares}
    return {year: part_of(one, -days) for year, days in shares.items()}


def touch_leave_after(tx: Tx, person: str, date: str) -> None:
    """Touches later dates of annual holiday: a loose day may take its Saturday elsewhere."""
    for later in _leave(tx, person, next_date(date), today(tx)):
        if later > date:
            tx.touch(person, later, later)


def _leave(tx: Tx, person: str, first: str, last: str) -> list[str]:
    """The dates of holidays and saved leave that begin by `last` and end from `first` on, in order, each once."""
    rows = tx.rows(
        _Dates,
        "SELECT from_date, until_date FROM absence WHERE org=:org AND person=:person AND kind IN :kinds"
        " AND from_date <= :last AND until_date >= :first AND NOT deleted ORDER BY from_date",
        org=tx.org,
        person=person,
        kinds=HOLIDAYS,
        first=first,
        last=last,
    )
    found = {one for row in rows for one in dates_between(row.from_date, min(row.until_date, last))}
    return sorted(found)
