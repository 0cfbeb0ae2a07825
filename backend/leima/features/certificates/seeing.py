"""Who sees a certificate: its person and who decides on them today; payroll sees that it was given (decision 32)."""

import json
from typing import NamedTuple

from leima.access.rights import may_decide_today, may_see
from leima.db.actor import Actor
from leima.db.tables.certificates import Certificate
from leima.db.tx import Tx
from leima.features.certificates import store
from leima.features.certificates.belonging import belonging
from leima.features.leave import store as leave

_TAKEN_BACK = ("withdrawn", "cancelled")


class Seen(NamedTuple):
    """A certificate, and whether the actor may open it."""

    row: Certificate
    opened: bool


class Kept(NamedTuple):
    """A file as it is kept: the hash of its bytes and what they are."""

    kept: str
    media: str


def seen(tx: Tx, actor: Actor, id: str) -> Seen | None:
    """The certificate of this id as the actor may see it; None for a missing one, and for one that is not theirs."""
    row = store.certificate(tx, id)
    if row is None or row.deleted:
        return None
    if row.person == actor.person:
        return Seen(row, opened=True)
    if _taken_back(tx, id):
        return None
    if may_decide_today(tx, actor, row.person):
        return Seen(row, opened=True)
    return Seen(row, opened=False) if "payroll" in actor.roles and may_see(tx, actor, row.person) else None


def _taken_back(tx: Tx, id: str) -> bool:
    """Whether its person, or who took the absence away, wants nothing of it any more: nobody else looks at it then."""
    asked = leave.request(tx, id)
    if asked is not None:
        return asked.status in _TAKEN_BACK
    of = belonging(tx, id)
    return of is None or not of.stands


def file_of(tx: Tx, actor: Actor, id: str, sha256: str) -> Kept | None:
    """A file of a certificate that the actor may open."""
    found = seen(tx, actor, id)
    if found is None or not found.opened:
        return None
    files = (one for one in json.loads(found.row.files) if one["sha256"] == sha256)
    return next((Kept(one["kept"], one["media"]) for one in files), None)
