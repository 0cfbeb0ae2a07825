"""How far a person's months have come: since when balances count, and which months may change no more."""

from collections.abc import Mapping
from dataclasses import dataclass

LOCKED = ("approved", "closed")
"""The statuses in which an edit becomes a request."""


@dataclass(frozen=True)
class Months:
    """A person's months: since when balances count, the last closed one, and the later ones that were sent."""

    counts_from: str
    closed_through: str = ""
    """YYYY-MM; what lies before it is closed with it. Empty when nothing is closed."""
    status: Mapping[str, str] | None = None
    facts_from: str = ""
    """What happened before this date has been removed; those days change no more. Empty while all is there."""

    def of(self, date: str) -> str:
        """open, sent, approved or closed."""
        month = date[:7]
        if month <= self.closed_through or date < self.facts_from:
            return "closed"
        return (self.status or {}).get(month, "open")
