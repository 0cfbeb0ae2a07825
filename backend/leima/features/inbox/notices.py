"""What people further up hear of what nobody has decided."""

from typing import ClassVar

from leima.db.message import WAITS, Message


class DecisionsOverdue(Message, frozen=True):
    """So many things of the reader's people's people have waited for too long."""

    kind: ClassVar[str] = "decisions_overdue"
    push: ClassVar[str | None] = WAITS
    count: int


class DecisionReopened(Message, frozen=True):
    """Somebody else has taken the reader's decision back, and says why; it waits again."""

    kind: ClassVar[str] = "decision_reopened"
    push: ClassVar[str | None] = "push.decision_reopened"
    title: str
    name: str
    by: str
    reason: str


NOTICES = (DecisionsOverdue, DecisionReopened)
