"""What people hear of their passkeys."""

from typing import ClassVar

from leima.db.message import Message


class PasskeyAdded(Message, frozen=True):
    """A passkey that opens the reader's account was added."""

    kind: ClassVar[str] = "passkey_added"
    push: ClassVar[str | None] = "push.passkey_added"
    name: str


class PasskeyCopied(Message, frozen=True):
    """A passkey of the reader's was used by two devices, and opens nothing any more."""

    kind: ClassVar[str] = "passkey_copied"
    push: ClassVar[str | None] = "push.passkey_copied"
    name: str


class PasskeysRemoved(Message, frozen=True):
    """An admin has removed the reader's passkeys."""

    kind: ClassVar[str] = "passkeys_removed"
    push: ClassVar[str | None] = "push.passkeys_removed"
    by: str


NOTICES = (PasskeyAdded, PasskeyCopied, PasskeysRemoved)
