"""What people further up hear of what nobody has decided."""

from typing import ClassVar

from leima.db.message import WAITS, Message


class DecisionsOverdue(Message, frozen=True):
    """So many things of the reader's people's people have waited for too long."""

    kind: ClassVar[str] = "decisions_overdue"
    push: ClassVar[str | None] = WAITS
    count: int


NOTICES = (DecisionsOverdue,)
