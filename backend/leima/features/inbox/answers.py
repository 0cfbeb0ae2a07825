"""The inbox and what was decided, as they are read."""

from typing import Annotated, Literal

import msgspec

from leima.features.inbox.store import MOST_DAYS
from leima.web.forms import Form


class ProposedOut(msgspec.Struct, frozen=True):
    """When a clock-out that is missing may have been (epoch ms), and the punch that it ends."""

    punch: str
    at: int


class InboxItem(msgspec.Struct, frozen=True):
    """One thing that waits for the caller's word.

    `decided_by` are the operations that decide it, with `version` as the one that was seen; of what is decided at a
    desk alone, operation ids of routes. `what` tells apart what waits under one kind. `since` is ISO, `date` the date
    that it is about, of a month its first. `totals` are minutes, cents (`..._cents`) or numbers of days, by name.
    """

    kind: str
    id: str
    person: str
    name: str
    title: str
    since: str
    date: str
    version: int
    what: str
    decided_by: list[str]
    totals: dict[str, int]
    certificate: int = 0
    """Pages of the certificate that was given with it; 0 where none was."""
    due_at: str | None = None
    """When it has to be decided; null where no time is set."""
    proposed: ProposedOut | None = None
    """Of a missing clock-out: what one yes confirms."""
    waits_for: str | None = None
    """Of what came up because nobody had decided in time: who has not. The caller may name a substitute for them."""


class Inbox(msgspec.Struct, frozen=True):
    """All that waits for the caller's word: what has to be decided first stands first, then the oldest date."""

    as_of: str
    items: list[InboxItem]


class DecidedItem(msgspec.Struct, frozen=True):
    """A decision: who made it and when (ISO), for whom they stood in, and the version and totals that they saw."""

    id: str
    kind: str
    entity_id: str
    person: str
    name: str
    title: str
    date: str
    decision: Literal["approve", "return", "reject"]
    decided_at: str
    decided_by: str
    decided_by_name: str
    stood_in_for_name: str | None
    version: int
    totals: dict[str, int]
    certificate: int
    """Pages of the certificate that was given with it, before or after the decision; 0 where none was."""
    undone_at: str | None
    """When it was taken back, by whom (no name: by who decided, in earlier years), and why."""
    undone_by_name: str | None
    undone_why: str
    take_back: str | None
    """The operation by which the caller takes it back, on `version` + 1; another's needs a reason. Null: it stands."""


class DecidedItems(msgspec.Struct, frozen=True):
    """A page of decisions, the newest first. `next` goes on as `before`; null at the end."""

    as_of: str
    items: list[DecidedItem]
    next: str | None


class InboxSetting(msgspec.Struct, frozen=True):
    """How many days there are to decide; 0 is no limit."""

    days: int


class SetInboxDays(Form, frozen=True):
    """How many days there are to decide; 0 takes the limit away."""

    days: Annotated[int, msgspec.Meta(ge=0, le=MOST_DAYS)]
