"""Where each worked minute of a day lies and in which class of pay; every minute in exactly one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from leima.rules.spans import Stretch, first_minutes, last_minutes, minus, total, union
from leima.rules.terms import DayPlan, DayResult

PayClass = str
"""One of CLASSES."""
CLASSES: tuple[PayClass, ...] = (
    *("regular", "flex", "additional", "overtime50", "overtime100", "weekly50", "weekly100", "period50", "period100"),
    *("unapproved", "kiky"),
)


@dataclass(frozen=True, slots=True, order=True)
class Piece:
    """A stretch of one class; `end` equal to `start` plus `minutes`. `placed` false: nobody was punched in for it."""

    start: int
    end: int
    pay: PayClass
    ordered: bool = False
    placed: bool = True

    @property
    def minutes(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class DayWork:
    """One day's minutes by class, with what the week's test must know about the day."""

    plan: DayPlan
    result: DayResult
    pieces: tuple[Piece, ...]

    def minutes(self, *kinds: PayClass) -> int:
        """Minutes of the classes together."""
        return sum(piece.minutes for piece in self.pieces if piece.pay in kinds)


def day_work(plan: DayPlan, result: DayResult) -> DayWork:
    """The day's classes. An automatic break lies after the minutes of work that call for it; own time that waits for
    approval is what lies outside the band and then the day's last; ordered time is classed in order of the clock."""
    if result.status not in ("open", "done"):
        return DayWork(plan, result, ())
    work = union([(span.start, span.end) for span in result.spans if span.kind == "work"])
    ordered = union([(span.start, span.end) for span in result.spans if span.kind == "work" and span.ordered])
    chosen = minus(work, ordered)
    gone = max(0, total(work) - result.worked)
    over = plan.auto_break.over if plan.auto_break is not None else 0
    own = _without_break(chosen, over, min(gone, total(chosen)))
    told = _without_break(ordered, over, gone - (total(chosen) - total(own)))
    loose = max(0, result.worked - total(work))
    beyond = result.additional + result.overtime50 + result.overtime100
    short = max(0, beyond - total(told))
    pieces = [*_own(plan, result, own, loose - short), *_ordered_pieces(plan, result, told), *_kiky(plan, result)]
    return DayWork(plan, result, tuple(sorted(pieces)))


def by_class(days: Iterable[DayWork]) -> dict[PayClass, int]:
    """Minutes of each class over the days; classes without minutes are left out."""
    held = list(days)
    sums = {kind: sum(day.minutes(kind) for day in held) for kind in CLASSES}
    return {kind: minutes for kind, minutes in sums.items() if minutes}


def _without_break(spans: Sequence[Stretch], over: int, minutes: int) -> list[Stretch]:
    head = first_minutes(spans, min(over, total(spans) - minutes))
    return minus(spans, first_minutes(minus(spans, head), minutes))


def _pieces(pay: PayClass, spans: Iterable[Stretch], ordered: bool = False) -> list[Piece]:
    return [Piece(start, end, pay, ordered) for start, end in spans]


def _own(plan: DayPlan, result: DayResult, own: list[Stretch], loose: int) -> list[Piece]:
    waiting = _waiting(plan, result, own)
    counted = minus(own, waiting)
    regular = counted
    if plan.flex is not None:
        regular = first_minutes(counted, plan.target)
    pieces = _pieces("unapproved", waiting) + _pieces("regular", regular)
    pieces += _pieces("flex", minus(counted, regular))
    if loose:
        pieces.append(Piece(plan.start, plan.start + loose, "regular", placed=False))
    return pieces


def _waiting(plan: DayPlan, result: DayResult, own: list[Stretch]) -> list[Stretch]:
    """Own time that a supervisor decides about."""
    outside = sum(finding.params["minutes"] for finding in result.findings if finding.kind == "outside_band")
    found: list[Stretch] = []
    if outside and plan.flex is not None and plan.flex.band is not None:
        start, end = plan.flex.band
        found = last_minutes(minus(own, [(start, end + result.kiky)]), outside)
    return union(found + last_minutes(minus(own, found), result.unapproved - total(found)))


def _ordered_pieces(plan: DayPlan, result: DayResult, ordered: list[Stretch]) -> list[Piece]:
    """Ordered work; what a full kiky account left of a mark inside an order has no place of its own."""
    beyond: tuple[tuple[PayClass, int], ...] = (
        ("additional", result.additional),
        ("overtime50", result.overtime50),
        ("overtime100", result.overtime100),
    )
    fill = max(0, total(ordered) - sum(minutes for _, minutes in beyond))
    pieces: list[Piece] = []
    for kind, minutes in (("regular", fill), *beyond):
        taken = first_minutes(ordered, minutes)
        pieces += _pieces(kind, taken, True)
        if minutes > total(taken):
            pieces.append(Piece(plan.start, plan.start + minutes - total(taken), kind, True, False))
        ordered = minus(ordered, taken)
    return pieces


def _kiky(plan: DayPlan, result: DayResult) -> list[Piece]:
    """Kiky of an obligation; under longer contract hours it is part of the ordinary work."""
    if plan.kiky is None or plan.kiky.accounted != "obligation":
        return []
    spans = union([(span.start, span.end) for span in result.spans if span.kind == "kiky"])
    others = [(one.params["start"], one.params["end"]) for one in result.lines if one.rule == "kiky_elsewhere"]
    spans = minus(spans, others) if others else spans
    placed = first_minutes(spans, result.kiky)
    pieces = _pieces("kiky", placed)
    loose = result.kiky - total(placed)
    if loose:
        pieces.append(Piece(plan.start, plan.start + loose, "kiky", placed=False))
    return pieces
