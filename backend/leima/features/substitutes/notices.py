"""What people hear of substitutes."""

from typing import ClassVar

from leima.db.message import Message


class SubstituteNamed(Message, frozen=True):
    """The reader stands in for a supervisor from `start` to `end`."""

    kind: ClassVar[str] = "substitute_named"
    push: ClassVar[str | None] = "push.substitute_named"
    name: str
    by: str
    start: str
    end: str


class SubstituteForYou(Message, frozen=True):
    """Somebody else has named a substitute for the reader."""

    kind: ClassVar[str] = "substitute_for_you"
    name: str
    by: str
    start: str
    end: str


class SubstituteEnded(Message, frozen=True):
    """The reader stands in no more, before the last date."""

    kind: ClassVar[str] = "substitute_ended"
    name: str
    by: str


NOTICES = (SubstituteNamed, SubstituteForYou, SubstituteEnded)
