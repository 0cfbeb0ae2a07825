"""What each month had of work and of absences, from its dates: what full months are judged by."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping

from leima.rules.leave.earning import Done

Absent = tuple[str, int]
"""The kind of an absence, and the minutes of work that its date would have had."""


def months_done(at_work: Collection[str], minutes: Mapping[str, int], absent: Mapping[str, Absent]) -> list[Done]:
    """Each month with anything in it. `minutes` worked by date; a date at work is no date of absence."""
    days = Counter([date[:7] for date in at_work])
    lengths: dict[str, int] = defaultdict(int)
    kinds: dict[str, dict[str, int]] = {}
    lost: dict[str, dict[str, int]] = {}
    for date, length in minutes.items():
        lengths[date[:7]] += length
    for date, (kind, length) in absent.items():
        if date not in at_work:
            _add(kinds, date[:7], kind, 1)
            _add(lost, date[:7], kind, length)
    return [
        Done(month, days[month], lengths.get(month, 0), kinds.get(month, {}), lost.get(month, {}))
        for month in sorted({*days, *lengths, *kinds})
    ]


def _add(found: dict[str, dict[str, int]], month: str, kind: str, amount: int) -> None:
    of = found.setdefault(month, {})
    of[kind] = of.get(kind, 0) + amount
