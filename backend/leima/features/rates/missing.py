"""In November admins are told, once a year, that the next year's rates are not in yet."""

from functools import partial

from leima.db.database import Database
from leima.db.jobs import Job
from leima.db.tx import Tx
from leima.features.notices.store import tell
from leima.features.people.roles import active_with_role
from leima.features.rates.compare import Years, next_year
from leima.features.rates.notices import RatesMissing

_DAY_MS = 24 * 3_600_000
SINCE = 92 * _DAY_MS
"""From November to the end of a year is less: what was told within it was told this year."""


def _organisations(tx: Tx) -> list[str]:
    return tx.values(str, "SELECT id FROM organisation ORDER BY id")


def _tell(tx: Tx, org: str) -> int:
    """Tells the organisation's admins, unless they know or nothing is due. Returns how many."""
    tx.org = org
    sql = "SELECT COUNT(*) FROM notice WHERE org=:org AND kind=:kind AND at > :since"
    if tx.value(int, sql, org=org, kind=RatesMissing.kind, since=tx.now - SINCE):
        return 0
    coming = next_year(tx, Years(tx), "fi")
    if not coming.due:
        return 0
    admins = active_with_role(tx, "admin")
    for person in admins:
        tell(tx, person, RatesMissing(coming.year, len(coming.missing)))
    return len(admins)


async def tell_missing(db: Database) -> int:
    """Tells every organisation whose next year is missing; returns how many people."""
    told = 0
    async with db.alone("rates") as mine:
        for org in await db.read(_organisations) if mine else []:
            told += await db.write(partial(_tell, org=org))
    return told


TELL_MISSING = Job("rates_missing", tell_missing, every=6 * 3600.0, at_midnight=True)
