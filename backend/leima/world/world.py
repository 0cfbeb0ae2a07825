"""What the app is given: the outside, behind ports."""

from dataclasses import dataclass, field
from typing import Any

from leima.db.database import Database
from leima.db.jobs import Alarm
from leima.settings import Settings
from leima.world.blobs import BlobFolder, Blobs
from leima.world.clock import Clock
from leima.world.files.desk import FileDesk, Files
from leima.world.mail import NoMail, Post
from leima.world.pace import Pace
from leima.world.providers import Providers
from leima.world.push import Push
from leima.world.webhooks import Webhooks

KEY_PACE = 600
"""Requests of a key in a minute, at each process of the server."""


@dataclass
class World:
    """The outside of one process. `keys` signs access tokens; it is set when the store has been opened."""

    settings: Settings
    clock: Clock
    db: Database
    keys: Any = None
    files: Files = field(default_factory=FileDesk)
    push: Push = field(default_factory=Push)
    push_waits: Alarm = field(default_factory=Alarm)
    """Rung when a message has been put into the outbox of pushes."""
    mail: Post = field(default_factory=NoMail)
    mail_waits: Alarm = field(default_factory=Alarm)
    """Rung when a letter has been put into the outbox of e-mail."""

    webhooks: Webhooks = field(default_factory=Webhooks)
    webhooks_wait: Alarm = field(default_factory=Alarm)
    """Rung when a message has been written for a webhook."""
    providers: Providers = field(default_factory=Providers)
    key_pace: Pace = field(default_factory=lambda: Pace(KEY_PACE))

    @property
    def blobs(self) -> Blobs:
        """Where the bytes of attachments lie."""
        return BlobFolder(self.settings.blobs)
