"""Passkeys and the challenges that have been given out. Their only writer."""

from leima.db.tables.passkeys import Passkey, PasskeyTry
from leima.db.tx import Tx
from leima.features.auth.secrets import digest

LASTS = 600_000
"""Milliseconds that a challenge may be signed in."""


def signed_in_at(tx: Tx, family: str) -> int:
    """When the person of a session last proved who they are on its device (epoch ms)."""
    sql = "SELECT signed_in_at FROM session_family WHERE org=:org AND id=:id"
    return tx.value(int, sql, org=tx.org, id=family) or 0


def own(tx: Tx, person: str) -> list[Passkey]:
    """The passkeys of a person of `tx.org`, the oldest first."""
    sql = "SELECT * FROM passkey WHERE org=:org AND person=:person ORDER BY made_at, id"
    return tx.rows(Passkey, sql, org=tx.org, person=person)


def find(tx: Tx, id: str) -> Passkey | None:
    """The passkey of any organisation that an authenticator calls so. `tx.org` may not be set yet."""
    return tx.one(Passkey, "SELECT * FROM passkey WHERE id=:id", id=id)


def add(tx: Tx, row: Passkey) -> bool:
    """Keeps a new passkey; False when one of that id is there."""
    sql = (
        "INSERT INTO passkey (org, id, person, name, public_key, sign_count, made_at, used_at, copied_at)"
        " VALUES (:org, :id, :person, :name, :public_key, :sign_count, :made_at, NULL, NULL) ON CONFLICT DO NOTHING"
    )
    added = tx.met(sql, **row.model_dump(exclude={"used_at", "copied_at"})) == 1
    if added:
        tx.audit("passkey.added", "person", row.person, None, {"name": row.name})
    return added


def rename(tx: Tx, person: str, id: str, name: str) -> bool:
    """Calls a person's passkey otherwise; False when there is none."""
    sql = "UPDATE passkey SET name=:name WHERE org=:org AND person=:person AND id=:id"
    return tx.met(sql, name=name, org=tx.org, person=person, id=id) == 1


def remove(tx: Tx, person: str, id: str) -> bool:
    """Takes a person's passkey away; False when there is none."""
    gone = tx.met("DELETE FROM passkey WHERE org=:org AND person=:person AND id=:id", org=tx.org, person=person, id=id)
    if gone:
        tx.audit("passkey.removed", "person", person, {"passkey": id}, None)
    return gone == 1


def remove_all(tx: Tx, person: str) -> bool:
    """Takes all passkeys of a person of `tx.org` away; False when there are none."""
    gone = tx.met("DELETE FROM passkey WHERE org=:org AND person=:person", org=tx.org, person=person)
    if gone:
        tx.audit("passkey.removed", "person", person, {"passkeys": gone}, None)
    return gone > 0


def use(tx: Tx, row: Passkey, count: int) -> bool:
    """The passkey has signed with this count of its own; False when it goes back, so that somebody has a copy."""
    met = tx.met(
        "UPDATE passkey SET sign_count=:count, used_at=:now WHERE org=:org AND id=:id AND copied_at IS NULL"
        " AND (sign_count < :count OR (sign_count = 0 AND :count = 0))",
        count=count,
        now=tx.now,
        org=row.org,
        id=row.id,
    )
    return met == 1


def shut(tx: Tx, row: Passkey) -> None:
    """A passkey of which somebody has a copy opens nothing any more."""
    tx.run("UPDATE passkey SET copied_at=:now WHERE org=:org AND id=:id", now=tx.now, org=row.org, id=row.id)
    tx.audit("passkey.copied", "person", row.person, None, {"name": row.name})


def add_try(tx: Tx, challenge: str, org: str | None, person: str | None) -> None:
    """A challenge has been given out; those that are over are forgotten."""
    tx.run("DELETE FROM passkey_try WHERE expires_at <= :now", now=tx.now)
    tx.insert(PasskeyTry(hash=digest(challenge), org=org, person=person, expires_at=tx.now + LASTS))


def take_try(tx: Tx, challenge: str, org: str | None, person: str | None) -> bool:
    """Uses up a challenge that was given to this person, or to nobody yet; False when it is not good."""
    hash = digest(challenge)
    row = tx.one(PasskeyTry, "SELECT * FROM passkey_try WHERE hash=:hash AND expires_at > :now", hash=hash, now=tx.now)
    if row is None or (row.org, row.person) != (org, person):
        return False
    return tx.met("DELETE FROM passkey_try WHERE hash=:hash", hash=hash) == 1
