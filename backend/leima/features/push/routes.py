"""/api/v1/push and /api/v1/notices/choices: which devices take messages, and which messages."""

import asyncio
import json

from litestar import Router, delete, get, post, put
from litestar.params import JSONBody

from leima.db.actor import Actor
from leima.db.site import instant
from leima.db.tx import Tx
from leima.features.push import forms, outbox, store
from leima.features.push.keys import the_pair
from leima.features.push.sealing import TEST, Where, Words, application_key, seal
from leima.features.push.topics import TOPICS
from leima.web.answers import errors
from leima.web.dependencies import Claims, Outside, Store
from leima.web.errors import Invalid, NotFound, TooMany
from leima.web.guard import as_actor

BETWEEN_TESTS = 30_000
"""Milliseconds between two test messages of a device."""


@get("/push/key", operation_id="readPushKey")
async def read_key(claims: Claims, db: Store) -> forms.PushKeyAnswer:
    """The server's public key; the first who asks has it made."""
    await db.read(as_actor(claims, lambda _, actor: actor))
    pair = await the_pair(db)
    return forms.PushKeyAnswer(await asyncio.to_thread(application_key, pair))


def _state(tx: Tx, actor: Actor) -> forms.DeviceState:
    row = store.of_device(tx, actor)
    if row is None:
        return forms.DeviceState(False)
    sent, failing = (None if at is None else instant(at) for at in (row.sent_at, row.failing_since))
    return forms.DeviceState(True, row.endpoint, sent, failing)


@get("/push/subscription", operation_id="readPushSubscription")
async def read_subscription(claims: Claims, db: Store) -> forms.DeviceState:
    """Whether messages go to the device that asks, and whether they arrive."""
    return await db.read(as_actor(claims, _state))


@put("/push/subscription", operation_id="keepPushSubscription")
async def subscribe(claims: Claims, db: Store, world: Outside, data: JSONBody[forms.Subscribe]) -> forms.DeviceState:
    """Messages go to the device that asks, at this endpoint of a known push service and at no other."""
    await db.read(as_actor(claims, lambda _, actor: actor))
    where = Where(data.endpoint, data.p256dh, data.auth)
    if not world.push.takes(where.endpoint):
        raise Invalid("push_endpoint", fields=[{"field": "endpoint", "message": "push_endpoint"}])
    try:
        await asyncio.to_thread(seal, await the_pair(db), world.settings.push_email, where, Words(TEST, "", 0), 1)
    except ValueError as error:
        raise Invalid("push_keys", fields=[{"field": "p256dh", "message": "push_keys"}]) from error

    def work(tx: Tx, actor: Actor) -> forms.DeviceState:
        store.keep(tx, actor, where)
        return _state(tx, actor)

    return await db.write(as_actor(claims, work))


@delete("/push/subscription", operation_id="dropPushSubscription")
async def unsubscribe(claims: Claims, db: Store) -> None:
    """No messages go to the device that asks any more."""
    await db.write(as_actor(claims, lambda tx, actor: (store.drop_of_device(tx, actor), None)[1]))


@post("/push/test", status_code=204, operation_id="sendTestPush", responses=errors(404, 429))
async def try_it(claims: Claims, db: Store, world: Outside, data: JSONBody[forms.TryPush]) -> None:
    """Sends a test message to the device that asks, at most every half a minute.

    404 when the server knows no such endpoint of the device: then it is to subscribe anew.
    """

    def work(tx: Tx, actor: Actor) -> None:
        row = store.of_device(tx, actor)
        if row is None or row.endpoint != data.endpoint:
            raise NotFound()
        left = row.tried_at + BETWEEN_TESTS - tx.now
        if left > 0:
            raise TooMany(retry_after=-(-left // 1000), seconds=-(-left // 1000))
        store.has_tried(tx, row.id)
        outbox.add_test(tx, row.id, actor.person, TEST)

    await db.write(as_actor(claims, work))
    world.push_waits.ring()


def _chosen(tx: Tx, actor: Actor) -> forms.Choices:
    row = store.choices(tx, actor.person)
    quiet = (
        forms.Quiet(start=row.quiet_from, end=row.quiet_until) if row and row.quiet_from and row.quiet_until else None
    )
    return forms.Choices(list(TOPICS), json.loads(row.off) if row else [], quiet)


@get("/notices/choices", operation_id="readNoticeChoices")
async def read_choices(claims: Claims, db: Store) -> forms.Choices:
    """Which notices go to the caller's devices, and when it is quiet."""
    return await db.read(as_actor(claims, _chosen))


@put("/notices/choices", operation_id="chooseNotices")
async def choose(claims: Claims, db: Store, data: JSONBody[forms.Choose]) -> forms.Choices:
    """Keeps the caller's choices; all notices go to the inbox in any case. Quiet hours that never end are refused."""
    if data.quiet and data.quiet.start == data.quiet.end:
        raise Invalid("quiet_all_day", fields=[{"field": "quiet.end", "message": "quiet_all_day"}])
    quiet = (data.quiet.start, data.quiet.end) if data.quiet else None

    def work(tx: Tx, actor: Actor) -> forms.Choices:
        store.choose(tx, actor.person, list(data.off), quiet)
        return _chosen(tx, actor)

    return await db.write(as_actor(claims, work))


router = Router(
    "/api/v1",
    tags=["Notices"],
    route_handlers=[read_key, read_subscription, subscribe, unsubscribe, try_it, read_choices, choose],
)
