"""What a day comes to: the shapes that the rules write. Instants are epoch minutes (UTC), durations whole minutes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from leima.rules.shape import Shape


@dataclass(frozen=True, slots=True)
class Line(Shape):
    """One step of the explanation; those with `total` false add up to the one with `total` true."""

    rule: str
    minutes: int
    params: Mapping[str, Any]
    source: str | None
    total: bool = False


@dataclass(frozen=True, slots=True)
class Finding(Shape):
    """Something odd that a person should see; never an error."""

    kind: str
    params: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Span(Shape):
    """A stretch of the day as drawn on the time line; `open` ends at `as_of` for now."""

    entry: str
    opening_punch: str | None
    start: int
    end: int
    kind: Literal["work", "break", "kiky"]
    open: bool
    work_type: str | None
    cost_centre: str | None
    remote: bool
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Proposal(Shape):
    """When a forgotten clock-out may have been; never counted before a person confirms it."""

    opening_punch: str
    at: int


@dataclass(frozen=True, slots=True)
class DayResult(Shape):
    """The worked-out day. `worked` is ordinary work, kiky apart; both without breaks."""

    date: str
    status: Literal["none", "open", "pending", "done"]
    spans: tuple[Span, ...]
    presence: int
    breaks: int
    worked: int
    kiky: int
    target: int
    flex: int
    unapproved: int
    additional: int
    overtime50: int
    overtime100: int
    proposal: Proposal | None
    findings: tuple[Finding, ...]
    lines: tuple[Line, ...]
