"""What people hear of their months."""

from typing import ClassVar

from leima.db.message import Message


class MonthChanged(Message, frozen=True):
    """A day of an approved month has changed; the month waits again."""

    kind: ClassVar[str] = "month_changed"
    push: ClassVar[str | None] = "push.month_changed"
    month: str
    date: str


NOTICES = (MonthChanged,)
