"""What a certificate belongs to: an absence, a request for leave, or granted leave, which is both under one id."""

from typing import NamedTuple

from leima.db.tables.absences import Absence
from leima.db.tx import Tx
from leima.features.leave import store as leave
from leima.features.months.store import is_locked

_GONE = ("rejected", "withdrawn", "cancelled")


class Belonging(NamedTuple):
    """What a certificate belongs to, and how far it has come."""

    person: str
    kind: str
    first: str
    last: str
    stands: bool
    """It waits for a word or holds; false once it was refused, withdrawn or cancelled."""
    decided: bool
    """Somebody has decided on it: a request by a word, an absence with its month."""


def belonging(tx: Tx, id: str) -> Belonging | None:
    """The request or the absence of this id."""
    asked = leave.request(tx, id)
    if asked is not None:
        stands = asked.status not in _GONE
        return Belonging(
            asked.person, asked.kind, asked.from_date, asked.until_date, stands, asked.status != "requested"
        )
    away = tx.get(Absence, id=id)
    if away is None:
        return None
    locked = is_locked(tx, away.person, away.until_date)
    return Belonging(away.person, away.kind, away.from_date, away.until_date, not away.deleted, locked)
