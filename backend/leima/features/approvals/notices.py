"""What people hear of their months and requests."""

from typing import ClassVar

from leima.db.message import Message


class MonthDecided(Message, frozen=True):
    """A supervisor's word on the reader's month."""

    month: str
    by: str
    reason: str


class MonthApproved(MonthDecided, frozen=True):
    """The month is approved."""

    kind: ClassVar[str] = "month_approved"
    push: ClassVar[str | None] = "push.month_approved"


class MonthReturned(MonthDecided, frozen=True):
    """The month came back; the reader corrects it and sends it again."""

    kind: ClassVar[str] = "month_returned"
    push: ClassVar[str | None] = "push.month_returned"


class MonthUndone(Message, frozen=True):
    """A supervisor has taken their word back; the month waits again."""

    kind: ClassVar[str] = "month_undone"
    push: ClassVar[str | None] = "push.month_undone"
    month: str
    by: str
    reason: str = ""


class MonthClosed(Message, frozen=True):
    """Payroll has closed the month."""

    kind: ClassVar[str] = "month_closed"
    month: str


class ChangeDecided(Message, frozen=True):
    """A word on a change that came after its month was locked."""

    date: str
    by: str
    reason: str


class ChangeApproved(ChangeDecided, frozen=True):
    """The change counts."""

    kind: ClassVar[str] = "change_approved"
    push: ClassVar[str | None] = "push.change_approved"


class ChangeRejected(ChangeDecided, frozen=True):
    """The change is kept, and does not count."""

    kind: ClassVar[str] = "change_rejected"
    push: ClassVar[str | None] = "push.change_rejected"


class ChangeUndone(Message, frozen=True):
    """The word on a change was taken back; it waits again."""

    kind: ClassVar[str] = "change_undone"
    push: ClassVar[str | None] = "push.change_undone"
    date: str
    by: str
    reason: str = ""


MONTH_DECIDED: dict[str, type[MonthDecided]] = {"approved": MonthApproved, "returned": MonthReturned}
CHANGE_DECIDED: dict[str, type[ChangeDecided]] = {"approved": ChangeApproved, "rejected": ChangeRejected}
"""The notice of a decision, by the status that it gives."""
NOTICES = (MonthApproved, MonthReturned, MonthUndone, MonthClosed, ChangeApproved, ChangeRejected, ChangeUndone)
