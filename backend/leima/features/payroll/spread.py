"""A row's sum over its dates: each date's own share, and what rounding leaves over to the largest remainders."""

from collections.abc import Mapping
from fractions import Fraction
from math import floor


def spread(total: int, quantities: Mapping[str, int], per: Fraction) -> dict[str, int]:
    """`total` by date, where one of a date's `quantities` is worth `per`. The total is the worth of all the dates,
    rounded up or down, so that they add up to it and each is less than one off."""
    exact = {date: quantity * per for date, quantity in quantities.items()}
    found = {date: floor(share) for date, share in exact.items()}
    left = total - sum(found.values())
    for date in sorted(exact, key=lambda date: (found[date] - exact[date], date))[:left]:
        found[date] += 1
    return found
