"""What people hear of kiky."""

from typing import ClassVar

from leima.db.message import Message


class KikyMarked(Message, frozen=True):
    """A date was marked as an extension day of the reader's."""

    kind: ClassVar[str] = "kiky_marked"
    date: str
    minutes: int


class MarkDecided(Message, frozen=True):
    """A supervisor's word on the reader's own mark."""

    date: str
    reason: str
    by: str


class MarkApproved(MarkDecided, frozen=True):
    """It counts."""

    kind: ClassVar[str] = "kiky_marked_approved"
    push: ClassVar[str | None] = "push.kiky_marked_approved"


class MarkRejected(MarkDecided, frozen=True):
    """It was taken away."""

    kind: ClassVar[str] = "kiky_marked_rejected"
    push: ClassVar[str | None] = "push.kiky_marked_rejected"


class MarkUndone(Message, frozen=True):
    """A supervisor has taken their word back; the mark waits again."""

    kind: ClassVar[str] = "kiky_marked_undone"
    push: ClassVar[str | None] = "push.kiky_marked_undone"
    date: str
    by: str
    reason: str = ""


class KikySettled(Message, frozen=True):
    """What was left of a year was settled, or given back."""

    kind: ClassVar[str] = "kiky_leaver"
    minutes: int
    year: int
    reason: str


class KikyLeft(Message, frozen=True):
    """Minutes of a year's kiky were left when it ended; `over`: more was settled than was owed."""

    kind: ClassVar[str] = "kiky_left"
    year: int
    minutes: int
    over: bool


class KikyLeftPeople(Message, frozen=True):
    """For payroll: how many people have kiky left of a year, and some of their names."""

    kind: ClassVar[str] = "kiky_left_people"
    push: ClassVar[str | None] = "push.kiky_left_people"
    year: int
    count: int
    names: str


NOTICES = (KikyMarked, MarkApproved, MarkRejected, MarkUndone, KikySettled, KikyLeft, KikyLeftPeople)
