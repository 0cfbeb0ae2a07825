"""Admins hear once a month that records may go. Nothing is removed by itself: somebody looks first."""

from functools import partial

from leima.db.database import Database
from leima.db.jobs import Job
from leima.db.tx import Tx
from leima.features.notices.store import tell
from leima.features.people.roles import active_with_role
from leima.features.retention.notices import RetentionDue
from leima.features.retention.running import plan

DAY = 86_400.0
AGAIN = 30 * 86_400_000
"""Milliseconds until admins hear of it again."""


def _due(tx: Tx, org: str) -> int:
    """How many records may go, where nobody has heard of it lately."""
    tx.org = org
    sql = "SELECT COUNT(*) FROM notice WHERE org=:org AND kind=:kind AND at > :since"
    if tx.value(int, sql, org=org, kind=RetentionDue.kind, since=tx.now - AGAIN):
        return 0
    return sum(one.records for one in plan(tx).kinds)


def _tell(tx: Tx, org: str) -> int:
    records = _due(tx, org)
    people = active_with_role(tx, "admin") if records else []
    for person in people:
        tell(tx, person, RetentionDue(records))
    return len(people)


async def remind(db: Database) -> int:
    """Tells the admins of each organisation in which something may go. Returns how many."""
    told = 0
    for org in await db.read(lambda tx: tx.values(str, "SELECT id FROM organisation ORDER BY id")):
        if await db.read(partial(_due, org=org)):
            told += await db.write(partial(_tell, org=org))
    return told


REMIND = Job("remind_of_retention", remind, every=DAY)
