"""What a unit of work says of itself: which rows have changed, and what the audit chain is told."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Change:
    """One row of the change log to be: which entity, its new version, and who may see it."""

    type: str
    id: str
    version: int
    owner: str | None
    unit: str | None
    deleted: bool
    op_id: str | None
    by: str | None


@dataclass(frozen=True)
class Event:
    """One change of state for the audit chain: when (epoch ms), who, what, of which thing, old and new as JSON."""

    at: int
    who: str | None
    what: str
    entity: str
    entity_id: str
    old: str | None
    new: str | None
