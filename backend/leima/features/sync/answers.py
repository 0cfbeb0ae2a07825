"""What push, pull and status return. Instants are epoch milliseconds (UTC)."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any, Literal

import msgspec

from leima.db.views import View
from leima.features.balances.answers import Balances

Status = Literal["applied", "conflict", "rejected", "deferred"]
UNSET = msgspec.UNSET
UnsetType = msgspec.UnsetType


class OperationResult(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one operation. `op_id` is null where it could not be read.

    Applied: `dup`, `seq`, `version`, `flags`. Refused: `code` and `message_key`; a conflict has `current` and `fields`,
    a deferred one `retry_after` in seconds. `dup` says that it had been decided before.
    """

    op_id: str | None
    status: Status
    code: str | UnsetType = UNSET
    dup: bool | UnsetType = UNSET
    seq: int | UnsetType | None = UNSET
    version: int | UnsetType | None = UNSET
    flags: list[str] | UnsetType = UNSET
    message_key: str | UnsetType = UNSET
    detail: str | UnsetType = UNSET
    params: dict[str, Any] | UnsetType = UNSET
    retry_after: int | UnsetType = UNSET
    current: dict[str, Any] | UnsetType = UNSET
    fields: list[str] | UnsetType = UNSET


class PushReply(msgspec.Struct, frozen=True):
    """One result for each operation, in order, and the caller's balances with all of them in."""

    server_time: int
    epoch: str
    balances: Balances
    results: list[OperationResult]


class Receipt(msgspec.Struct, frozen=True):
    """What became of one of the caller's own operations."""

    op_id: str
    status: Status
    code: str | None
    seq: int | None
    version: int | None


class Receipts(msgspec.Struct, frozen=True):
    """The operations that are known; the others have not come."""

    receipts: list[Receipt]


class Reset(msgspec.Struct, frozen=True):
    """The device must drop what is not of these scopes, and begin with what this snapshot brings."""

    scopes: list[str]
    epoch: str


def pull_page(views: Iterable[View]) -> Any:
    """Returns the Struct `PullPage`, whose changes are told apart by `type`."""
    union: Any = reduce(or_, [_change(view) for view in views])
    fields: list[Any] = [
        ("server_time", int),
        ("cursor", str),
        ("more", bool),
        ("reset", Reset | None),
        ("changes", list[union]),
        ("balances", Balances | UnsetType, UNSET),
    ]
    about = "A page of changes; ask again with `cursor` while there is `more`. The last page has the balances."
    return msgspec.defstruct("PullPage", fields, namespace={"__doc__": about}, frozen=True)


def _change(view: View) -> Any:
    """`PulledPunch` of the view `punch`: the entity as it is now; `data` is null where it is gone or not to be seen."""
    name = "".join(part.capitalize() for part in view.type.split("_"))
    fields: list[Any] = [
        ("id", str),
        ("version", int),
        ("deleted", bool),
        ("op_id", str | None),
        ("by", str | None),
        ("data", view.shape | None),
    ]
    return msgspec.defstruct(f"Pulled{name}", fields, tag_field="type", tag=view.type, frozen=True)
