"""Counts that wait in the process until a job writes them: what may come in any number is written in a few rows."""

from threading import Lock
from typing import NamedTuple


class Counted(NamedTuple):
    """What is counted: whose, in which organisation, and of what kind. Empty where nobody knows whose."""

    org: str
    person: str
    kind: str


class Tally:
    """Counts by what they are of. Any thread may add.

    It holds `most` of them; what has no room is counted of the organisation alone.
    """

    def __init__(self, most: int = 20_000) -> None:
        self._most, self._lock = most, Lock()
        self._counts: dict[Counted, int] = {}

    def add(self, what: Counted, count: int = 1) -> None:
        with self._lock:
            key = what if what in self._counts or len(self._counts) < self._most else what._replace(person="")
            self._counts[key] = self._counts.get(key, 0) + count

    def take(self) -> dict[Counted, int]:
        """All that was counted since the last time."""
        with self._lock:
            taken, self._counts = self._counts, {}
            return taken
