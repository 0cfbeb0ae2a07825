"""After an upgrade: terms that were stored before they told the rules of leave are worked out again."""

from functools import partial

from leima.db.database import Database
from leima.db.tx import Tx
from leima.features.agreements.terms import rebuild
from leima.rules.rows import UnknownAgreement

AT_ONCE = 100
"""People in one unit of work."""
_UNTOLD = "SELECT DISTINCT person FROM terms WHERE org=:org AND NOT deleted AND body NOT LIKE :told ORDER BY person"


def tell_leave(db: Database) -> int:
    """Works out the terms of everybody whose terms say nothing of leave. Returns how many people's then do."""
    told = 0
    for org in db.read_now(lambda tx: tx.values(str, "SELECT id FROM organisation ORDER BY id")):
        people = db.read_now(partial(_untold, org=org))
        told += sum(db.write_now(partial(_tell, org=org, people=some)) for some in _parts(people))
    return told


def _untold(tx: Tx, org: str) -> list[str]:
    return tx.values(str, _UNTOLD, org=org, told='%"leave":%')


def _tell(tx: Tx, org: str, people: list[str]) -> int:
    """A unit of work is one organisation's. Terms that cannot be worked out stay as they are."""
    tx.org = org
    told = 0
    for person in people:
        try:
            told += any(terms.leave for terms in rebuild(tx, person))
        except UnknownAgreement:
            continue
    return told


def _parts(people: list[str]) -> list[list[str]]:
    return [people[at : at + AT_ONCE] for at in range(0, len(people), AT_ONCE)]
