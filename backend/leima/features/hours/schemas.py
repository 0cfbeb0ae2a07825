"""The bodies of the operations on working hours. Strict: unknown fields are refused, every number is bounded."""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from leima.db.operations import MAX_INSTANT

Id = Annotated[str, Meta(min_length=1, max_length=64)]
Note = Annotated[str, Meta(max_length=2000)]
Instant = Annotated[int, Meta(ge=0, le=MAX_INSTANT)]
Date = Annotated[str, Meta(pattern=r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]


class Strict(msgspec.Struct, forbid_unknown_fields=True):
    """The base of every body from outside."""


class PunchRecord(Strict):
    """Clocked in or out, or a break begun or ended, at the operation's claimed instant."""

    kind: Literal["in", "out", "break_start", "break_end"]
    work_type: Id | None = None
    cost_centre: Id | None = None
    remote: bool = False
    note: Note = ""
    kiky: bool = False
    estimated_confirmed: bool = False


class PunchChoose(Strict):
    """Of several versions of one punch, the entity counts instead of these."""

    instead_of: Annotated[list[Id], Meta(min_length=1, max_length=20)]


class Breaks(Strict):
    """An entry's breaks as somebody says them, in order. Those punched from the instant `until` on count as well."""

    until: Instant
    spans: Annotated[list[tuple[Instant, Instant]], Meta(max_length=20)]


class EntryCreate(Strict):
    """A span typed in."""

    start: Instant
    end: Instant
    work_type: Id | None = None
    cost_centre: Id | None = None
    remote: bool = False
    kiky: bool = False
    note: Note = ""
    breaks: Breaks | None = None


class EntryFields(Strict):
    """The fields that an edit may set; those left out stay."""

    start: Instant | msgspec.UnsetType = msgspec.UNSET
    end: Instant | msgspec.UnsetType = msgspec.UNSET
    work_type: Id | msgspec.UnsetType | None = msgspec.UNSET
    cost_centre: Id | msgspec.UnsetType | None = msgspec.UNSET
    remote: bool | msgspec.UnsetType = msgspec.UNSET
    kiky: bool | msgspec.UnsetType = msgspec.UNSET
    note: Note | msgspec.UnsetType = msgspec.UNSET
    breaks: Breaks | msgspec.UnsetType = msgspec.UNSET

    def given(self) -> dict[str, Any]:
        """The fields that were set, as plain values."""
        given: dict[str, Any] = msgspec.to_builtins(self)
        return {name: value for name, value in given.items() if value is not msgspec.UNSET}


class EntryEdit(Strict):
    """Fields to set, and fields to hand back to what the punches say."""

    set: EntryFields
    clear: Annotated[
        list[Literal["start", "end", "work_type", "cost_centre", "remote", "kiky", "breaks"]], Meta(max_length=7)
    ] = []


class Nothing(Strict):
    """An operation that says all it has to say by its type."""


class CorrectionDecide(Strict):
    decision: Literal["approve", "reject"]
    seen_version: Annotated[int, Meta(ge=1, le=2**31)]
    reason: Note = ""


class DecisionUndo(Strict):
    """A decision is taken back, while it stands as it was made: one's own, or with a reason another's."""

    seen_version: Annotated[int, Meta(ge=1, le=2**31)]
    reason: Note = ""
