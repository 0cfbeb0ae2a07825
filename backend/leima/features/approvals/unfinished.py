"""What a month still lacks when it is sent or approved. It is told, and asked about; a person decides."""

from leima.db.site import today
from leima.db.tx import Tx
from leima.features.approvals.month_days import month_days
from leima.features.approvals.totals import bounds
from leima.rules import month as rules

_WAITING = " UNION ALL ".join(
    f"SELECT id FROM {table} WHERE org=:org AND person=:person AND status='waiting' AND date BETWEEN :first AND :last"
    for table in ("work_order", "correction", "change_request")
)


def unfinished(tx: Tx, person: str, month: str) -> rules.Unfinished:
    """What a month (YYYY-MM) of a person lacks now."""
    days = [one.day for one in month_days(tx, person, month)]
    return rules.unfinished(days, today(tx), waiting_in(tx, person, month))


def waiting_in(tx: Tx, person: str, month: str) -> int:
    """How many requests about dates of a month nobody has decided on."""
    first, last = bounds(month)
    return len(tx.rows(_WAITING, org=tx.org, person=person, first=first, last=last))
