"""What a month still lacks when it is sent or approved. The person is asked, and decides."""

from collections.abc import Sequence

from leima.db.site import today
from leima.db.tx import Tx
from leima.features.approvals.month_days import Known, month_days
from leima.features.approvals.totals import bounds
from leima.rules import month as rules

_WAITING = " UNION ALL ".join(
    f"SELECT id FROM {table} WHERE org=:org AND person=:person AND status='waiting' AND date BETWEEN :first AND :last"
    for table in ("work_order", "correction", "change_request")
)


def unfinished(tx: Tx, person: str, month: str) -> rules.Unfinished:
    """What a month (YYYY-MM) of a person lacks now."""
    return lacking(tx, person, month, month_days(tx, person, month))


def lacking(tx: Tx, person: str, month: str, known: Sequence[Known]) -> rules.Unfinished:
    """The same of a month whose days have been read. A kiky mark that waits for a word is a request like others."""
    marks = sum(finding["kind"] == "kiky_waits" for one in known for finding in one.result.get("findings", ()))
    first, last = bounds(month)
    waiting = len(tx.values(str, _WAITING, org=tx.org, person=person, first=first, last=last))
    return rules.unfinished([one.day for one in known], today(tx), waiting + marks)
