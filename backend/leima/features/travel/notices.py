"""What people hear of their claims. A push line says no more than that something waits."""

from typing import ClassVar

from leima.db.message import Message


class ClaimWord(Message, frozen=True):
    """A word on the reader's claim, which is about the dates from `start` to `end`."""

    start: str
    end: str
    by: str
    reason: str


class ClaimReturned(ClaimWord, frozen=True):
    """The claim came back; the reader corrects it and sends it again."""

    kind: ClassVar[str] = "claim_returned"
    push: ClassVar[str | None] = "push.claim_returned"


class ClaimApproved(ClaimWord, frozen=True):
    """The claim is approved."""

    kind: ClassVar[str] = "claim_approved"
    push: ClassVar[str | None] = "push.claim_approved"


class ClaimRejected(ClaimWord, frozen=True):
    """The claim is not paid."""

    kind: ClassVar[str] = "claim_rejected"
    push: ClassVar[str | None] = "push.claim_rejected"


class ClaimUndone(ClaimWord, frozen=True):
    """The decision on the claim was taken back: it waits again."""

    kind: ClassVar[str] = "claim_undone"
    push: ClassVar[str | None] = "push.claim_undone"


class ClaimPaid(Message, frozen=True):
    """The claim was paid."""

    kind: ClassVar[str] = "claim_paid"
    push: ClassVar[str | None] = "push.claim_paid"
    start: str
    end: str
    paid_on: str


DECIDED: dict[str, type[ClaimWord]] = {
    "approved": ClaimApproved,
    "returned": ClaimReturned,
    "rejected": ClaimRejected,
}
"""The notice of a decision, by the status that it gives."""
NOTICES = (ClaimReturned, ClaimApproved, ClaimRejected, ClaimUndone, ClaimPaid)
