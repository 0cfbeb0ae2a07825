"""Kiky marks as devices pull them."""

import msgspec


class KikyMarkData(msgspec.Struct, frozen=True):
    """A planned extension day; instants are epoch milliseconds. `waits`: it needs a supervisor's word."""

    id: str
    person: str
    date: str
    start: int | None
    end: int | None
    break_min: int
    status: str
    note: str
    version: int
    waits: bool
