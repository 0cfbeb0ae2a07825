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


class TwoStepRemoved(Message, frozen=True):
    """An admin has turned the reader's second step off."""

    kind: ClassVar[str] = "two_step_removed"
    push: ClassVar[str | None] = "push.two_step_removed"
    by: str


class GuessedBefore(Message, frozen=True):
    """Somebody came in by the reader's password after many wrong ones."""

    kind: ClassVar[str] = "guessed_before"
    push: ClassVar[str | None] = "push.guessed_before"


NOTICES = (LinkMade, PasswordForgotten, TwoStepRemoved, GuessedBefore)
