"""What webhooks say on the wire."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from leima.features.webhooks.telling import EventType
from leima.web.forms import ONE_LINE, Form


class WebhookForm(Form, frozen=True):
    """A webhook: its name, the https address that is called, and what it hears of."""

    name: Annotated[str, Meta(min_length=1, max_length=60, pattern=ONE_LINE)]
    address: Annotated[str, Meta(min_length=1, max_length=1024, pattern=ONE_LINE)]
    events: Annotated[list[EventType], Meta(min_length=1, max_length=40)]


class Running(Form, frozen=True):
    """Whether messages go to the webhook."""

    running: bool


class WebhookData(msgspec.Struct, frozen=True):
    """A webhook without its secret, which nobody can be told again. Instants are ISO UTC; `failures` counts messages in
    a row that did not get through; while `paused_at` is not null nothing is sent, and all waits."""

    id: str
    name: str
    address: str
    events: list[EventType]
    made_on: str
    made_by_name: str | None
    sent_at: str | None
    failures: int
    paused_at: str | None


class WebhooksData(msgspec.Struct, frozen=True):
    """The organisation's webhooks by name, and the events that they may hear of."""

    webhooks: list[WebhookData]
    events: list[EventType]


class MadeWebhook(msgspec.Struct, frozen=True):
    """A webhook with the secret that signs its messages, which is said this once."""

    secret: str
    webhook: WebhookData


class MessageData(msgspec.Struct, frozen=True):
    """A message: when it was written, whether it got through, how often it was tried, and the status of the last
    answer, null where there was none. `again_at` is when it is tried next."""

    id: str
    event: str
    at: str
    standing: Literal["sent", "waiting", "given_up"]
    tries: int
    status: int | None
    tried_at: str | None
    again_at: str | None


class Messages(msgspec.Struct, frozen=True):
    """A webhook's newest messages, a hundred at the most."""

    messages: list[MessageData]
