"""/api/v1/webhooks: addresses of the company that hear of what happens; for admins alone."""

import json
import re
from collections.abc import Callable
from typing import TypeVar

from litestar import Router, delete, get, post, put
from litestar.params import FromPath, JSONBody

from leima.access.rights import may_connect
from leima.db.actor import Actor
from leima.db.site import instant, local_date
from leima.db.tables.webhooks import Webhook, WebhookMessage
from leima.db.tx import Tx
from leima.db.views import person_name
from leima.features.webhooks import forms, store, telling
from leima.web.answers import errors
from leima.web.dependencies import Claims, Outside, Store
from leima.web.errors import Conflict, Forbidden, Invalid, NotFound
from leima.web.guard import as_actor
from leima.web.tokens import Claims as AccessClaims
from leima.world.world import World

T = TypeVar("T")
MOST = 20
"""Webhooks of one organisation at the most."""


def _refuse_others(actor: Actor) -> None:
    if not may_connect(actor):
        raise Forbidden()


def _of(id: str, work: Callable[[Tx, Webhook], T]) -> Callable[[Tx, Actor], T]:
    """Work on one webhook of the organisation, by an admin. Raises Forbidden, NotFound."""

    def found(tx: Tx, actor: Actor) -> T:
        _refuse_others(actor)
        row = store.find(tx, id)
        if row is None:
            raise NotFound()
        return work(tx, row)

    return found


def _told(tx: Tx, row: Webhook) -> forms.WebhookData:
    sent, paused = (None if at is None else instant(at) for at in (row.sent_at, row.paused_at))
    return forms.WebhookData(
        id=row.id,
        name=row.name,
        address=row.address,
        events=[one for one in json.loads(row.events) if one in telling.EVENTS],
        made_on=local_date(tx, row.made_at),
        made_by_name=person_name(tx, row.made_by),
        sent_at=sent,
        failures=row.failures,
        paused_at=paused,
    )


def _message(row: WebhookMessage) -> forms.MessageData:
    tried, again = (None if at is None else instant(at) for at in (row.tried_at, row.due_at))
    return forms.MessageData(
        id=row.id,
        event=row.event,
        at=instant(row.at),
        standing="sent" if row.sent_at is not None else "given_up" if row.due_at is None else "waiting",
        tries=row.tries,
        status=row.status,
        tried_at=tried,
        again_at=again,
    )


@get("/webhooks", operation_id="listWebhooks", responses=errors(403))
async def read_webhooks(claims: Claims, db: Store) -> forms.WebhooksData:
    """The organisation's webhooks, without their secrets."""

    def work(tx: Tx, actor: Actor) -> forms.WebhooksData:
        _refuse_others(actor)
        return forms.WebhooksData([_told(tx, row) for row in store.listed(tx)], list(telling.EVENTS))

    return await db.read(as_actor(claims, work))


async def _checked(claims: AccessClaims, world: World, data: forms.WebhookForm) -> tuple[str, str, list[str]]:
    """What a form says, its address written plainly. An address that is not of the open network is refused."""
    await world.db.read(as_actor(claims, lambda _, actor: _refuse_others(actor)))
    name, address = data.name.strip(), plain(data.address)
    if not name:
        raise Invalid("webhook_name", fields=[{"field": "name", "message": "webhook_name"}])
    if not (world.webhooks.takes(address) and await world.webhooks.reaches(address)):
        raise Invalid("webhook_address", fields=[{"field": "address", "message": "webhook_address"}])
    return name, address, [one for one in telling.EVENTS if one in data.events]


def plain(address: str) -> str:
    """An address without what goes without saying: its host in small letters, and a path."""
    found = re.fullmatch(r"([A-Za-z]+://[^/?#@\\]+)([/?#].*)?", address.strip())
    if found is None:
        return address.strip()
    rest = found[2] or ""
    return found[1].lower() + (rest if rest.startswith("/") else f"/{rest}")


@post("/webhooks", operation_id="makeWebhook", responses=errors(403, 409))
async def make_webhook(claims: Claims, world: Outside, data: JSONBody[forms.WebhookForm]) -> forms.MadeWebhook:
    """Makes a webhook. The secret that signs its messages is told this once."""
    name, address, events = await _checked(claims, world, data)

    def work(tx: Tx, actor: Actor) -> forms.MadeWebhook:
        _refuse_others(actor)
        if len(store.listed(tx)) >= MOST:
            raise Conflict("too_many_webhooks", most=MOST)
        row = store.add(tx, name, address, events)
        return forms.MadeWebhook(row.secret, _told(tx, row))

    return await world.db.write(as_actor(claims, work))


@put("/webhooks/{webhook:str}", operation_id="changeWebhook", responses=errors(403, 404))
async def change_webhook(
    claims: Claims, world: Outside, webhook: FromPath[str], data: JSONBody[forms.WebhookForm]
) -> forms.WebhookData:
    """Another name, address or choice of events."""
    await world.db.read(as_actor(claims, _of(webhook, lambda _, row: None)))
    name, address, events = await _checked(claims, world, data)

    def work(tx: Tx, row: Webhook) -> forms.WebhookData:
        store.change(tx, row, name, address, events)
        return _again(tx, row)

    return await world.db.write(as_actor(claims, _of(webhook, work)))


def _again(tx: Tx, row: Webhook) -> forms.WebhookData:
    """The webhook as it stands after a change."""
    now = store.find(tx, row.id)
    assert now is not None
    return _told(tx, now)


@delete("/webhooks/{webhook:str}", operation_id="removeWebhook", responses=errors(403, 404))
async def remove_webhook(claims: Claims, db: Store, webhook: FromPath[str]) -> None:
    """Takes a webhook away, with all that waits for it."""
    await db.write(as_actor(claims, _of(webhook, store.remove)))


@post("/webhooks/{webhook:str}/secret", status_code=200, operation_id="changeWebhookSecret", responses=errors(403, 404))
async def change_secret(claims: Claims, db: Store, webhook: FromPath[str]) -> forms.MadeWebhook:
    """Makes a new secret, told this once. For a day messages are signed with the one before it too."""

    def work(tx: Tx, row: Webhook) -> forms.MadeWebhook:
        return forms.MadeWebhook(store.change_secret(tx, row), _told(tx, row))

    return await db.write(as_actor(claims, _of(webhook, work)))


@put("/webhooks/{webhook:str}/running", operation_id="runWebhook", responses=errors(403, 404))
async def run_webhook(
    claims: Claims, world: Outside, webhook: FromPath[str], data: JSONBody[forms.Running]
) -> forms.WebhookData:
    """Pauses a webhook, or goes on with all that has waited meanwhile."""

    def work(tx: Tx, row: Webhook) -> forms.WebhookData:
        (store.resume if data.running else store.pause)(tx, row)
        return _again(tx, row)

    told = await world.db.write(as_actor(claims, _of(webhook, work)))
    world.webhooks_wait.ring()
    return told


@post("/webhooks/{webhook:str}/test", status_code=204, operation_id="testWebhook", responses=errors(403, 404))
async def try_webhook(claims: Claims, world: Outside, webhook: FromPath[str]) -> None:
    """Sends a message of the event `test`."""
    await world.db.write(as_actor(claims, _of(webhook, lambda tx, row: telling.add_test(tx, row.id))))
    world.webhooks_wait.ring()


@get("/webhooks/{webhook:str}/messages", operation_id="listWebhookMessages", responses=errors(403, 404))
async def read_messages(claims: Claims, db: Store, webhook: FromPath[str]) -> forms.Messages:
    """What the webhook has heard or has still to hear, the newest first."""
    work = _of(webhook, lambda tx, row: forms.Messages([_message(one) for one in store.messages(tx, row.id)]))
    return await db.read(as_actor(claims, work))


@post(
    "/webhooks/{webhook:str}/messages/{message:str}/again",
    status_code=204,
    operation_id="sendWebhookMessageAgain",
    responses=errors(403, 404),
)
async def send_again(claims: Claims, world: Outside, webhook: FromPath[str], message: FromPath[str]) -> None:
    """Sends a message again, by the same `webhook-id`."""

    def work(tx: Tx, row: Webhook) -> None:
        if not store.send_again(tx, row.id, message):
            raise NotFound()

    await world.db.write(as_actor(claims, _of(webhook, work)))
    world.webhooks_wait.ring()


router = Router(
    "/api/v1",
    tags=["Webhooks"],
    route_handlers=[
        read_webhooks,
        make_webhook,
        change_webhook,
        remove_webhook,
        change_secret,
        run_webhook,
        try_webhook,
        read_messages,
        send_again,
    ],
)
