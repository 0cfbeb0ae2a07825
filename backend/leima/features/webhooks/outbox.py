"""What still has to go to webhooks, of all organisations, and what became of what went."""

from typing import NamedTuple

from leima.db.tables.webhooks import Webhook, WebhookMessage
from leima.db.tx import Tx

DAY = 86_400_000
TRIED_FOR = 3 * DAY
"""Milliseconds for which a message is tried by itself; by hand it may be sent again."""
KEPT_FOR = 30 * DAY
"""Milliseconds for which a message is kept."""


class Due(NamedTuple):
    """A webhook that has a message due."""

    org: str
    id: str


_DUE = (
    "SELECT w.org, w.id FROM (SELECT org, webhook, MIN(due_at) AS oldest FROM webhook_message"
    " WHERE due_at <= :now GROUP BY org, webhook) d"
    " JOIN webhook w ON w.org=d.org AND w.id=d.webhook AND w.paused_at IS NULL AND w.next_at <= :now"
    " ORDER BY d.oldest, w.id LIMIT :most"
)


def due(tx: Tx, most: int) -> list[Due]:
    """Webhooks that something is due for, the longest waiting first."""
    return tx.rows(Due, _DUE, now=tx.now, most=most)


def waiting(tx: Tx, one: Due, most: int) -> tuple[Webhook | None, list[WebhookMessage]]:
    """A webhook with its messages that are due, in their order; None where it is gone or paused by now."""
    tx.org = one.org
    row = tx.get(Webhook, id=one.id)
    if row is None or row.paused_at is not None:
        return None, []
    sql = (
        "SELECT * FROM webhook_message WHERE org=:org AND webhook=:id AND due_at <= :now"
        " ORDER BY due_at, at, id LIMIT :most"
    )
    return row, tx.rows(WebhookMessage, sql, org=one.org, id=one.id, now=tx.now, most=most)


def has_arrived(tx: Tx, one: WebhookMessage, status: int | None) -> None:
    """A message got through."""
    sql = (
        "UPDATE webhook_message SET due_at=NULL, sent_at=:now, tried_at=:now, tries=tries+1, status=:status"
        " WHERE org=:org AND id=:id"
    )
    tx.run(sql, now=tx.now, status=status, org=one.org, id=one.id)
    sql = "UPDATE webhook SET failures=0, next_at=0, sent_at=:now WHERE org=:org AND id=:id"
    tx.run(sql, now=tx.now, org=one.org, id=one.webhook)


def has_failed(tx: Tx, one: WebhookMessage, status: int | None, again: int) -> int:
    """A message did not get through; before `again` (epoch ms) nothing goes to its webhook. Returns how many in a row
    have failed there."""
    sql = (
        "UPDATE webhook_message SET due_at=:due, tried_at=:now, tries=tries+1, status=:status WHERE org=:org AND id=:id"
    )
    due_at = again if again <= one.at + TRIED_FOR or one.tries == 0 else None
    tx.run(sql, due=due_at, now=tx.now, status=status, org=one.org, id=one.id)
    sql = "UPDATE webhook SET failures=failures+1, next_at=:again WHERE org=:org AND id=:id RETURNING failures"
    return tx.value(int, sql, again=again, org=one.org, id=one.webhook) or 0


def has_due(tx: Tx) -> bool:
    """Whether any message is due."""
    return tx.value(int, "SELECT 1 FROM webhook_message WHERE due_at <= :now LIMIT 1", now=tx.now) is not None


def has_old(tx: Tx) -> bool:
    """Whether `forget_old` has anything to do."""
    sql = "SELECT 1 FROM webhook_message WHERE at <= :old LIMIT 1"
    return tx.value(int, sql, old=tx.now - KEPT_FOR) is not None


def forget_old(tx: Tx) -> int:
    """Drops messages that are kept no longer. Returns how many."""
    return tx.met("DELETE FROM webhook_message WHERE at <= :old", old=tx.now - KEPT_FOR)
