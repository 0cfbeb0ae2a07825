"""Own and ordered minutes of a day: what fills the target, what is additional work, overtime, or waits for approval."""

from collections.abc import Sequence
from dataclasses import dataclass

from leima.rules.kiky import Tally
from leima.rules.spans import Stretch, last_minutes, minus, overlap, total, union
from leima.rules.terms import DayPlan


@dataclass(frozen=True, slots=True)
class Sorted:
    """A day's ordinary minutes by class. `ordered`: where ordered work lies; `own` counts before any limit, `fill` is
    the ordered part of the regular day, `outside` and `over` are own minutes that wait for approval."""

    ordered: tuple[Stretch, ...]
    own: int = 0
    fill: int = 0
    additional: int = 0
    overtime50: int = 0
    overtime100: int = 0
    outside: int = 0
    over: int = 0

    @property
    def beyond(self) -> int:
        """Ordered minutes that no target takes: they never enter flex."""
        return self.additional + self.overtime50 + self.overtime100


def classify(plan: DayPlan, found: Tally, asked: Sequence[Stretch], counts: bool) -> Sorted:
    """Sort the ordinary minutes; `asked` is presence whose entry is marked as ordered. With `counts` false nothing is
    counted, only placed.

    Own time goes first: it fills the regular day and counts in the daily test; ordered time fills what is left, then
    is additional work up to the daily limit, then overtime. Kiky stands outside both the work and the limit.
    """
    ordered = _ordered(plan, found, asked)
    if not counts:
        return Sorted(tuple(ordered))
    chosen = minus(found.ordinary, ordered)
    own = max(0, total(chosen) - found.auto)
    outside = _outside(plan, found, chosen, own)
    over = 0 if plan.own_limit is None else max(0, own - outside - plan.own_limit)
    told = found.worked - own
    fill = min(told, max(0, plan.regular - own))
    additional, overtime = told - fill, 0
    rule = plan.overtime
    if rule is not None:
        additional = min(told - fill, max(0, rule.from_ - own - fill))
        overtime = told - fill - additional
    first = min(overtime, rule.first) if rule is not None else 0
    return Sorted(tuple(ordered), own, fill, additional, first, overtime - first, outside, over)


def _ordered(plan: DayPlan, found: Tally, asked: Sequence[Stretch]) -> list[Stretch]:
    """Ordinary work inside ordered entries and windows; an order without clock times takes the day's last minutes."""
    if plan.form == "exempt":
        return []
    windows = [(one.start, one.end) for one in plan.orders if one.start is not None and one.end is not None]
    ordered = overlap(found.ordinary, union([*asked, *windows]))
    last = sum(one.minutes or 0 for one in plan.orders if one.start is None)
    if last > 0:
        ordered = union(ordered + last_minutes(minus(found.ordinary, ordered), last))
    return ordered


def _outside(plan: DayPlan, found: Tally, chosen: list[Stretch], own: int) -> int:
    """Own minutes outside the flex band; kiky moves the band's end by its length."""
    if plan.flex is None or plan.flex.band is None:
        return 0
    start, end = plan.flex.band
    return min(own, total(minus(chosen, [(start, end + found.clocked)])))
