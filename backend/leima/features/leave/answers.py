"""Requests for leave as devices pull them."""

from typing import Literal

import msgspec

LeaveStatus = Literal["requested", "approved", "rejected", "withdrawn", "cancelling", "cancelled"]


class LeaveData(msgspec.Struct, frozen=True):
    """A request; instants are epoch ms. `reason` is its person's alone. `flags`: it `overlaps` other time away."""

    id: str
    person: str
    person_name: str
    from_date: str
    until_date: str
    minutes: int | None
    kind: str
    note: str
    status: LeaveStatus
    asked_at: int
    decided_at: int | None
    decided_by_name: str | None
    answer: str
    flags: list[str]
    version: int
    reason: str | msgspec.UnsetType = msgspec.UNSET
