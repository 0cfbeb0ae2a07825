"""What people hear of their balances."""

from typing import ClassVar

from leima.db.message import Message


class LineMessage(Message, frozen=True):
    """Somebody's deed on the reader's ledger, without amounts: those are in the balance's explanation."""

    date: str
    reason: str
    who: str


class Posted(LineMessage, frozen=True):
    """A line was made by hand."""

    kind: ClassVar[str] = "posted"
    push: ClassVar[str | None] = "push.posted"


class PostingUndone(LineMessage, frozen=True):
    """A hand-made line was undone."""

    kind: ClassVar[str] = "posting_undone"
    push: ClassVar[str | None] = "push.posting_undone"


NOTICES = (Posted, PostingUndone)
