"""What people hear of the reports that they keep."""

from typing import ClassVar

from leima.db.message import Message


class RemindReport(Message, frozen=True):
    """A month is over, and a report that the reader keeps can be looked at with it; `report` is their name for it."""

    kind: ClassVar[str] = "remind_report"
    push: ClassVar[str | None] = "push.remind_report"
    month: str
    report: str
    kept: str


NOTICES = (RemindReport,)
