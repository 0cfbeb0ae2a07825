"""A day's result from its plan and its facts. Integers only; each step leaves a line."""

from collections.abc import Sequence
from typing import Literal

from leima.rules.breaks import lunch, without_legal_break
from leima.rules.classify import Sorted, classify
from leima.rules.clip import Clip, clips
from leima.rules.kiky import NOTHING_NEARBY, Nearby, Tally, tally
from leima.rules.lines import explain
from leima.rules.pair import Pair, Pairing, pair
from leima.rules.propose import likely_out
from leima.rules.spans import Stretch, minus, overlap, total, union
from leima.rules.terms import DayPlan, DayResult, Entry, Finding, Mark, Proposal, Punch, Span

DAILY_FORMS = ("general", "office", "shift")
"""Working-time forms whose hours are set for each day; in the others they even out over a longer time."""
Status = Literal["none", "open", "pending", "done"]
Piece = Literal["work", "break", "kiky"]


def day(
    plan: DayPlan,
    punches: Sequence[Punch],
    entries: Sequence[Entry],
    as_of: int,
    live: bool = True,
    paired: Pairing | None = None,
    kiky_before: Sequence[Stretch] = (),
    kiky_after: Sequence[Stretch] = (),
) -> DayResult:
    """The result of the plan's date at the epoch minute `as_of`.

    `punches` are those of about 36 hours on both sides, in any order; superseded ones are ignored. With `live` false
    open spans count nothing: that is how results are stored. `paired`: what the facts pair into, where it is known.
    `kiky_before` and `kiky_after`: the kiky of the dates beside this one, which is not counted here again.
    """
    paired = paired or pair(punches, entries, plan.person)
    mine = clips(plan, paired.pairs, as_of, live)
    status = _status(plan, mine, as_of)
    presence, breaks, punched = _measured(mine)
    near = _nearby(paired.pairs if punched or _marks(plan) else (), kiky_before, kiky_after)
    found = tally(plan, presence, breaks, punched, status == "done", status != "pending", near)
    asked = [(one.start, one.end) for one in mine if one.pair.ordered]
    sort = classify(plan, found, asked, status in ("open", "done"))
    lines = explain(plan, status, mine, breaks, found, sort)
    flex = lines[-1].minutes if lines and plan.flex is not None else 0
    findings = [finding for at, finding in sorted(paired.oddities, key=_at) if plan.start <= at < plan.end]
    findings += _span_findings(mine, as_of, plan) + found.findings
    if status in ("open", "done"):
        findings += _limit_findings(plan, sort)
    if status == "done":
        findings += _ended_findings(plan, found, presence, breaks, bool(sort.ordered)) + _deficit(plan, flex)
    return DayResult(
        date=plan.date,
        status=status,
        spans=_spans(mine, found, presence, sort.ordered),
        presence=total(presence),
        breaks=total(breaks) + found.auto_in_all,
        worked=found.worked,
        kiky=_kiky_minutes(plan, found, status),
        target=plan.target,
        flex=flex,
        unapproved=sort.outside + sort.over,
        additional=sort.additional,
        overtime50=sort.overtime50,
        overtime100=sort.overtime100,
        proposal=next((_proposal(plan, one) for one in mine if one.waits), None),
        findings=tuple(findings),
        lines=lines,
    )


def _measured(mine: Sequence[Clip]) -> tuple[list[Stretch], list[Stretch], list[Stretch]]:
    """The union of what was clocked, of its breaks, and of what was clocked as kiky."""
    presence = union([(one.start, one.end) for one in mine])
    breaks = overlap(union([stretch for one in mine for stretch in one.breaks]), presence)
    return presence, breaks, union([(one.start, one.end) for one in mine if one.pair.kiky])


def _marks(plan: DayPlan) -> tuple[Mark, ...]:
    return plan.kiky.marks if plan.kiky is not None else ()


def _nearby(pairs: Sequence[Pair], before: Sequence[Stretch], after: Sequence[Stretch]) -> Nearby:
    """All of `pairs` that has ended, and its breaks; with the kiky of the dates beside. A day without kiky of its own
    needs no pairs."""
    if not (pairs or before or after):
        return NOTHING_NEARBY
    ended = [(one.start, one.end, one.breaks) for one in pairs if one.end is not None]
    breaks = [(left, min(end if back is None else back, end)) for _, end, taken in ended for left, back in taken]
    return Nearby(tuple((start, end) for start, end, _ in ended), tuple(breaks), tuple(before), tuple(after))


def kiky_of(result: DayResult) -> tuple[Stretch, ...]:
    """Where a day's kiky lies, for the dates beside it."""
    return tuple((span.start, span.end) for span in result.spans if span.kind == "kiky")


def _at(oddity: tuple[int, Finding]) -> int:
    return oddity[0]


def _status(plan: DayPlan, mine: Sequence[Clip], as_of: int) -> Status:
    if any(one.waits for one in mine):
        return "pending"
    if as_of < plan.end:
        return "open" if mine else "none"
    return "done" if mine or plan.scheduled or _marks(plan) else "none"


def _kiky_minutes(plan: DayPlan, found: Tally, status: str) -> int:
    if plan.kiky is not None and plan.kiky.accounted == "contract":
        return plan.kiky.extension if status == "done" else 0
    return found.clocked + (found.unclocked or 0)


def _proposal(plan: DayPlan, one: Clip) -> Proposal:
    at = likely_out(one.pair.start, plan)
    if one.pair.next_in is not None:
        at = min(at, one.pair.next_in)
    return Proposal(one.pair.opening.id if one.pair.opening else one.pair.entry, at)


def _span_findings(mine: Sequence[Clip], as_of: int, plan: DayPlan) -> list[Finding]:
    findings = []
    reached: dict[bool, int] = {}
    for one in mine:
        before = reached.get(one.pair.kiky, one.start)
        if before > one.start and one.end > one.start:
            end = min(before, one.end)
            findings.append(Finding("overlap", {"start": one.start, "end": end, "minutes": end - one.start}))
        reached[one.pair.kiky] = max(before, one.end)
        findings += _open_breaks(plan, one)
        if one.waits and _overdue(plan, one, as_of):
            opening = one.pair.opening
            findings.append(Finding("missing_out", {"punch": opening.id if opening else None, "at": one.pair.start}))
    return findings


def _open_breaks(plan: DayPlan, one: Clip) -> list[Finding]:
    """A break that never ended before the clock-out: the hours after it count as break, and somebody is asked."""
    end = one.pair.end
    if end is None or not one.pair.breaks:
        return []
    lost = [left for left, back in one.pair.breaks if back is None and plan.start <= left < plan.end]
    return [Finding("open_break", {"start": at, "end": end, "minutes": end - at}) for at in lost if at < end]


def _overdue(plan: DayPlan, one: Clip, as_of: int) -> bool:
    """A night worker still at work after midnight has forgotten nothing yet."""
    return not one.pair.last or as_of >= likely_out(one.pair.start, plan)


def _limit_findings(plan: DayPlan, sort: Sorted) -> list[Finding]:
    findings = []
    outside, over = sort.outside, sort.over
    if outside:
        findings.append(Finding("outside_band", {"minutes": outside}))
    if over and plan.flex is not None:
        findings.append(Finding("over_daily_flex", {"minutes": over, "limit": plan.flex.daily_limit}))
    elif over:
        findings.append(Finding("unapproved", {"minutes": over}))
    return findings


def _deficit(plan: DayPlan, flex: int) -> list[Finding]:
    """Own time that falls short of the target by more than the daily limit, agreed flex leave aside. It is posted
    whole."""
    if plan.flex is None:
        return []
    beyond = -flex - plan.flex.leave - plan.flex.daily_limit
    return [Finding("under_daily_flex", {"minutes": beyond, "limit": plan.flex.daily_limit})] if beyond > 0 else []


def _ended_findings(
    plan: DayPlan, found: Tally, presence: list[Stretch], breaks: list[Stretch], ordered: bool
) -> list[Finding]:
    findings = []
    there = union(presence + found.kiky) if found.kiky else presence
    core = plan.flex.core if plan.flex is not None else None
    if core is not None and plan.target and plan.target == plan.scheduled:
        missed = core[1] - core[0] - total(overlap(there, [(core[0], core[1])]))
        missed -= lunch(there, (core[0], core[1])) if missed else 0
        if missed:
            findings.append(Finding("core_missed", {"minutes": missed, "start": core[0], "end": core[1]}))
    findings += _break_finding(plan, found, minus(there, breaks))
    missing = plan.target - found.worked
    if missing > 0 and _owes_hours(plan) and not ordered:
        findings.append(Finding("short_day", {"minutes": missing, "target": plan.target}))
    return findings


def _break_finding(plan: DayPlan, found: Tally, work: list[Stretch]) -> list[Finding]:
    """The break that a long shift must have, unless the automatic one or a mark's own stands for it."""
    rule = plan.break_rule
    taken = max([found.auto_in_all, *(mark.break_min for mark in _marks(plan))])
    minutes = 0 if rule is None or taken >= rule.minutes else without_legal_break(work, rule)
    if rule is None or minutes - found.auto_in_all <= rule.over:
        return []
    told = {"minutes": minutes - found.auto_in_all, "over": rule.over, "least": rule.minutes}
    return [Finding("break_missing", told)]


def _owes_hours(plan: DayPlan) -> bool:
    """Whether hours that are missing without a word change nothing by themselves: a monthly wage without flexitime, in
    a form whose hours are the day's own. Hours that a supervisor ordered are a word, as an absence is."""
    return plan.pay == "monthly" and plan.flex is None and plan.form in DAILY_FORMS and not plan.away


def _spans(mine: Sequence[Clip], found: Tally, presence: list[Stretch], ordered: Sequence[Stretch]) -> tuple[Span, ...]:
    """The day as disjoint pieces of each entry: work (own and ordered apart), break and kiky; kiky that nobody punched
    comes without entry."""
    spans = []
    marked = union(found.kiky + found.elsewhere)
    for one in mine:
        whole = [(one.start, one.end)]
        kiky = overlap(whole, marked)
        breaks = union(one.breaks)
        work = minus(minus(whole, breaks), kiky) or ([] if breaks or kiky else whole)
        told = overlap(work, ordered)
        own = minus(work, ordered) if told else work
        pieces: list[tuple[int, int, Piece, bool]] = [(start, end, "work", False) for start, end in own]
        pieces += [(start, end, "work", True) for start, end in told]
        pieces += [(start, end, "break", False) for start, end in breaks]
        pieces += [(start, end, "kiky", False) for start, end in kiky]
        spans += [_span(one, *piece) for piece in sorted(pieces)]
    spans += [
        Span("", None, start, end, "kiky", False, None, None, False) for start, end in minus(found.kiky, presence)
    ]
    return tuple(spans)


def _span(one: Clip, start: int, end: int, kind: Piece, ordered: bool) -> Span:
    pair, opening = one.pair, one.pair.opening.id if one.pair.opening else None
    running = one.open and end == one.end
    named = (pair.work_type, pair.cost_centre, pair.remote)
    return Span(pair.entry, opening, start, end, kind, running, *named, ordered)
