"""What people hear of planning rounds. A push line says no more than that something waits."""

from typing import ClassVar

from leima.db.message import Message


class RoundOpened(Message, frozen=True):
    """The reader's team plans its leave from `start` to `end`; wishes are taken through `last`."""

    kind: ClassVar[str] = "round_opened"
    push: ClassVar[str | None] = "push.round_opened"
    title: str
    start: str
    end: str
    last: str
    by: str


class RoundSettled(Message, frozen=True):
    """The reader's wishes are decided: how many were granted, rejected, or wait for another supervisor."""

    kind: ClassVar[str] = "round_settled"
    push: ClassVar[str | None] = "push.round_settled"
    title: str
    by: str
    granted: int
    rejected: int
    waiting: int


class RoundCancelled(Message, frozen=True):
    """The round is called off; no wish of the reader was decided."""

    kind: ClassVar[str] = "round_cancelled"
    push: ClassVar[str | None] = "push.round_cancelled"
    title: str
    by: str


NOTICES = (RoundOpened, RoundSettled, RoundCancelled)
