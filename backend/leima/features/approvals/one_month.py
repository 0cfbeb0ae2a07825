"""One person's month day by day, so that who decides on it sees every day."""

from typing import Any

from leima.access.rights import may_approve
from leima.db.actor import Actor
from leima.db.site import instant, today
from leima.db.tx import Tx
from leima.db.views import person_name
from leima.features.approvals.month_days import month_days
from leima.features.approvals.summary import summary_of
from leima.features.approvals.views import month_data
from leima.features.days import store as days
from leima.features.days.recompute import dates_between
from leima.features.months import store as months


def one_month(tx: Tx, actor: Actor, person: str, month: str | None) -> dict[str, Any]:
    """The month (YYYY-MM, this one when none is named): how far it has come, its sums, and every date with its result.

    `month` is the row to decide on; null while nobody has sent it. Absences are told as time away.
    """
    chosen = month or today(tx)[:7]
    found = month_days(tx, person, chosen)
    row = months.month_state(tx, person, chosen)
    known = {one.day.date: one for one in found}
    away = days.away(tx, person, f"{chosen}-01", months.last_date(chosen))
    return {
        "as_of": instant(tx.now),
        "today": today(tx),
        "person": person,
        "name": person_name(tx, person),
        "month": chosen,
        "status": months.months_of(tx, person).of(f"{chosen}-01") if row is None else row.status,
        "row": month_data(tx, row) if row is not None else None,
        "may_decide": may_approve(tx, actor, person),
        "summary": summary_of(tx, person, chosen, found),
        "days": [
            {
                "date": date,
                "target": known[date].day.target if date in known else 0,
                "away": any(first <= date <= last for first, last in away),
                "result": known[date].result or None if date in known else None,
            }
            for date in dates_between(f"{chosen}-01", months.last_date(chosen))
        ],
    }
