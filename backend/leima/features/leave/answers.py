"""Requests for leave as devices pull them."""

from typing import Literal

import msgspec

LeaveStatus = Literal["requested", "approved", "rejected", "withdrawn", "cancelling", "cancelled"]


class YearDays(msgspec.Struct, frozen=True):
    """Hundredths of days of an earning year, which is named by the year it ends in."""

    earning_year: int
    days: int


class LeaveData(msgspec.Struct, frozen=True):
    """A request; instants are epoch ms. `reason` is its person's alone.

    `days`: hundredths of days that it uses, null where the agreement does not say how they are counted; what `by_year`
    gives of them and what is `short`, and `flags`, are told while it waits. `flags`: it `overlaps` other time away, or
    the kind of what the rules found. `decided_was`: the status that the decision was about and that comes back with it;
    null where nothing can be taken back.
    """

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
    decided_was: LeaveStatus | None
    answer: str
    days: int | None
    by_year: list[YearDays]
    short: int
    flags: list[str]
    certificate: int
    """Pages of the certificate that was given with it; 0 where none was."""
    version: int
    reason: str | msgspec.UnsetType = msgspec.UNSET
