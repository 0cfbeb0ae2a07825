"""The bodies of the operations on kiky extension days."""

from typing import Annotated

import msgspec
from msgspec import Meta

from leima.db.operations import MAX_INSTANT

Instant = Annotated[int, Meta(ge=0, le=MAX_INSTANT)]


class KikyMark(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """An extension day, with clock times or without."""

    date: Annotated[str, Meta(pattern=r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]
    start: Instant | None = None
    end: Instant | None = None
    break_min: Annotated[int, Meta(ge=0, le=720)] = 0
    note: Annotated[str, Meta(max_length=2000)] = ""


class KikyUnmark(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The mark is taken away."""
