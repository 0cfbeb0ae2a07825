"""What admins hear of removing."""

from typing import ClassVar

from leima.db.message import Message


class RetentionDue(Message, frozen=True):
    """Records have been kept for long enough: an admin may look at them and remove them."""

    kind: ClassVar[str] = "retention_due"
    records: int


NOTICES = (RetentionDue,)
