"""What people hear of what the desk did with their months."""

from typing import ClassVar

from leima.db.message import Message


class MonthReopened(Message, frozen=True):
    """Payroll has opened a closed month again, and says why."""

    kind: ClassVar[str] = "month_reopened"
    push: ClassVar[str | None] = "push.month_reopened"
    month: str
    by: str
    reason: str


NOTICES = (MonthReopened,)
