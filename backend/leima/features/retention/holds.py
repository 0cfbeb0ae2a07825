"""Legal holds: their only writer. While one stands, nothing of a person, or of the organisation, goes."""

import uuid

from leima.db.site import today
from leima.db.sync_sql import lock_people
from leima.db.tables.retention import LegalHold
from leima.db.tx import Tx

_STANDS = "lifted_at IS NULL AND from_date <= :today AND (until_date IS NULL OR until_date >= :today)"


def holds(tx: Tx) -> list[LegalHold]:
    """Every hold of the organisation, the newest first."""
    return tx.rows(LegalHold, "SELECT * FROM legal_hold WHERE org=:org ORDER BY set_at DESC, id", org=tx.org)


def hold(tx: Tx, id: str) -> LegalHold | None:
    """A hold of the organisation, or None."""
    return tx.get(LegalHold, id=id)


def stands(tx: Tx, row: LegalHold) -> bool:
    """Whether a hold stands today."""
    now = today(tx)
    return row.lifted_at is None and row.from_date <= now and (row.until_date is None or row.until_date >= now)


def is_held(tx: Tx, person: str | None = None) -> bool:
    """Whether the organisation is on hold today, or the person is."""
    now = today(tx)
    sql = f"SELECT COUNT(*) FROM legal_hold WHERE org=:org AND person IS NULL AND {_STANDS}"
    if tx.value(int, sql, org=tx.org, today=now):
        return True
    sql = f"SELECT COUNT(*) FROM legal_hold WHERE org=:org AND person=:person AND {_STANDS}"
    return person is not None and bool(tx.value(int, sql, org=tx.org, person=person, today=now))


def set_hold(tx: Tx, by: str, person: str | None, reason: str, first: str, last: str | None) -> LegalHold:
    """A new hold of a person, or of the whole organisation. A removal that is at them ends before it stands."""
    everybody = "SELECT id FROM person WHERE org=:org ORDER BY id"
    lock_people(tx, [person] if person is not None else tx.values(str, everybody, org=tx.org))
    row = LegalHold(
        org=tx.org,
        id=str(uuid.uuid4()),
        person=person,
        reason=reason,
        from_date=first,
        until_date=last,
        set_by=by,
        set_at=tx.now,
    )
    tx.insert(row)
    told = {"person": person, "reason": reason, "from_date": first, "until_date": last}
    tx.audit("hold.set", "legal_hold", row.id, None, told)
    return row


def lift_hold(tx: Tx, by: str, row: LegalHold) -> None:
    """Ends a hold; once is enough."""
    if row.lifted_at is None:
        tx.run(
            "UPDATE legal_hold SET lifted_at=:now, lifted_by=:by WHERE org=:org AND id=:id",
            now=tx.now,
            by=by,
            org=tx.org,
            id=row.id,
        )
        tx.audit("hold.lifted", "legal_hold", row.id, {"person": row.person, "reason": row.reason}, None)
