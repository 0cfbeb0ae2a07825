"""Kiky: the unpaid extension of working time, in a day and as a year's obligation."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import floor

from leima.rules.breaks import lacks_break
from leima.rules.spans import Stretch, first_minutes, minus, overlap, total, union
from leima.rules.terms import DayPlan, Finding, Mark

MONTH_PARTS = 755_160
"""Common multiple of 28, 29, 30 and 31: a day's part of any month is whole."""
SHARE_PARTS = 100_000
Stint = tuple[int, float, str, str | None]
"""Yearly minutes, part-time share, first date and last date."""


@dataclass(slots=True)
class Tally:
    """The day's net presence, cut into ordinary work and kiky. `auto` is the automatic break's part of ordinary
    work, `elsewhere` the presence that is kiky by a mark of another date."""

    ordinary: list[Stretch]
    kiky: list[Stretch]
    clocked: int = 0
    unclocked: int | None = None
    auto: int = 0
    auto_in_all: int = 0
    elsewhere: list[Stretch] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def worked(self) -> int:
        """Ordinary minutes without breaks."""
        return total(self.ordinary) - self.auto


@dataclass(frozen=True, slots=True)
class Nearby:
    """What the day must know of the hours round it: presence and breaks of all that was clocked, those outside the
    day too, and the kiky of the date `before` and `after` it. A mark counts whole on its own date, also over midnight.
    """

    presence: tuple[Stretch, ...] = ()
    breaks: tuple[Stretch, ...] = ()
    before: tuple[Stretch, ...] = ()
    after: tuple[Stretch, ...] = ()


NOTHING_NEARBY = Nearby()


def tally(
    plan: DayPlan,
    presence: list[Stretch],
    breaks: list[Stretch],
    punched: list[Stretch],
    done: bool,
    counts: bool,
    near: Nearby,
) -> Tally:
    """Divide presence (merged, breaks within it) into ordinary work and kiky.

    `punched`: spans with the choice Kiky. Planned marks count in full once the day is `done`; before that, and where
    nobody who may has said that they were done, only where somebody was punched in. With `counts` false (a pending
    day) no kiky arises at all.
    """
    net = minus(presence, breaks)
    elsewhere = overlap(net, union([*near.before, *near.after])) if near.before or near.after else []
    net = minus(net, elsewhere) if elsewhere else net
    owed = plan.kiky if plan.kiky is not None and plan.kiky.accounted == "obligation" else None
    own = overlap(punched, net)
    if owed is None or not counts or not (own or owed.marks):
        found = Tally(net, [], elsewhere=elsewhere)
        if own and owed is None:
            found.findings.append(Finding("kiky_without_scheme", {"minutes": total(own)}))
        _take_auto_break(plan, found, presence, breaks, [], 0)
        return found
    if not own and _all_of_it(plan, owed.marks):
        own = net
    there = union([*net, *minus(union(near.presence), union(near.breaks))])
    clocked = [mark for mark in owed.marks if mark.start is not None and mark.end is not None]
    marked, waiting = ([], []) if own else _marked(clocked, there, union([*breaks, *near.breaks]), near.before)
    kiky = union(own + (marked if done else overlap(marked, net)))
    loose = _loose_break(clocked, kiky, union([*breaks, *near.breaks])) if done and not own else 0
    found = Tally(minus(net, kiky), kiky, elsewhere=elsewhere)
    loose = _take_auto_break(plan, found, presence, breaks, own, loose)
    _stop_at_zero(found, owed.left, net, there, loose)
    if done and not own:
        _say_what_waits(found, waiting)
        if clocked and found.clocked == 0 and owed.left != 0 and not waiting:
            found.findings.append(Finding("kiky_zero_length", {}))
        if len(clocked) < len(owed.marks):
            _unclocked(plan, found, owed.left, net)
    return found


def _all_of_it(plan: DayPlan, marks: Sequence[Mark]) -> bool:
    """Whether what is punched on the date is its extension day: a free day of somebody who has a schedule, with marks
    that have no clock times."""
    free = plan.scheduled == 0 and plan.regular == 0 and plan.credit == 0
    return free and bool(marks) and all(mark.start is None or mark.end is None for mark in marks)


def _marked(
    marks: Sequence[Mark], there: list[Stretch], breaks: list[Stretch], before: Sequence[Stretch]
) -> tuple[list[Stretch], list[Stretch]]:
    """The clocked marks as stretches, and what of them waits for a word: nobody was punched in, and only the person
    has said that it was done."""
    said = union([(mark.start or 0, mark.end or 0) for mark in marks if not mark.waits])
    asked = minus(union([(mark.start or 0, mark.end or 0) for mark in marks if mark.waits]), said)
    said, asked = (minus(minus(one, breaks), union(before)) for one in (said, asked))
    return union([*said, *overlap(asked, there)]), minus(asked, there)


def _say_what_waits(found: Tally, waiting: list[Stretch]) -> None:
    if waiting:
        found.findings.append(Finding("kiky_waits", {"minutes": total(waiting)}))


def _loose_break(marks: Sequence[Mark], kiky: list[Stretch], breaks: list[Stretch]) -> int:
    """Break minutes of clocked marks that nobody punched, as far as the mark counts."""
    windows = [(mark.break_min, [(mark.start or 0, mark.end or 0)]) for mark in marks if mark.break_min]
    left = [(length - total(overlap(window, breaks)), total(overlap(window, kiky))) for length, window in windows]
    return sum(max(0, min(loose, counted)) for loose, counted in left)


def _take_auto_break(
    plan: DayPlan, found: Tally, presence: list[Stretch], breaks: list[Stretch], own: list[Stretch], loose: int
) -> int:
    """The agreement's automatic break, off ordinary work first; what must come off kiky that was punched (`own`) is
    added to `loose`. A mark stays as long as it was shown."""
    rule = plan.auto_break
    if rule is None or loose:
        return loose
    work = found.ordinary
    if found.kiky:
        work = minus(minus(union(presence + found.kiky), breaks), found.elsewhere)
    if not lacks_break(work, rule):
        return loose
    found.auto = min(rule.minutes, total(found.ordinary))
    found.auto_in_all = rule.minutes if own else found.auto
    return rule.minutes - found.auto if own else 0


def _stop_at_zero(found: Tally, left: int | None, net: list[Stretch], there: list[Stretch], loose: int) -> None:
    """Clocked kiky ends when the account is empty, and punched minutes go first. The rest of the span is ordinary work
    where somebody was punched in, and else nothing: nobody came."""
    found.clocked = max(0, total(found.kiky) - loose)
    if left is None or found.clocked <= max(0, left):
        return
    excess = found.clocked - max(0, left)
    here, absent = overlap(found.kiky, there), minus(found.kiky, there)
    room = total(found.kiky) - excess
    kept = union(first_minutes(here, room) + first_minutes(absent, room - total(here)))
    found.ordinary = union(found.ordinary + overlap(minus(found.kiky, kept), net))
    found.kiky, found.clocked = kept, found.clocked - excess
    found.findings.append(Finding("kiky_stops_at_zero", {"minutes": excess}))


def _unclocked(plan: DayPlan, found: Tally, left: int | None, net: list[Stretch]) -> None:
    """A mark without clock times: the contract day less other work and paid absence, never under 0."""
    marks = [mark for mark in plan.kiky.marks if mark.start is None] if plan.kiky is not None else []
    length = max(0, plan.contract_day - found.worked - found.clocked - plan.credit)
    if marks and all(mark.waits for mark in marks) and not net:
        found.findings.append(Finding("kiky_waits", {"minutes": length}))
        return
    if length == 0:
        found.findings.append(Finding("kiky_zero_length", {}))
    room = length if left is None else max(0, left - found.clocked)
    if length > room:
        found.findings.append(Finding("kiky_stops_at_zero", {"minutes": length - room}))
    found.unclocked = min(length, room)


def year_share(year_minutes: int, share: float, year: int, first: str, until: str | None) -> int:
    """A year's obligation in minutes: yearly minutes x part-time share x whole months / 12, odd days as days of that
    month, to the nearest minute (half up). `first` and `until` bound the time the scheme holds for the person.

    Source: domain of kiky, the 2016 competitiveness pact; agreements may have their own table.
    """
    return year_total(year, [(year_minutes, share, first, until)])


def year_total(year: int, stretches: Sequence[Stint]) -> int:
    """As `year_share` for several stretches of one year, rounded once: splitting a stretch changes nothing."""
    scale = 12 * MONTH_PARTS * SHARE_PARTS
    exact = sum(
        year_minutes * floor(share * SHARE_PARTS + 0.5) * _month_parts(year, month, first, until)
        for year_minutes, share, first, until in stretches
        for month in range(1, 13)
    )
    return (2 * exact + scale) // (2 * scale)


def _month_parts(year: int, month: int, first: str, until: str | None) -> int:
    length = monthrange(year, month)[1]
    start, end = f"{year:04d}-{month:02d}-01", f"{year:04d}-{month:02d}-{length:02d}"
    if first > end or (until is not None and until < start):
        return 0
    from_day = int(first[8:]) if first > start else 1
    to_day = int(until[8:]) if until is not None and until < end else length
    return MONTH_PARTS // length * max(0, to_day - from_day + 1)
