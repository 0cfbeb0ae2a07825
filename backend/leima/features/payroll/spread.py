"""A row's sum over its dates: whole units by the largest remainder, so that the dates add up to the row."""

from collections.abc import Mapping


def spread(total: int, by: Mapping[str, int]) -> dict[str, int]:
    """`total` over dates in proportion to their quantities. Where these cancel out, the last date has it all."""
    whole = sum(by.values())
    if not whole:
        return {date: total if date == max(by) else 0 for date in by}
    found = {date: total * part // whole for date, part in by.items()}
    left = total - sum(found.values())
    order = sorted(by, key=lambda date: (-(total * by[date] % whole) * (1 if whole > 0 else -1), date))
    for date in order[:left]:
        found[date] += 1
    return found
