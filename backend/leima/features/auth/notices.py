"""What people hear of signing in."""

from typing import ClassVar

from leima.db.message import Message


class LinkMade(Message, frozen=True):
    """Somebody has made a sign-in link for the reader."""

    kind: ClassVar[str] = "link_made"
    push: ClassVar[str | None] = "push.link_made"
    by: str


class PasswordForgotten(Message, frozen=True):
    """A link for a new password was sent to the reader's address."""

    kind: ClassVar[str] = "password_forgotten"
    push: ClassVar[str | None] = "push.password_forgotten"


NOTICES = (LinkMade, PasswordForgotten)
