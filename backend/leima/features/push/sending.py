"""Sends what waits for phones, beside everything else: nobody waits for it, and one bad subscription delays no other.

A message is taken from the outbox when its push service has taken it. If the server ends between the two it goes again;
its topic and its tag make it be shown once.
"""

import asyncio
import random
from dataclasses import dataclass
from functools import partial

from leima.db.database import Database
from leima.db.jobs import Alarm, Job
from leima.db.tx import Tx
from leima.features.push import outbox, store
from leima.features.push.keys import Pair, the_pair
from leima.features.push.outbox import Due, Waiting
from leima.features.push.quiet import quiet_until
from leima.features.push.sealing import TEST, Where, Words, seal
from leima.web.metrics import PUSHES
from leima.world.abreast import Abreast
from leima.world.push import REFUSED, Outcome, Push, Result
from leima.world.world import World

AT_ONCE = 16
"""Subscriptions that are sent to at the same time."""
IN_A_ROW = 20
"""Messages of one subscription before others have their turn."""
EVERY = 30.0
"""The most seconds until the outbox is looked at again."""
FIRST_WAIT, LONGEST_WAIT = 30_000, 6 * 3_600_000
"""Milliseconds after the first message that did not get through, and at most after many."""


def wait_after(failures: int, retry_after: int, chance: float) -> int:
    """Milliseconds after so many failures: doubled each time, half of it by chance (0 to 1); no less than was asked."""
    most = min(FIRST_WAIT << min(failures, 20), LONGEST_WAIT)
    return max(int(most * (0.5 + chance / 2)), min(retry_after * 1000, LONGEST_WAIT))


@dataclass
class Round:
    """Sends until nothing is due that may be sent."""

    db: Database
    push: Push
    email: str
    pair: Pair
    alarm: Alarm

    async def run(self) -> int:
        """Returns how many messages the push services have taken."""
        return await Abreast(self._due, self._serve, AT_ONCE, self.alarm).run()

    async def _due(self, most: int) -> list[Due]:
        return await self.db.read(partial(outbox.due, most=most))

    async def _serve(self, one: Due) -> int:
        """Sends to one subscription, a message after the other, until one does not get through."""
        messages, sent = await self.db.read(partial(outbox.waiting, one=one, most=IN_A_ROW)), 0
        if one.quiet_from and one.quiet_until:
            now = await self.db.read(lambda tx: tx.now)
            until = quiet_until(now, one.zone, one.quiet_from, one.quiet_until)
            if until is not None:
                await self.db.write(partial(outbox.postpone, one=one, until=until, but=TEST))
                messages = [message for message in messages if message.kind == TEST]
        for message in messages:
            outcome = IDLE if message.idle else await self._send(one, message)
            await self.db.write(partial(_settle, one=one, message=message, outcome=outcome))
            if outcome is not IDLE:
                PUSHES.labels(outcome.result.value).inc()
                sent += outcome.result is Result.SENT
                if outcome.result is not Result.SENT:
                    break
        return sent

    async def _send(self, one: Due, message: Waiting) -> Outcome:
        unread, now = await self.db.read(lambda tx: (outbox.unread(tx, one.org, one.person), tx.now))
        words = Words(message.kind, message.notice, unread)
        where, left = Where(one.endpoint, one.p256dh, one.auth), (message.expires_at - now) // 1000
        try:
            sealed = await asyncio.to_thread(seal, self.pair, self.email, where, words, left)
        except ValueError:
            return REFUSED
        return await self.push.post(one.endpoint, sealed.headers, sealed.content)


IDLE = Outcome(Result.SENT)
"""Nothing has to be said any more."""


def _settle(tx: Tx, one: Due, message: Waiting, outcome: Outcome) -> None:
    """What became of a message is kept."""
    if outcome.result is Result.GONE:
        store.drop_ended(tx, one.org, one.id)
    elif outcome.result is Result.SENT:
        outbox.done(tx, one.org, message.id)
        if outcome is not IDLE:
            store.has_taken(tx, one.org, one.id)
    else:
        store.has_failed(tx, one.org, one.id, tx.now + wait_after(one.failures, outcome.retry_after, random.random()))


def _clean(tx: Tx) -> int:
    return store.drop_orphans(tx) + outbox.forget_old(tx)


async def send_due(db: Database, push: Push, email: str, alarm: Alarm) -> int:
    """Sends what is due, and lets go what can arrive no more. Returns how many messages were taken or let go."""
    let_go = 0
    if await db.read(lambda tx: store.has_orphans(tx) or outbox.has_old(tx)):
        let_go = await db.write(_clean)
    if not await db.read(outbox.has_due):
        return let_go
    async with db.alone("push") as mine:
        if not mine:
            return let_go
        return let_go + await Round(db, push, email, await the_pair(db), alarm).run()


def sending(world: World) -> Job:
    """The work that does it as soon as something is put into the outbox."""
    email, alarm = world.settings.push_email, world.push_waits
    return Job("send_push", lambda db: send_due(db, world.push, email, alarm), every=EVERY, alarm=alarm)
