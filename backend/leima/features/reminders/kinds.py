"""The kinds of reminders, and when each comes where nobody has said otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal["clock", "clock_again", "break", "month", "waits", "kiky", "leave"]
KINDS: tuple[Kind, ...] = get_args(Kind)
CLOCKING: frozenset[Kind] = frozenset({"clock", "clock_again", "break"})
"""What nobody is asked who is away that day."""
LIVE: tuple[Kind, ...] = ("clock", "break")
"""What may begin at any minute; the others are looked at once a day for each person."""


@dataclass(frozen=True)
class Rule:
    """When a kind of reminder comes: `time` is HH:MM by the clock of the site; a break has none.

    `number` is minutes of a break, the day of the month after, days that a request has waited, or days before leave
    expires. `own`: people may choose for themselves.
    """

    enabled: bool
    time: str | None
    number: int | None = None
    own: bool = True


USUAL: Mapping[Kind, Rule] = {
    "clock": Rule(True, "20:00"),
    "clock_again": Rule(True, "08:00"),
    "break": Rule(True, None, 60),
    "month": Rule(True, "09:00", 3),
    "waits": Rule(True, "09:00", 1),
    "kiky": Rule(True, "09:00"),
    "leave": Rule(True, "09:00", 60),
}
"""Our own choice, by no law or agreement."""
NUMBERS: Mapping[Kind, tuple[int, int]] = {"break": (10, 600), "month": (1, 28), "waits": (1, 60), "leave": (7, 365)}
"""The least and the most of each number. A day of the month is one that every month has."""
OWN_NUMBER: frozenset[Kind] = frozenset({"break"})
"""The kinds of which people choose the number too."""
