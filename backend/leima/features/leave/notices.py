"""What people hear of leave. A push line says no more than that something waits."""

from typing import ClassVar

from leima.db.message import Message


class LeaveAsked(Message, frozen=True):
    """Somebody of the reader's team asks for leave."""

    kind: ClassVar[str] = "leave_asked"
    push: ClassVar[str | None] = "push.leave_asked"
    name: str
    start: str
    end: str


class LeaveCancelAsked(LeaveAsked, frozen=True):
    """Somebody of the reader's team asks to have granted leave cancelled."""

    kind: ClassVar[str] = "leave_cancel_asked"
    push: ClassVar[str | None] = "push.leave_cancel_asked"
    request: str
    """Its id: of one request a reader has one such notice unread, however often it is asked and taken back."""


class LeaveKept(LeaveCancelAsked, frozen=True):
    """Somebody of the reader's team keeps the leave after all; the reader had read that they wished to cancel it."""

    kind: ClassVar[str] = "leave_kept"
    push: ClassVar[str | None] = None


class LeaveWord(Message, frozen=True):
    """A word on the reader's leave from `start` to `end`."""

    start: str
    end: str
    by: str
    reason: str


class LeaveApproved(LeaveWord, frozen=True):
    """The leave is granted."""

    kind: ClassVar[str] = "leave_approved"
    push: ClassVar[str | None] = "push.leave_approved"


class LeaveRejected(LeaveWord, frozen=True):
    """The leave is not granted."""

    kind: ClassVar[str] = "leave_rejected"
    push: ClassVar[str | None] = "push.leave_rejected"


class LeaveCancelled(LeaveWord, frozen=True):
    """The leave that was granted is cancelled, as the reader asked."""

    kind: ClassVar[str] = "leave_cancelled"
    push: ClassVar[str | None] = "push.leave_cancelled"


class LeaveStands(LeaveWord, frozen=True):
    """The leave that was granted is not cancelled."""

    kind: ClassVar[str] = "leave_stands"
    push: ClassVar[str | None] = "push.leave_stands"


class LeaveUndone(LeaveWord, frozen=True):
    """The decision on the leave was taken back: it waits again."""

    kind: ClassVar[str] = "leave_undone"
    push: ClassVar[str | None] = "push.leave_undone"


class LeaveTaken(LeaveWord, frozen=True):
    """The leave that was granted is cancelled, and the reader did not ask for it."""

    kind: ClassVar[str] = "leave_taken"
    push: ClassVar[str | None] = "push.leave_taken"


NOTICES = (
    LeaveAsked,
    LeaveCancelAsked,
    LeaveKept,
    LeaveApproved,
    LeaveRejected,
    LeaveCancelled,
    LeaveStands,
    LeaveUndone,
    LeaveTaken,
)
