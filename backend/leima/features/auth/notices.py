"""What people hear of signing in."""

from typing import ClassVar

from leima.db.message import Message


class LinkMade(Message, frozen=True):
    """Somebody has made a sign-in link for the reader."""

    kind: ClassVar[str] = "link_made"
    push: ClassVar[str | None] = "push.link_made"
    by: str


NOTICES = (LinkMade,)
