"""What people hear of ordered work."""

from typing import ClassVar

from leima.db.message import Message


class OrderPlaced(Message, frozen=True):
    """A supervisor has ordered work, or approved what nobody ordered."""

    kind: ClassVar[str] = "order_placed"
    push: ClassVar[str | None] = "push.order_placed"
    date: str
    minutes: int


class OrderDecided(Message, frozen=True):
    """A supervisor's word on what the reader asked for."""

    date: str
    minutes: int
    reason: str


class OrderApproved(OrderDecided, frozen=True):
    """It counts; the reader chooses pay or leave."""

    kind: ClassVar[str] = "order_approved"
    push: ClassVar[str | None] = "push.order_approved"


class OrderRejected(OrderDecided, frozen=True):
    """It stays as it is."""

    kind: ClassVar[str] = "order_rejected"
    push: ClassVar[str | None] = "push.order_rejected"


class OrderCancelled(Message, frozen=True):
    """A supervisor has taken an order back."""

    kind: ClassVar[str] = "order_cancelled"
    push: ClassVar[str | None] = "push.order_cancelled"
    date: str
    by: str


class OrderUndone(Message, frozen=True):
    """A supervisor has taken their word back; the request waits again."""

    kind: ClassVar[str] = "order_undone"
    push: ClassVar[str | None] = "push.order_undone"
    date: str
    by: str
    reason: str = ""


DECIDED: dict[str, type[OrderDecided]] = {"approved": OrderApproved, "rejected": OrderRejected}
"""The notice of a decision, by the status that it gives."""
NOTICES = (OrderPlaced, OrderApproved, OrderRejected, OrderCancelled, OrderUndone)
