"""Sends the letters that wait, beside everything else: nobody waits for it.

A letter is taken from the outbox when the mail server has taken it. If the process ends between the two it goes again,
by the same Message-ID.
"""

import asyncio
import random
from functools import partial

from leima.db.database import Database
from leima.db.jobs import Alarm, Job
from leima.db.tx import Tx
from leima.features.mail import outbox, store
from leima.features.mail.outbox import Due
from leima.features.push.quiet import quiet_until
from leima.features.push.sending import wait_after
from leima.web.metrics import LETTERS
from leima.web.words import say
from leima.world.mail import Letter, Post, Result
from leima.world.world import World

AT_ONCE = 4
"""Letters that are sent at the same time."""
EVERY = 60.0
"""The most seconds until the outbox is looked at again."""
SUBJECT, TEXT = "mail.subject", "mail.text"


def letter_of(one: Due, public_url: str) -> Letter:
    """The letter: it says that there is a notice, and where; neither what nor whose."""
    link = f"{public_url}/ilmoitukset/{one.id}"
    return Letter(one.id, one.email, one.lang, say(one.lang, SUBJECT), say(one.lang, TEXT, {"link": link}), one.at)


def _waits_for(tx: Tx, one: Due) -> int | None:
    """When the person's quiet hours end, if it is quiet now."""
    if not one.quiet_from or not one.quiet_until:
        return None
    return quiet_until(tx.now, one.zone, one.quiet_from, one.quiet_until)


def _ready(tx: Tx) -> list[Due]:
    """The next letters to send, one a person; puts off what comes in quiet hours, and drops what has been read."""
    found: list[Due] = []
    for one in outbox.due(tx, AT_ONCE):
        until = _waits_for(tx, one)
        if one.idle:
            outbox.done(tx, one.org, one.id)
        elif until is not None:
            outbox.postpone(tx, one, until, tried=False)
        elif all((one.org, one.person) != (other.org, other.person) for other in found):
            found.append(one)
    return found


def _settle(tx: Tx, one: Due, result: Result) -> None:
    """What became of a letter is kept."""
    if result is Result.SENT:
        outbox.done(tx, one.org, one.id)
        store.has_taken(tx, one.org, one.person, one.email)
        return
    outbox.postpone(tx, one, tx.now + wait_after(one.tries, 0, random.random()), tried=True)
    store.has_failed(tx, one.org, one.person, one.email, refused=result is Result.REFUSED)


async def _send(db: Database, post: Post, public_url: str, one: Due) -> Result:
    result = await post.send(letter_of(one, public_url))
    await db.write(partial(_settle, one=one, result=result))
    LETTERS.labels(result.value).inc()
    return result


async def _round(db: Database, post: Post, public_url: str) -> int:
    """Sends until nothing is due, or the mail server does not work. Returns how many letters it took."""
    sent = 0
    while await db.read(partial(outbox.due, most=1)):
        ready = await db.write(_ready)
        results = await asyncio.gather(*[_send(db, post, public_url, one) for one in ready])
        sent += results.count(Result.SENT)
        if Result.LATER in results:
            break
    return sent


async def send_due(db: Database, post: Post, public_url: str) -> int:
    """Sends what is due, and lets go what is too old. Returns how many letters were taken or let go."""
    let_go = await db.write(outbox.forget_old) if await db.read(outbox.has_old) else 0
    if not post.is_on or not await db.read(partial(outbox.due, most=1)):
        return let_go
    async with db.alone("mail") as mine:
        return let_go + (await _round(db, post, public_url) if mine else 0)


def sending(world: World) -> Job:
    """The work that does it as soon as something is put into the outbox."""
    alarm: Alarm = world.mail_waits
    url = world.settings.public_url
    return Job("send_mail", lambda db: send_due(db, world.mail, url), every=EVERY, alarm=alarm)
