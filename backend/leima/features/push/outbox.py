"""What still has to go to phones: rows that are written with their notice, and taken away when they have arrived."""

from typing import NamedTuple

from leima.db.tx import Tx
from leima.features.push.topics import topic_of

DAY = 86_400_000
KEPT_FOR = 3 * DAY
"""Milliseconds for which a message is tried; its notice stays in the inbox."""
SESSION = 90 * DAY
"""A session that nobody has used for so long has ended by itself."""

_ADD = (
    "INSERT INTO push_outbox (org, id, subscription, person, notice, kind, at, due_at, expires_at)"
    " SELECT s.org, s.id || ':' || :notice, s.id, s.person, :notice, :kind, :now, :now, :until"
    " FROM push_subscription s WHERE s.org=:org AND s.person=:person"
)
_CHOSEN = (
    " AND NOT EXISTS (SELECT 1 FROM push_choice c"
    " WHERE c.org=s.org AND c.person=s.person AND c.off LIKE '%\"' || :topic || '\"%')"
)


def add(tx: Tx, person: str, notice: str, kind: str) -> None:
    """A notice goes to each device of its person that takes messages, unless they have turned its topic off."""
    told = {"org": tx.org, "person": person, "notice": notice, "kind": kind, "now": tx.now}
    tx.run(_ADD + _CHOSEN, **told, until=tx.now + KEPT_FOR, topic=topic_of(kind))


def add_test(tx: Tx, subscription: str, person: str, kind: str) -> None:
    """A message to one device alone, whatever the person has chosen."""
    sql = (
        "INSERT INTO push_outbox (org, id, subscription, person, notice, kind, at, due_at, expires_at)"
        " VALUES (:org, :id, :subscription, :person, '', :kind, :now, :now, :until)"
        " ON CONFLICT (org, id) DO UPDATE SET due_at=excluded.due_at, expires_at=excluded.expires_at"
    )
    told = {"org": tx.org, "id": f"{subscription}:{kind}", "subscription": subscription, "person": person, "kind": kind}
    tx.run(sql, **told, now=tx.now, until=tx.now + 600_000)


class Due(NamedTuple):
    """A subscription that something is due for, with what it takes to send it there."""

    org: str
    id: str
    person: str
    endpoint: str
    p256dh: str
    auth: str
    failures: int
    zone: str
    quiet_from: str | None
    quiet_until: str | None
    oldest: int


_STANDS = (
    " JOIN session_family f ON f.org=s.org AND f.id=s.family AND f.person=s.person AND f.revoked_at IS NULL"
    " AND f.last_seen_at > :seen JOIN person p ON p.org=s.org AND p.id=s.person AND p.active=:yes"
)
_DUE = (
    "SELECT s.org, s.id, s.person, s.endpoint, s.p256dh, s.auth, s.failures, o.zone,"
    " c.quiet_from, c.quiet_until, d.oldest FROM (SELECT org, subscription, MIN(due_at) AS oldest FROM push_outbox"
    " WHERE due_at <= :now AND expires_at > :now GROUP BY org, subscription) d"
    " JOIN push_subscription s ON s.org=d.org AND s.id=d.subscription AND s.next_at <= :now"
    f"{_STANDS} JOIN organisation o ON o.id=s.org"
    " LEFT JOIN push_choice c ON c.org=s.org AND c.person=s.person ORDER BY d.oldest, s.id LIMIT :most"
)


def due(tx: Tx, most: int) -> list[Due]:
    """Subscriptions of sessions that stand, of all organisations, whose messages are due; the longest waiting first."""
    return tx.rows(Due, _DUE, now=tx.now, seen=tx.now - SESSION, yes=True, most=most)


class Waiting(NamedTuple):
    """A message that waits. `idle` when its notice has been read elsewhere or withdrawn."""

    id: str
    notice: str
    kind: str
    expires_at: int
    idle: int


def waiting(tx: Tx, one: Due, most: int) -> list[Waiting]:
    """The messages of a subscription that are due, oldest first."""
    sql = (
        "SELECT o.id, o.notice, o.kind, o.expires_at,"
        " CASE WHEN n.id IS NOT NULL AND (n.read_at IS NOT NULL OR n.deleted) THEN 1 ELSE 0 END AS idle"
        " FROM push_outbox o LEFT JOIN notice n ON n.org=o.org AND n.id=o.notice"
        " WHERE o.org=:org AND o.subscription=:id AND o.due_at <= :now AND o.expires_at > :now"
        " ORDER BY o.at, o.id LIMIT :most"
    )
    return tx.rows(Waiting, sql, org=one.org, id=one.id, now=tx.now, most=most)


def unread(tx: Tx, org: str, person: str) -> int:
    """How many notices of a person nobody has read."""
    sql = "SELECT COUNT(*) FROM notice WHERE org=:org AND person=:person AND read_at IS NULL AND NOT deleted"
    return tx.value(int, sql, org=org, person=person) or 0


def postpone(tx: Tx, one: Due, until: int, but: str) -> None:
    """Nothing of a subscription is due before an instant, except messages of kind `but`."""
    sql = (
        "UPDATE push_outbox SET due_at=:until WHERE org=:org AND subscription=:id AND due_at < :until AND kind <> :but"
    )
    tx.run(sql, org=one.org, id=one.id, until=until, but=but)


def done(tx: Tx, org: str, id: str) -> None:
    """The message has arrived, or is not to."""
    tx.run("DELETE FROM push_outbox WHERE org=:org AND id=:id", org=org, id=id)


def has_due(tx: Tx) -> bool:
    """Whether anything is due."""
    return tx.value(int, "SELECT 1 FROM push_outbox WHERE due_at <= :now LIMIT 1", now=tx.now) is not None


def has_old(tx: Tx) -> bool:
    """Whether `forget_old` has anything to do."""
    sql = (
        "SELECT 1 FROM push_outbox o WHERE o.expires_at <= :now OR NOT EXISTS (SELECT 1 FROM push_subscription s"
        " WHERE s.org=o.org AND s.id=o.subscription) LIMIT 1"
    )
    return tx.value(int, sql, now=tx.now) is not None


def forget_old(tx: Tx) -> int:
    """Drops messages whose time is over and those of subscriptions that have ended. Returns how many."""
    sql = (
        "DELETE FROM push_outbox WHERE expires_at <= :now OR NOT EXISTS (SELECT 1 FROM push_subscription s"
        " WHERE s.org=push_outbox.org AND s.id=push_outbox.subscription)"
    )
    return tx.met(sql, now=tx.now)
