"""What people are reminded of. Each is told to those alone who miss it, and once."""

from typing import ClassVar

from leima.db.message import Message


class RemindClock(Message, frozen=True):
    """The day's hours are done, and the reader is still clocked in."""

    kind: ClassVar[str] = "remind_clock"
    push: ClassVar[str | None] = "push.remind_clock"
    date: str


class RemindClockAgain(Message, frozen=True):
    """A day that is over lacks its clock-out."""

    kind: ClassVar[str] = "remind_clock_again"
    push: ClassVar[str | None] = "push.remind_clock_again"
    date: str


class RemindBreak(Message, frozen=True):
    """The reader has been on a break for long; `minutes` is how long they have said."""

    kind: ClassVar[str] = "remind_break"
    push: ClassVar[str | None] = "push.remind_break"
    date: str
    minutes: int


class RemindMonth(Message, frozen=True):
    """A month that is over has not been sent."""

    kind: ClassVar[str] = "remind_month"
    push: ClassVar[str | None] = "push.remind_month"
    month: str


class RemindWaits(Message, frozen=True):
    """Things wait for the reader's word; `date` is when the oldest of them began to."""

    kind: ClassVar[str] = "remind_waits"
    push: ClassVar[str | None] = "push.remind_waits"
    count: int
    date: str


class RemindKiky(Message, frozen=True):
    """Less kiky was done by a date than the year's share of it; `minutes` is what lacks."""

    kind: ClassVar[str] = "remind_kiky"
    push: ClassVar[str | None] = "push.remind_kiky"
    year: int
    minutes: int
    date: str


class RemindLeave(Message, frozen=True):
    """Leave of an earning year that is to be taken by a date."""

    kind: ClassVar[str] = "remind_leave"
    push: ClassVar[str | None] = "push.remind_leave"
    year: int
    days: float
    date: str


NOTICES = (RemindClock, RemindClockAgain, RemindBreak, RemindMonth, RemindWaits, RemindKiky, RemindLeave)
