"""Sends what webhooks have to hear, beside everything else: nobody waits for it, and a slow one delays no other.

A message is settled when its receiver has taken it. If the server ends between the two it goes again by the same
`webhook-id`, by which the receiver knows it.
"""

import random
from dataclasses import dataclass
from functools import partial

from leima.db.database import Database
from leima.db.jobs import Alarm, Job
from leima.db.tables.webhooks import Webhook, WebhookMessage
from leima.db.tx import Tx
from leima.features.notices.store import tell
from leima.features.people.roles import active_with_role
from leima.features.push.sending import wait_after
from leima.features.webhooks import outbox, store
from leima.features.webhooks.notices import WebhookPaused
from leima.features.webhooks.outbox import Due
from leima.features.webhooks.signing import headers
from leima.web.metrics import WEBHOOKS
from leima.world.abreast import Abreast
from leima.world.push import Outcome, Result
from leima.world.webhooks import Webhooks
from leima.world.world import World

AT_ONCE = 16
"""Webhooks that are sent to at the same time."""
IN_A_ROW = 20
"""Messages of one webhook before others have their turn."""
EVERY = 5.0
"""The most seconds until the outbox is looked at again."""
PAUSED_AFTER = 12
"""Messages in a row that did not get through, after which a webhook is paused: some half a day."""
_GONE = 410
"""The receiver says that it wants nothing more."""


@dataclass
class Round:
    """Sends until nothing is due that may be sent."""

    db: Database
    out: Webhooks
    alarm: Alarm

    async def run(self) -> int:
        """Returns how many messages their receivers have taken."""
        return await Abreast(self._due, self._serve, AT_ONCE, self.alarm).run()

    async def _due(self, most: int) -> list[Due]:
        return await self.db.read(partial(outbox.due, most=most))

    async def _serve(self, one: Due) -> int:
        """Sends to one webhook, a message after the other, until one does not get through."""
        webhook, messages = await self.db.read(partial(outbox.waiting, one=one, most=IN_A_ROW))
        sent = 0
        for message in messages if webhook is not None else []:
            assert webhook is not None
            outcome = await self._send(webhook, message)
            await self.db.write(partial(_settle, webhook=webhook, message=message, outcome=outcome))
            WEBHOOKS.labels(outcome.result.value).inc()
            if outcome.result is not Result.SENT:
                break
            sent += 1
        return sent

    async def _send(self, webhook: Webhook, message: WebhookMessage) -> Outcome:
        now = await self.db.read(lambda tx: tx.now)
        signed = headers(store.secrets_of(webhook, now), message.id, now // 1000, message.body)
        return await self.out.post(webhook.address, signed, message.body.encode())


def _settle(tx: Tx, webhook: Webhook, message: WebhookMessage, outcome: Outcome) -> None:
    """What became of a message is kept. A webhook that takes nothing for long is paused, and admins hear of it."""
    tx.org = webhook.org
    if outcome.result is Result.SENT:
        outbox.has_arrived(tx, message, outcome.status)
        return
    again = tx.now + wait_after(message.tries, outcome.retry_after, random.random())
    failures = outbox.has_failed(tx, message, outcome.status, again)
    if (failures >= PAUSED_AFTER or outcome.status == _GONE) and store.pause(tx, webhook):
        for admin in active_with_role(tx, "admin"):
            tell(tx, admin, WebhookPaused(webhook.name))


async def send_due(db: Database, out: Webhooks, alarm: Alarm) -> int:
    """Sends what is due, and lets go what is kept no longer. Returns how many messages were taken or let go."""
    let_go = await db.write(outbox.forget_old) if await db.read(outbox.has_old) else 0
    if not await db.read(outbox.has_due):
        return let_go
    async with db.alone("webhooks") as mine:
        return let_go + (await Round(db, out, alarm).run() if mine else 0)


def sending(world: World) -> Job:
    """The work that does it, and at once when an admin asks."""
    alarm = world.webhooks_wait
    return Job("send_webhooks", lambda db: send_due(db, world.webhooks, alarm), every=EVERY, alarm=alarm)
