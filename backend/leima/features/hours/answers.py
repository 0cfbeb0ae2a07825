"""Punches, entries and requests on the wire. Instants are epoch milliseconds (UTC), dates ISO, lengths minutes."""

from typing import Any, Literal

import msgspec

Word = Literal["waiting", "approved", "rejected", "cancelled"]


class PunchData(msgspec.Struct, frozen=True):
    """One clocked fact. It is never edited: a later one may take its place (`superseded_by`)."""

    id: str
    person: str
    kind: Literal["in", "out", "break_start", "break_end"]
    at: int
    tz: str
    offset_min: int
    work_type: str | None
    cost_centre: str | None
    remote: bool
    kiky: bool
    note: str
    estimated: bool
    author: str
    author_name: str | None
    device: str
    flags: list[str]
    superseded_by: str | None


class EntryBreaks(msgspec.Struct, frozen=True):
    """Breaks that were set by hand: pairs of start and end. Those punched from `until` on count beside them."""

    until: int
    spans: list[tuple[int, int]]


class EntryData(msgspec.Struct, frozen=True):
    """A stretch of work, paired from punches or typed in. `overrides` are the fields that a person has set."""

    id: str
    person: str
    start: int
    end: int | None
    work_type: str | None
    cost_centre: str | None
    remote: bool
    kiky: bool
    note: str
    source: str
    opening_punch: str | None
    overrides: dict[str, Any]
    breaks: EntryBreaks | None
    unpaired: bool
    changed_by: dict[str, str | None]


class CorrectionData(msgspec.Struct, frozen=True):
    """A request to choose the other of two clock-outs."""

    id: str
    person: str
    person_name: str
    date: str
    kept: str
    wanted: str
    kept_at: int
    wanted_at: int
    status: Literal["waiting", "approved", "rejected"]
    reason: str
    version: int
    decided_by_name: str | None


class WorkOrderData(msgspec.Struct, frozen=True):
    """Ordered or approved work, or a request for it: between two instants, or the day's last `minutes`."""

    id: str
    person: str
    date: str
    start: int | None
    end: int | None
    minutes: int | None
    status: Word
    note: str
    reason: str
    asked_by: str | None
    version: int
    person_name: str
    asked_by_name: str | None
    decided_by_name: str | None


class OvertimeChoiceData(msgspec.Struct, frozen=True):
    """Whether a day's overtime is paid or becomes leave."""

    id: str
    person: str
    date: str
    choice: str
    consented_at: int | None
