"""The bodies of the operations on requests for leave."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from leima.features.absences.schemas import Date, Note

Asked = Literal[
    "annual_holiday",
    "saved_leave",
    "overtime_leave",
    "bank_leave",
    "reduction_leave",
    "annual_leave_day",
    "unpaid",
    "flex_leave",
]
"""Leave that somebody has to grant; illness and training are told, not asked for."""


class Strict(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The base of every body from outside."""


class LeaveAsk(Strict, frozen=True):
    """Leave from one date to another, both included: whole days, or `minutes` of each."""

    from_date: Date
    until_date: Date
    kind: Asked
    minutes: Annotated[int, Meta(ge=1, le=1440)] | None = None
    note: Note = ""
    reason: Note = ""


class LeaveBack(Strict, frozen=True):
    """The request is taken back, or leave that was granted is asked to be cancelled."""


class LeaveUndo(Strict, frozen=True):
    """A decision is taken back, while it stands as it was made: one's own, or with a reason another's."""

    seen_version: Annotated[int, Meta(ge=1, le=2**31)]
    reason: Note = ""


class LeaveDecide(Strict, frozen=True):
    """A word on what is asked for: the leave, or its cancelling. A refusal says why."""

    decision: Literal["approve", "reject"]
    seen_version: Annotated[int, Meta(ge=1, le=2**31)]
    reason: Note = ""
