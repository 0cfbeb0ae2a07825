"""Tells people once a month of the reports that they keep, when every day of the month has been worked out.

What is told stands in the choice's own row and is written with the notice: two processes tell nothing twice.
"""

from functools import partial

from leima.db.database import Database
from leima.db.jobs import Job
from leima.db.site import turned_through
from leima.db.tables.leading import KeptReport
from leima.db.tx import Tx
from leima.features.leading.kept import last_month
from leima.features.leading.notices import RemindReport
from leima.features.months.store import last_date
from leima.features.notices.store import tell

AT_ONCE = 50
"""Choices that are told of in one transaction."""
_WAITING = (
    "SELECT * FROM kept_report WHERE org=:org AND monthly AND told_month < :month AND person IN"
    " (SELECT p.id FROM person p WHERE p.org=:org AND p.active) ORDER BY person, id LIMIT :limit"
)
_TELL = (
    "UPDATE kept_report SET told_month=:month WHERE org=:org AND person=:person AND id=:id AND monthly"
    " AND told_month < :month"
)


def _organisations(tx: Tx) -> list[str]:
    return tx.values(str, "SELECT id FROM organisation ORDER BY id")


def _tell_some(tx: Tx, org: str) -> int:
    """Tells of some choices whose month is over; returns how many."""
    tx.org = org
    month = last_month(tx)
    if (turned_through(tx) or "") < last_date(month):
        return 0
    told = 0
    for row in tx.rows(KeptReport, _WAITING, org=org, month=month, limit=AT_ONCE):
        if tx.met(_TELL, org=org, person=row.person, id=row.id, month=month):
            tell(tx, row.person, RemindReport(month, row.title, row.id))
            told += 1
    return told


async def tell_monthly(db: Database) -> int:
    """Tells everybody of their reports of the month that is over; returns how many notices it wrote."""
    told = 0
    for org in await db.read(_organisations):
        while some := await db.write(partial(_tell_some, org=org)):
            told += some
    return told


TELL_MONTHLY = Job("monthly_reports", tell_monthly, every=3600.0, at_midnight=True)
