"""What is told of small groups: nothing, and nothing either from which it could be worked out by subtracting.

The smallest unit is one team's month. A sum over months is told where each of its months is, and a total over teams
where what is hidden of it is itself a group large enough. Since a caller's teams are always looked at together, asking
for one of them tells no more than asking for all.
"""

from collections.abc import Mapping
from typing import Final

LEAST: Final = 5
"""The fewest people of whom a rate is told. CHECK: our own choice, by no law or agreement."""


def hidden(sizes: Mapping[str, int], least: int = LEAST) -> tuple[frozenset[str], bool]:
    """The groups that are hidden, and whether their total is.

    Beside the small ones the next smallest are hidden, until those that are hidden are several and hold as many people
    as a group must.
    """
    ordered = sorted((size, group) for group, size in sizes.items())
    found = [one for one in ordered if one[0] < least]
    rest = [one for one in ordered if one[0] >= least]
    while found and (len(found) < 2 or sum(size for size, _ in found) < least):
        if not rest:
            return frozenset(sizes), True
        found.append(rest.pop(0))
    return frozenset(group for _, group in found), not rest
