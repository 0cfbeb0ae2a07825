"""What people hear of leave that is saved over years."""

from typing import ClassVar

from leima.db.message import Message


class SavingAsked(Message, frozen=True):
    """Somebody of the reader's team asks to save leave."""

    kind: ClassVar[str] = "saving_asked"
    push: ClassVar[str | None] = "push.saving_asked"
    name: str
    year: int
    days: int


class SavingWord(Message, frozen=True):
    """A word on the reader's wish to save days of an earning year."""

    year: int
    days: int
    by: str
    reason: str


class SavingApproved(SavingWord, frozen=True):
    """The days are saved."""

    kind: ClassVar[str] = "saving_approved"
    push: ClassVar[str | None] = "push.saving_approved"


class SavingRejected(SavingWord, frozen=True):
    """The days are not saved."""

    kind: ClassVar[str] = "saving_rejected"
    push: ClassVar[str | None] = "push.saving_rejected"


NOTICES = (SavingAsked, SavingApproved, SavingRejected)
