"""What admins hear of webhooks."""

from typing import ClassVar

from leima.db.message import WAITS, Message


class WebhookPaused(Message, frozen=True):
    """Nothing is sent to a webhook any more: its messages have not got through for long."""

    kind: ClassVar[str] = "webhook_paused"
    push: ClassVar[str | None] = WAITS
    name: str


NOTICES = (WebhookPaused,)
