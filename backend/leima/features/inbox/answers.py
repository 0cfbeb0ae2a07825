"""The inbox as it is read."""

import msgspec


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
    due_at: str | None = None
    """When it has to be decided; null where no time is set."""


class Inbox(msgspec.Struct, frozen=True):
    """All that waits for the caller's word, the oldest date first."""

    as_of: str
    items: list[InboxItem]
