"""What a notice can say: one class a kind, declared by the feature that says it."""

from typing import ClassVar

import msgspec

WAITS = "push.waits"
"""The push line of what asks its reader to do something."""


class Message(msgspec.Struct, frozen=True):
    """One kind of notice; its fields fill the sentences `notice.<kind>` and `notice.<kind>.text` of the words."""

    kind: ClassVar[str]
    push: ClassVar[str | None] = None
    """The words key of the line that a closed app shows; None: it waits in the inbox."""
