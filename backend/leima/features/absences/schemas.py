"""The bodies of the operations on absences. Strict: unknown fields are refused, every number is bounded."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

Date = Annotated[str, Meta(pattern=r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]
Note = Annotated[str, Meta(max_length=2000)]
Kind = Literal[
    "sick",
    "child_sick",
    "training",
    "unpaid",
    "flex_leave",
    "overtime_leave",
    "bank_leave",
    "reduction_leave",
    "annual_leave_day",
    "annual_holiday",
    "saved_leave",
]


class AbsenceRecord(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Time away from one date to another, both included: whole days, or `minutes` of each."""

    from_date: Date
    until_date: Date
    kind: Kind
    minutes: Annotated[int, Meta(ge=1, le=1440)] | None = None
    note: Note = ""
    reason: Note = ""


class AbsenceCancel(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The absence is taken away."""
