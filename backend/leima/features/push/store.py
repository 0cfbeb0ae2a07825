"""Subscriptions of devices and what people have chosen: their only writer."""

import json
from hashlib import sha256
from uuid import uuid4

from leima.db.actor import Actor
from leima.db.tables.push import PushChoice, PushSubscription
from leima.db.tx import Tx
from leima.features.push.outbox import SESSION
from leima.features.push.sealing import Where


def mark_of(endpoint: str) -> str:
    """What an endpoint is known by."""
    return sha256(endpoint.encode()).hexdigest()


def of_device(tx: Tx, actor: Actor) -> PushSubscription | None:
    """The subscription of the device that asks."""
    sql = "SELECT * FROM push_subscription WHERE org=:org AND person=:person AND family=:family"
    return tx.one(PushSubscription, sql, org=tx.org, person=actor.person, family=actor.family)


_KEEP = (
    "INSERT INTO push_subscription (org, id, person, family, endpoint, mark, p256dh, auth, created_at, failures,"
    " failing_since, next_at, sent_at, tried_at) VALUES (:org, :id, :person, :family, :endpoint, :mark, :p256dh, :auth,"
    " :now, 0, NULL, 0, NULL, 0) ON CONFLICT (mark) DO UPDATE SET org=excluded.org, id=excluded.id,"
    " person=excluded.person, family=excluded.family, p256dh=excluded.p256dh, auth=excluded.auth,"
    " created_at=excluded.created_at, failures=0, failing_since=NULL, next_at=0, sent_at=NULL, tried_at=0"
)


def keep(tx: Tx, actor: Actor, where: Where) -> None:
    """The device takes messages at an endpoint from now on, and at no other; nobody else gets theirs there.

    What waited for an earlier owner of the endpoint stays with their subscription, which is gone.
    """
    mark, known = mark_of(where.endpoint), of_device(tx, actor)
    given = {"p256dh": where.p256dh, "auth": where.auth}
    if known is not None and known.mark == mark:
        sql = "UPDATE push_subscription SET p256dh=:p256dh, auth=:auth WHERE org=:org AND id=:id"
        tx.run(sql, org=tx.org, id=known.id, **given)
        return
    drop_of_device(tx, actor)
    id, whose = str(uuid4()), {"person": actor.person, "family": actor.family}
    tx.run(_KEEP, org=tx.org, id=id, **whose, endpoint=where.endpoint, mark=mark, now=tx.now, **given)
    tx.audit("push.on", "person", actor.person, None, {"device": actor.family})


def drop_of_device(tx: Tx, actor: Actor) -> bool:
    """The device takes no messages any more. Returns whether it did."""
    row = of_device(tx, actor)
    if row is not None:
        _drop(tx, row.id)
        tx.audit("push.off", "person", actor.person, {"device": actor.family}, None)
    return row is not None


_SESSION = "(SELECT id FROM push_subscription WHERE org=:org AND family=:family)"


def _drop(tx: Tx, id: str) -> None:
    tx.run("DELETE FROM push_outbox WHERE org=:org AND subscription=:id", org=tx.org, id=id)
    tx.run("DELETE FROM push_subscription WHERE org=:org AND id=:id", org=tx.org, id=id)


def drop_of_session(tx: Tx, family: str) -> None:
    """The session has ended, and with it the messages to its device."""
    tx.run(f"DELETE FROM push_outbox WHERE org=:org AND subscription IN {_SESSION}", org=tx.org, family=family)
    tx.run("DELETE FROM push_subscription WHERE org=:org AND family=:family", org=tx.org, family=family)


def drop_of_others(tx: Tx, person: str, device: str) -> None:
    """Somebody signs in on a device: what others take there goes no more, of whichever organisation they are."""
    sql = (
        "DELETE FROM push_subscription WHERE NOT (org=:org AND person=:person) AND EXISTS"
        " (SELECT 1 FROM session_family f WHERE f.org=push_subscription.org AND f.id=push_subscription.family"
        " AND f.device=:device)"
    )
    tx.run(sql, org=tx.org, person=person, device=device)


def drop_of_person(tx: Tx, person: str, keep: str) -> None:
    """Every session of a person has ended but `keep`."""
    sql = "SELECT family FROM push_subscription WHERE org=:org AND person=:person AND family <> :keep"
    for family in tx.values(str, sql, org=tx.org, person=person, keep=keep):
        drop_of_session(tx, family)


def drop_ended(tx: Tx, org: str, id: str) -> None:
    """The push service says that the subscription is no more."""
    tx.org = org
    _drop(tx, id)


_STANDS = (
    "EXISTS (SELECT 1 FROM session_family f JOIN person p ON p.org=f.org AND p.id=f.person AND p.active=:yes"
    " WHERE f.org=push_subscription.org AND f.id=push_subscription.family AND f.person=push_subscription.person"
    " AND f.revoked_at IS NULL AND f.last_seen_at > :seen)"
)


def has_orphans(tx: Tx) -> bool:
    """Whether a subscription stands whose session has ended."""
    sql = f"SELECT 1 FROM push_subscription WHERE NOT {_STANDS} LIMIT 1"
    return tx.value(int, sql, yes=True, seen=tx.now - SESSION) is not None


def drop_orphans(tx: Tx) -> int:
    """Drops the subscriptions of sessions that have ended, of all organisations. Returns how many."""
    return tx.met(f"DELETE FROM push_subscription WHERE NOT {_STANDS}", yes=True, seen=tx.now - SESSION)


def has_taken(tx: Tx, org: str, id: str) -> None:
    """The push service has taken a message."""
    sql = (
        "UPDATE push_subscription SET failures=0, failing_since=NULL, next_at=0, sent_at=:now WHERE org=:org AND id=:id"
    )
    tx.run(sql, org=org, id=id, now=tx.now)


def has_failed(tx: Tx, org: str, id: str, again: int) -> None:
    """A message did not get through; before `again` (epoch ms) nothing more is tried."""
    sql = (
        "UPDATE push_subscription SET failures=failures+1, failing_since=COALESCE(failing_since, :now), next_at=:again"
        " WHERE org=:org AND id=:id"
    )
    tx.run(sql, org=org, id=id, now=tx.now, again=again)


def has_tried(tx: Tx, id: str) -> None:
    """The person has asked for a test message: it is tried at once."""
    sql = "UPDATE push_subscription SET tried_at=:now, next_at=0 WHERE org=:org AND id=:id"
    tx.run(sql, org=tx.org, id=id, now=tx.now)


def choices(tx: Tx, person: str) -> PushChoice | None:
    """What a person has chosen, if anything."""
    return tx.get(PushChoice, person=person)


def choose(tx: Tx, person: str, off: list[str], quiet: tuple[str, str] | None) -> None:
    """Keeps a person's choices."""
    before = choices(tx, person)
    start, end = quiet or (None, None)
    told = {"off": json.dumps(sorted(set(off))), "quiet_from": start, "quiet_until": end}
    sql = (
        "INSERT INTO push_choice (org, person, off, quiet_from, quiet_until) VALUES (:org, :person, :off, :quiet_from,"
        " :quiet_until) ON CONFLICT (org, person) DO UPDATE SET off=excluded.off, quiet_from=excluded.quiet_from,"
        " quiet_until=excluded.quiet_until"
    )
    tx.run(sql, org=tx.org, person=person, **told)
    old = before and {name: getattr(before, name) for name in told}
    if old != told:
        tx.audit("push.chosen", "person", person, old, told)
