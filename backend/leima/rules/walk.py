"""Pairs many windows of the same punches: each as if nothing else had been punched."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from leima.rules.pair import Paired, Pairer, Pairing, in_order, paired, with_words
from leima.rules.terms import Entry, Punch


class Walk:
    """All punches of a longer time, of which each date's window is paired; what lies whole in several windows is paired
    once.

    A clock-in at which nobody is in begins a piece. What comes before it changes nothing of what comes after it, so a
    window is its whole pieces, and what it cuts at its ends, which is paired by itself.
    """

    def __init__(self, punches: Sequence[Punch], person: str) -> None:
        self._person = person
        self._punches = in_order(punches)
        self._at = [punch.at for punch in self._punches]
        self._begins, self._pieces = self._walked()

    def window(self, low: int, high: int, punches: Sequence[Punch], entries: Sequence[Entry]) -> Pairing:
        """As `pair` of the `punches`, which are those from `low` up to but not including `high` (epoch minutes)."""
        first, last = bisect_left(self._at, low), bisect_left(self._at, high)
        whole, cut = bisect_left(self._begins, first), bisect_right(self._begins, last) - 1
        if whole >= cut:
            parts = [paired(self._punches[first:last], self._person)]
        else:
            before, after = self._punches[first : self._begins[whole]], self._punches[self._begins[cut] : last]
            parts = self._pieces[whole:cut]
            parts = [paired(before, self._person), *parts] if before else parts
            parts = [*parts, paired(after, self._person)] if after else parts
        return with_words(_joined(parts), punches, entries)

    def _walked(self) -> tuple[list[int], list[Paired]]:
        begins: list[int] = []
        found: list[Pairer] = []
        for at, punch in enumerate(self._punches):
            if not found or (punch.kind == "in" and found[-1].open is None):
                begins.append(at)
                found.append(Pairer(self._person))
            found[-1].take(punch)
        return [*begins, len(self._punches)], [one.paired() for one in found]


def _joined(parts: Sequence[Paired]) -> Paired:
    if len(parts) == 1:
        return parts[0]
    return Paired(
        [one for part in parts for one in part.pairs],
        [one for part in parts for one in part.oddities],
        [one for part in parts for one in part.two_outs],
    )
