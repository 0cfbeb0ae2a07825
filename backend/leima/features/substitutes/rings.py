"""Rings of substitutes: somebody who would stand in for the one that stands in for them."""

from collections.abc import Iterable
from typing import Protocol


class Naming(Protocol):
    """`person` stands in for `supervisor` on the dates from `from_date` to `until_date`, both included."""

    @property
    def supervisor(self) -> str: ...
    @property
    def person(self) -> str: ...
    @property
    def from_date(self) -> str: ...
    @property
    def until_date(self) -> str: ...


def closes_ring(stand: Iterable[Naming], new: Naming) -> bool:
    """Whether on some date the new naming would lead from a supervisor by their substitutes back to them."""
    by_supervisor: dict[str, list[Naming]] = {}
    for one in stand:
        by_supervisor.setdefault(one.supervisor, []).append(one)
    return _leads_to(by_supervisor, new.person, new.supervisor, (new.from_date, new.until_date), frozenset())


def _leads_to(
    by_supervisor: dict[str, list[Naming]], at: str, goal: str, dates: tuple[str, str], met: frozenset[str]
) -> bool:
    if at == goal:
        return True
    for one in by_supervisor.get(at, ()):
        both = max(dates[0], one.from_date), min(dates[1], one.until_date)
        goes_on = both[0] <= both[1] and one.person not in met
        if goes_on and _leads_to(by_supervisor, one.person, goal, both, met | {at}):
            return True
    return False
