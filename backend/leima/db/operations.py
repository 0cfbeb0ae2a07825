"""One intent as the store takes it: a sealed operation in, an outcome out. Features say how; sync says when."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from leima.db.actor import Actor
from leima.db.tx import Query, Tx

SUSPECT = 120_000
"""Milliseconds that a clock may be off before a punch is flagged."""
MAX_INSTANT = 4_102_444_800_000
"""Epoch milliseconds of 1 January 2100: no claim lies beyond it."""


@dataclass(frozen=True)
class Operation:
    """A decoded operation. Instants are epoch milliseconds UTC; `body` is the strict struct of its type."""

    op_id: str
    type: str
    v: int
    subject: str
    entity_type: str
    entity_id: str
    base: int | None
    """The version that it was made on; None when it names none."""
    body: Any
    claimed_at: int
    tz: str
    offset_min: int
    clock_offset: int | None
    """Milliseconds that the device's clock was ahead of ours, as far as is known."""
    device: str
    received_at: int
    next_claim: int | None = None
    """The earliest instant that its device claims for a punch which it made afterwards."""

    @property
    def ahead(self) -> bool:
        """Whether it claims to come from the future."""
        return self.claimed_at > self.received_at + SUSPECT

    @property
    def counts_at(self) -> int:
        """The instant that it counts from: the claimed one, unless that is still to come. Then the clock's error is
        taken off where it is known; in no case did it happen after it came, or after what its device did next."""
        if not self.ahead:
            return self.claimed_at
        at = min(self.claimed_at - max(self.clock_offset or 0, 0), self.received_at)
        return at if self.next_claim is None else min(at, self.next_claim - 1)


@dataclass(frozen=True)
class Applied:
    """It counts. `version` is the entity's new version; `flags` say what a person should know."""

    version: int
    flags: tuple[str, ...] = ()


class Refused(Exception):
    """It does not count, and what it did is undone. The receipt says why."""

    status: Literal["conflict", "rejected", "deferred"] = "rejected"

    def __init__(self, code: str, **more: Any) -> None:
        super().__init__(code)
        self.code, self.more = code, more


class Rejected(Refused):
    """Never, in this form. `message_key` names the sentence, whose places `params` fill."""

    def __init__(self, code: str, message_key: str | None = None, **params: Any) -> None:
        more = {"params": params} if params else {}
        super().__init__(code, message_key=message_key or f"rejected.{code}", **more)


class Conflicting(Refused):
    """Somebody else was first: both versions are shown."""

    status = "conflict"

    def __init__(self, current: Mapping[str, Any], fields: Sequence[str], code: str = "stale_base") -> None:
        super().__init__(code, current=current, fields=list(fields))


class Deferred(Refused):
    """Not yet: something it needs has not come. The device keeps it."""

    status = "deferred"

    def __init__(self, code: str, retry_after: int = 0) -> None:
        super().__init__(code, retry_after=retry_after)


Body = type[msgspec.Struct]


@dataclass(frozen=True)
class OperationType:
    """How one type and version is read and applied."""

    type: str
    v: int
    entity: str
    body: Body
    apply: Callable[[Tx, Operation], Applied]
    owner: Callable[[Tx, str], str | None] | None = None
    """Whose rows it changes, by the entity's id, where that may be another than the operation's subject."""
    reads_results: bool = False
    """It reads computed days, so the operations before it in its group are computed first."""
    asks: Callable[[Tx, str, int], Iterable[Query[Any]]] = lambda tx, subject, at: ()
    """What applying it asks first, by its subject and the instant that it claims (epoch ms): to be asked ahead."""


def epoch_minute(ms: int) -> int:
    """The whole minute that an instant counts from."""
    return ms // 60_000


def ahead_of_us(time_offset: int | None, sent_at: int | None, received_at: int) -> int | None:
    """Milliseconds that a device's clock is ahead: as it measured itself, else by when it says it sent."""
    if time_offset is not None:
        return -time_offset
    return None if sent_at is None else sent_at - received_at


def asking(tx: Tx) -> Actor:
    """The actor; every operation has one."""
    if tx.actor is None:
        raise Rejected("forbidden")
    return tx.actor
