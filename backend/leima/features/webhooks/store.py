"""Webhooks: where they stand, and who hears of what. Their only writer."""

import json
import uuid
from collections.abc import Sequence
from urllib.parse import urlsplit

from leima.db.tables.webhooks import Webhook, WebhookMessage
from leima.db.tx import Tx
from leima.features.webhooks.signing import new_secret

HOUR = 3_600_000
OLD_SECRET = 24 * HOUR
"""Milliseconds for which the secret before the newest one signs too."""
SHOWN = 100
"""Messages that a list shows, the newest."""


def listed(tx: Tx) -> list[Webhook]:
    """The organisation's webhooks by name."""
    return tx.rows(Webhook, "SELECT * FROM webhook WHERE org=:org ORDER BY name, id", org=tx.org)


def hearing(tx: Tx) -> list[Webhook]:
    """Those that hear of what happens; what a paused one hears waits until it goes on."""
    return tx.rows(Webhook, "SELECT * FROM webhook WHERE org=:org ORDER BY id", org=tx.org)


def find(tx: Tx, id: str) -> Webhook | None:
    """A webhook of the organisation."""
    return tx.get(Webhook, id=id)


def _told(name: str, address: str, events: Sequence[str]) -> dict[str, object]:
    """What the audit trail says: of an address its host alone, since the rest may be a secret of the receiver's."""
    return {"name": name, "address": urlsplit(address).hostname, "events": list(events)}


def add(tx: Tx, name: str, address: str, events: Sequence[str]) -> Webhook:
    """Stores a new webhook with a secret of its own."""
    assert tx.actor is not None
    row = Webhook(
        org=tx.org,
        id=str(uuid.uuid4()),
        name=name,
        address=address,
        events=json.dumps(events),
        secret=new_secret(),
        made_by=tx.actor.person,
        made_at=tx.now,
    )
    tx.insert(row)
    tx.audit("webhook.made", "webhook", row.id, None, _told(name, address, events))
    return row


def change(tx: Tx, row: Webhook, name: str, address: str, events: Sequence[str]) -> None:
    """Another name, address or choice of events. What failed at another address counts no more."""
    sql = (
        "UPDATE webhook SET name=:name, address=:address, events=:events, failures=0, next_at=0"
        " WHERE org=:org AND id=:id"
    )
    tx.run(sql, name=name, address=address, events=json.dumps(events), org=tx.org, id=row.id)
    before = _told(row.name, row.address, json.loads(row.events))
    tx.audit("webhook.changed", "webhook", row.id, before, _told(name, address, events))


def remove(tx: Tx, row: Webhook) -> None:
    """Takes a webhook away with its messages."""
    tx.run("DELETE FROM webhook_message WHERE org=:org AND webhook=:id", org=tx.org, id=row.id)
    tx.run("DELETE FROM webhook WHERE org=:org AND id=:id", org=tx.org, id=row.id)
    tx.audit("webhook.removed", "webhook", row.id, {"name": row.name}, None)


def change_secret(tx: Tx, row: Webhook) -> str:
    """Returns a new secret. The one before it signs too for a day, so that the receiver may change over."""
    secret = new_secret()
    sql = "UPDATE webhook SET secret=:secret, old_secret=:old, old_until=:until WHERE org=:org AND id=:id"
    tx.run(sql, secret=secret, old=row.secret, until=tx.now + OLD_SECRET, org=tx.org, id=row.id)
    tx.audit("webhook.secret", "webhook", row.id, None, {"name": row.name})
    return secret


def secrets_of(row: Webhook, now: int) -> list[str]:
    """The secrets that sign now."""
    return [row.secret, *([row.old_secret] if row.old_secret and now < row.old_until else [])]


def pause(tx: Tx, row: Webhook) -> bool:
    """Sends nothing more to it. Returns whether it was sent to before."""
    sql = "UPDATE webhook SET paused_at=:now WHERE org=:org AND id=:id AND paused_at IS NULL"
    paused = bool(tx.met(sql, now=tx.now, org=tx.org, id=row.id))
    if paused:
        tx.audit("webhook.paused", "webhook", row.id, None, {"name": row.name})
    return paused


def resume(tx: Tx, row: Webhook) -> None:
    """Goes on where it was paused, with all that waits."""
    sql = "UPDATE webhook SET paused_at=NULL, failures=0, next_at=0 WHERE org=:org AND id=:id"
    tx.run(sql, org=tx.org, id=row.id)
    if row.paused_at is not None:
        tx.audit("webhook.resumed", "webhook", row.id, None, {"name": row.name})


# Messages

_ADD = (
    "INSERT INTO webhook_message (org, id, webhook, event, body, at, due_at, tries, tried_at, status, sent_at)"
    " VALUES (:org, :id, :webhook, :event, :body, :now, :now, 0, NULL, NULL, NULL)"
)


def add_message(tx: Tx, webhook: str, event: str, body: str) -> None:
    """A message that is due now."""
    tx.later(_ADD, org=tx.org, id=f"msg_{uuid.uuid4().hex}", webhook=webhook, event=event, body=body, now=tx.now)


def messages(tx: Tx, webhook: str) -> list[WebhookMessage]:
    """A webhook's newest messages."""
    sql = "SELECT * FROM webhook_message WHERE org=:org AND webhook=:webhook ORDER BY at DESC, id LIMIT :most"
    return tx.rows(WebhookMessage, sql, org=tx.org, webhook=webhook, most=SHOWN)


def send_again(tx: Tx, webhook: str, id: str) -> bool:
    """A message is due now, whatever became of it before. Returns whether there is such a message."""
    sql = "UPDATE webhook_message SET due_at=:now, tries=0, sent_at=NULL WHERE org=:org AND webhook=:webhook AND id=:id"
    found = bool(tx.met(sql, now=tx.now, org=tx.org, webhook=webhook, id=id))
    if found:
        tx.run("UPDATE webhook SET next_at=0 WHERE org=:org AND id=:id", org=tx.org, id=webhook)
    return found
