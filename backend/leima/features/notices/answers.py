"""Notices as devices pull them."""

from typing import Any

import msgspec


class NoticeData(msgspec.Struct, frozen=True):
    """A notice; instants are epoch milliseconds. Its sentence is `notice.<kind>` of the words, filled by `params`."""

    id: str
    person: str
    at: int
    kind: str
    params: dict[str, Any]
    read_at: int | None
