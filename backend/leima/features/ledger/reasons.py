"""What a ledger line says of itself: a person's reason in their own words, or how the server worked the line out.

Which of the two it is follows from who made the line, never from how its text looks.
"""

import json
from typing import Any, Protocol

BY_SCHEME = "scheme"
"""The `source` of what a kiky scheme opens and changes."""
BY_AGREEMENT = "agreement"
"""The `source` of what an agreement gives by the month; its working names the month."""
YEAR_END = "year_end"
"""The `source` of what closes an ended kiky year."""
YEAR_END_BEFORE = "year_end_before"
"""The `source` of what an ended kiky year leaves on the next one."""
WORKED_OUT = frozenset({BY_SCHEME, BY_AGREEMENT, YEAR_END, YEAR_END_BEFORE})
"""Sources whose lines keep their working as JSON in `why`."""


def working_of(source: str, why: str) -> dict[str, Any]:
    """How the server worked a line out; empty for a line that a person or an import made."""
    found: dict[str, Any] = json.loads(why) if source in WORKED_OUT and why else {}
    return found


class Told(Protocol):
    """What a ledger line says of itself, and who made it."""

    @property
    def source(self) -> str: ...
    @property
    def why(self) -> str: ...


def reason_of(row: Told) -> str:
    """A person's own words on a posting; empty for a line that the server worked out."""
    return "" if row.source in WORKED_OUT else row.why
