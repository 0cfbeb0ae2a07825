"""The bodies of the operations on ordered work and on what becomes of overtime."""

from typing import Annotated, Literal

from msgspec import Meta

from leima.features.hours.schemas import Date, Instant, Note, Strict

Minutes = Annotated[int, Meta(ge=1, le=1440)]


class OrderWork(Strict):
    """Work between two instants, or the last `minutes` of the date; ordered, or asked for."""

    date: Date
    start: Instant | None = None
    end: Instant | None = None
    minutes: Minutes | None = None
    note: Note = ""


class OrderDecide(Strict):
    """A supervisor's word on what was asked for."""

    decision: Literal["approve", "reject"]
    seen_version: Annotated[int, Meta(ge=1, le=2**31)]
    reason: Note = ""


class OrderRefuse(Strict):
    """Minutes of a date that nobody ordered stay as they are."""

    date: Date
    minutes: Minutes
    reason: Note = ""


class OvertimeChoose(Strict):
    """What the employee wants for a date's overtime; making it is the consent."""

    date: Date
    choice: Literal["pay", "leave", "bank"]
