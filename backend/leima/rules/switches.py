"""The company's own word on kiky: on, off, or a scheme of its own from a date, for one agreement or for all."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from leima.rules.shape import Shape
from leima.rules.zone import next_date


@dataclass(frozen=True, slots=True)
class Switch(Shape):
    """One dated decision. `agreement` null holds for every agreement; `scheme` null while it `runs` leaves the
    agreement's own scheme as it is. `reason` is shown as the source."""

    from_: str
    runs: bool
    reason: str
    until: str | None = None
    agreement: str | None = None
    scheme: Mapping[str, Any] | None = None
    made: int = 0
    """When it was made: the later of two that begin on one date counts."""

    def holds(self, on: str) -> bool:
        """Whether a date is within it, both ends included."""
        return self.from_ <= on and (self.until is None or on <= self.until)


def switch_on(switches: Sequence[Switch], agreements: Collection[str], on: str) -> Switch | None:
    """What the company has decided for any of these agreements on a date: the one that began last; of two from one
    date the one that names the agreement, and of those the one made last."""
    found = [one for one in switches if one.holds(on) and (one.agreement is None or one.agreement in agreements)]
    return max(found, key=lambda one: (one.from_, one.agreement is not None, one.made), default=None)


def switch_dates(switches: Sequence[Switch], agreements: Collection[str]) -> set[str]:
    """The dates on which a decision for these agreements begins or has ended."""
    ours = [one for one in switches if one.agreement is None or one.agreement in agreements]
    return {one.from_ for one in ours} | {next_date(one.until) for one in ours if one.until is not None}
