"""What a notice can say: one class a kind, declared by the feature that says it."""

from typing import ClassVar

import msgspec

WAITS = "push.waits"
"""The line that a phone shows of a kind that has no line of its own."""


class Message(msgspec.Struct, frozen=True):
    """One kind of notice; its fields fill the sentences `notice.<kind>` and `notice.<kind>.text` of the words."""

    kind: ClassVar[str]
    push: ClassVar[str | None] = None
    """The words key of the line that phones show, `push.<kind>` or WAITS, which says neither who nor how much; None: it
    waits in the inbox, and no phone hears of it."""
