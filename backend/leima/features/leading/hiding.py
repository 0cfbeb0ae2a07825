"""What is told of small groups: nothing, and nothing either from which it could be worked out by subtracting.

The smallest unit is one team's month. A sum over months is told where each of its months is, and a total over teams
where what is hidden of it is itself a group large enough. Since a caller's teams are always looked at together, asking
for one of them tells no more than asking for all.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Final

LEAST: Final = 5
"""The fewest people of whom a rate is told. CHECK: our own choice, by no law or agreement."""


def hidden(sizes: Mapping[str, int], least: int = LEAST) -> tuple[frozenset[str], bool]:
    """The groups that are hidden, and whether their total is.

    Beside the small ones the next smallest are hidden, until those that are hidden are several and hold as many people
    as a group must.
    """
    return hidden_where(sizes, lambda some: sum(sizes[group] for group in some) >= least)


def hidden_where(
    sizes: Mapping[str, int], tells_nothing: Callable[[Collection[str]], bool]
) -> tuple[frozenset[str], bool]:
    """The same, where the sum of some groups tells nothing of anybody in them."""
    ordered = [group for _, group in sorted((size, group) for group, size in sizes.items())]
    found = [group for group in ordered if not tells_nothing([group])]
    rest = [group for group in ordered if group not in found]
    while found and (len(found) < 2 or not tells_nothing(found)):
        if not rest:
            return frozenset(sizes), True
        found.append(rest.pop(0))
    return frozenset(found), not rest
