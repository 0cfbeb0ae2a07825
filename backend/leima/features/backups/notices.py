"""What admins hear of the nightly copies."""

from typing import ClassVar

from leima.db.message import WAITS, Message


class BackupFailed(Message, frozen=True):
    """Last night's copy could not be made."""

    kind: ClassVar[str] = "backup_failed"
    push: ClassVar[str | None] = WAITS
    date: str


NOTICES = (BackupFailed,)
