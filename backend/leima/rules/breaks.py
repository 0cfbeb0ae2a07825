"""Which pauses in a day's work are breaks, for the automatic break, the legal one and core time."""

from collections.abc import Sequence
from itertools import pairwise

from leima.rules.pair import SHIFT_PAUSE
from leima.rules.spans import Stretch, overlap, total
from leima.rules.terms import AutoBreak


def between(spans: Sequence[Stretch]) -> list[Stretch]:
    """The pauses between merged spans."""
    return [(before[1], after[0]) for before, after in pairwise(spans)]


def shifts(spans: Sequence[Stretch]) -> list[list[Stretch]]:
    """Merged spans as shifts: a pause of three hours or more is no break, what comes after it is another shift."""
    found: list[list[Stretch]] = []
    for span in spans:
        if found and span[0] - found[-1][-1][1] < SHIFT_PAUSE:
            found[-1].append(span)
        else:
            found.append([span])
    return found


def lacks_break(work: Sequence[Stretch], rule: AutoBreak) -> bool:
    """Whether a shift is so long that the automatic break is due, and no real one was taken: a pause that is at least
    half as long as it, so that neither a clock-out of a minute nor an hour of work in the evening stands for it."""
    return any(
        not any(2 * (end - start) >= rule.minutes for start, end in between(shift))
        for shift in _longer(work, rule.over)
    )


def without_legal_break(work: Sequence[Stretch], rule: AutoBreak) -> int:
    """Minutes of the longest shift that lacks its break; 0 when none does. The break is unbroken, and lies neither at
    the very beginning nor at the very end: there is at least as much work on both sides of it as it must be long.

    Source: Working Time Act 872/2019, section 24.
    """
    lacking = [total(shift) for shift in _longer(work, rule.over) if not _has_legal_break(shift, rule.minutes)]
    return max(lacking, default=0)


def _longer(work: Sequence[Stretch], over: int) -> list[list[Stretch]]:
    """The shifts of more than so many minutes: for most days none, or the day as it stands."""
    return [shift for shift in shifts(work) if total(shift) > over] if total(work) > over else []


def _has_legal_break(shift: Sequence[Stretch], least: int) -> bool:
    before, after = 0, total(shift)
    for (start, end), (back, _) in pairwise(shift):
        before, after = before + end - start, after - (end - start)
        if back - end >= least and before >= least and after >= least:
            return True
    return False


def lunch(there: Sequence[Stretch], core: Stretch) -> int:
    """Minutes of core time that a lunch clocked out and in takes: the longest pause that lies within it."""
    inside = [pause for pause in between(there) if overlap([pause], [core]) == [pause]]
    return max((end - start for start, end in inside if end - start < SHIFT_PAUSE), default=0)
