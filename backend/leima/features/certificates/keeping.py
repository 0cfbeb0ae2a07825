"""How long certificates are kept: as long as the kind of their absence asks, and not when it came to nothing."""

import json
from functools import cache, partial

from leima import paths
from leima.db.database import Database
from leima.db.jobs import Job
from leima.db.site import today
from leima.db.tx import Tx
from leima.features.certificates import store
from leima.features.certificates.belonging import belonging
from leima.features.retention.holds import is_held
from leima.rules.retention import KeptFor, kept_until

DAY = 86_400.0


@cache
def kept_for() -> tuple[KeptFor, ...]:
    """The dated rows of `shared/tables/kept/certificates.json`."""
    told = json.loads((paths.shared() / "tables" / "kept" / "certificates.json").read_text(encoding="utf-8"))
    return tuple(KeptFor(row["key"], row["from"], row["until"], row["value"]) for row in told["rows"])


def _over(tx: Tx, org: str, id: str) -> bool:
    """Whether nothing asks for a certificate any more: its time is over, or its leave came to nothing."""
    tx.org = org
    of = belonging(tx, id)
    return of is None or not of.stands or kept_until(of.kind, of.last, kept_for()) < today(tx)


def _drop(tx: Tx, org: str, id: str) -> int:
    tx.org = org
    row = store.certificate(tx, id)
    if row is None or row.deleted or not _over(tx, org, id) or is_held(tx, row.person):
        return 0
    store.take_away(tx, row)
    return 1


async def drop_old(db: Database) -> int:
    """Takes away every certificate whose time is over, but for those of people on hold. Returns how many."""
    dropped = 0
    for row in await db.read(store.standing):
        if await db.read(partial(_over, org=row.org, id=row.id)):
            dropped += await db.write(partial(_drop, org=row.org, id=row.id))
    return dropped


DROP_OLD = Job("drop_certificates", drop_old, every=DAY)
