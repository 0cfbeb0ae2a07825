"""What admins hear of the rates."""

from typing import ClassVar

from leima.db.message import Message


class RatesMissing(Message, frozen=True):
    """It is November, and the next year's rates are not in yet."""

    kind: ClassVar[str] = "rates_missing"
    year: int
    count: int


NOTICES = (RatesMissing,)
