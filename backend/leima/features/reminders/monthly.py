"""Whose last month has not been sent."""

from leima.features.months.store import last_date
from leima.features.reminders.moment import Missing, Moment
from leima.features.reminders.notices import RemindMonth
from leima.rules.zone import next_date

_NOT_SENT = (
    "SELECT p.id FROM person p JOIN person_role r ON r.org=p.org AND r.person=p.id AND r.role='employee'"
    " WHERE p.org=:org AND p.id IN :people AND p.counts_from <= :last AND EXISTS (SELECT 1 FROM terms t"
    " WHERE t.org=p.org AND t.person=p.id AND NOT t.deleted AND t.from_date <= :last"
    " AND (t.until_date IS NULL OR t.until_date >= :first)) AND NOT EXISTS (SELECT 1 FROM month_state m"
    " WHERE m.org=p.org AND m.person=p.id AND (m.month=:month AND m.status IN ('sent', 'approved', 'closed')"
    " OR m.month > :month AND m.status='closed')) ORDER BY p.id"
)


def not_sent(at: Moment, people: list[str]) -> list[Missing]:
    """Those who had a contract in the last month and have not sent it, from the organisation's day of this month on."""
    day = at.rules["month"].number or 1
    due_on = f"{at.date[:7]}-{day:02}"
    if at.date < due_on:
        return []
    month, tx = next_date(f"{at.date[:7]}-01", -1)[:7], at.tx
    ids = tx.values(str, _NOT_SENT, org=tx.org, people=people, month=month, first=f"{month}-01", last=last_date(month))
    return [Missing(id, month, due_on, RemindMonth(month)) for id in ids]
