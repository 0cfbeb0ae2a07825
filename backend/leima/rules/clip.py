"""Which spans belong to a day, and how much of them: boundary, rounding, open and missing ends."""

from collections.abc import Sequence
from dataclasses import dataclass

from leima.rules.pair import OPEN_FOR, SHIFT_PAUSE, Pair
from leima.rules.spans import Stretch
from leima.rules.terms import DayPlan, Rounding


@dataclass(slots=True)
class Clip:
    """A pair's part of one day, with counted (rounded) times. `open`: it has no out; `waits`: the day waits for it."""

    pair: Pair
    start: int
    end: int
    open: bool
    waits: bool
    rounded: bool
    breaks: list[Stretch]


def clips(plan: DayPlan, pairs: Sequence[Pair], as_of: int, live: bool) -> list[Clip]:
    """The parts of `pairs` that belong to the plan's day, in order of start."""
    if plan.boundary == "shift_start":
        found = [_clip(plan, one, anchor, as_of, live) for one, anchor in zip(pairs, shift_starts(pairs), strict=True)]
    else:
        low, high = plan.start - plan.rounding.minutes, plan.end + plan.rounding.minutes
        near = [one for one in pairs if one.end is None or (one.start < high and one.end >= low)]
        found = [_clip(plan, one, None, as_of, live) for one in near]
    return [one for one in found if one is not None]


def rounded(at: int, rule: Rounding, origin: int, opening: bool) -> int:
    """A punch on the agreement's grid, counted from local midnight. `outward` favours the employee, `inward` the
    employer, `step` goes back to the last full step, `nearest` takes a half upwards."""
    if rule.mode == "none" or rule.minutes <= 1:
        return at
    over = (at - origin) % rule.minutes
    if over == 0:
        return at
    up = {
        "nearest": 2 * over >= rule.minutes,
        "outward": not opening,
        "inward": opening,
        "step": False,
    }[rule.mode]
    return at - over + (rule.minutes if up else 0)


def _clip(plan: DayPlan, one: Pair, anchor: int | None, as_of: int, live: bool) -> Clip | None:
    start, end = one.start, one.end
    if not one.typed_start:
        start = rounded(start, plan.rounding, plan.start, True)
    if end is not None and not one.typed_end:
        end = rounded(end, plan.rounding, plan.start, False)
    changed = start != one.start or end != one.end
    if end is None:
        return _unfinished(plan, one, start, anchor, as_of, live)
    end = max(start, end)
    if anchor is not None:
        if not plan.start <= anchor < plan.end:
            return None
    elif start >= plan.end or end < plan.start or (end == plan.start and start < end):
        return None
    else:
        start, end = max(start, plan.start), min(end, plan.end)
    return Clip(one, start, end, False, False, changed, _breaks(one, start, end))


def _unfinished(plan: DayPlan, one: Pair, start: int, anchor: int | None, as_of: int, live: bool) -> Clip | None:
    """A span without an out: it counts up to `as_of` while it may still run, and its own day waits for the rest."""
    age = as_of - one.start
    running = one.last and age < OPEN_FOR
    own = plan.start <= (start if anchor is None else anchor) < plan.end
    ended = as_of >= plan.end
    if not own:
        carried = anchor is None and running and start < plan.start < as_of and not ended
        if not carried:
            return None
    counted = running and live and not ended
    shown = max(start, plan.start) if anchor is None else start
    end = max(shown, as_of) if counted else shown
    waits = own and (ended or age >= OPEN_FOR)
    return Clip(one, shown, end, True, waits, start != one.start, _breaks(one, shown, end))


def _breaks(one: Pair, start: int, end: int) -> list[Stretch]:
    found = []
    for left, back in one.breaks:
        stretch = (max(left, start), end if back is None else min(back, end))
        if stretch[0] < stretch[1]:
            found.append(stretch)
    return found


def shift_starts(pairs: Sequence[Pair]) -> list[int]:
    """Returns for each pair the start of its shift: spans with only a short pause between them are one shift."""
    starts: list[int] = []
    reached = None
    for one in pairs:
        if reached is None or one.start - reached >= SHIFT_PAUSE:
            starts.append(one.start)
            reached = one.end if one.end is not None else one.start
        else:
            starts.append(starts[-1])
            reached = max(reached, one.end if one.end is not None else one.start)
    return starts
