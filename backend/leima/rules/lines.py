"""The explanation of a day: lines that add up to its flex, or for people without flex to its worked time."""

from collections.abc import Sequence

from leima.rules.classify import Sorted
from leima.rules.clip import Clip
from leima.rules.kiky import Tally
from leima.rules.spans import Stretch, minus, overlap, total, union
from leima.rules.terms import DayPlan, Line


def explain(
    plan: DayPlan,
    status: str,
    mine: Sequence[Clip],
    breaks: Sequence[Stretch],
    found: Tally,
    sort: Sorted,
) -> tuple[Line, ...]:
    """Lines in the order of the computation; the last one is the total. A day without anything has none."""
    if status == "none":
        return ()
    rule = "worked" if plan.flex is None else "flex"
    if status == "pending":
        return (Line("pending", 0, {}, None), Line(rule, 0, {}, None, True))
    lines = _presence_lines(plan, mine) + _break_lines(plan, breaks, found)
    lines += [Line("kiky_elsewhere", start - end, {"start": start, "end": end}, None) for start, end in found.elsewhere]
    lines += _kiky_lines(plan, status, mine, breaks, found)
    lines += _ordered_lines(plan, sort)
    if plan.flex is not None:
        lines += plan.lines
        lines += _limit_lines(plan, sort.outside, sort.over, plan.flex.daily_limit)
    return (*lines, Line(rule, sum(line.minutes for line in lines), {}, None, True))


def _presence_lines(plan: DayPlan, mine: Sequence[Clip]) -> list[Line]:
    """Each span with the minutes that no earlier span covered."""
    lines = []
    covered: list[Stretch] = []
    for one in mine:
        if one.start == one.end:
            continue
        stretch = [(one.start, one.end)]
        fresh = total(minus(stretch, covered)) if covered else one.end - one.start
        covered = union(covered + stretch)
        params = {"start": one.start, "end": one.end}
        if not one.rounded:
            lines.append(Line("span", fresh, params, None))
            continue
        clocked = {"from": one.pair.start, "to": one.end if one.pair.end is None else one.pair.end}
        lines.append(Line("span_rounded", fresh, params | clocked, plan.sources.get("rounding")))
    return lines


def _break_lines(plan: DayPlan, breaks: Sequence[Stretch], found: Tally) -> list[Line]:
    lines = [Line("break", start - end, {"start": start, "end": end}, None) for start, end in breaks]
    if found.auto_in_all and plan.auto_break is not None:
        params = {"length": found.auto_in_all, "over": plan.auto_break.over}
        lines.append(Line("auto_break", -found.auto, params, plan.sources.get("auto_break")))
    return lines


def _kiky_lines(
    plan: DayPlan, status: str, mine: Sequence[Clip], breaks: Sequence[Stretch], found: Tally
) -> list[Line]:
    """Kiky leaves ordinary work; kiky that nobody was punched in for is told without moving the sum."""
    if plan.kiky is None:
        return []
    source = plan.sources.get("kiky")
    if plan.kiky.accounted == "contract":
        told = {"length": plan.kiky.extension}
        return [Line("kiky_contract", 0, told, source)] if status == "done" and plan.kiky.extension else []
    lines = []
    if found.kiky:
        net = minus(union([(one.start, one.end) for one in mine]), breaks)
        for start, end in found.kiky:
            inside = total(overlap([(start, end)], net))
            params = {"start": start, "end": end, "length": end - start}
            lines.append(Line("kiky", -inside, params, source))
    if found.unclocked is not None:
        params = {"length": found.unclocked, "contract_day": plan.contract_day}
        lines.append(Line("kiky_day", 0, params, source))
    return lines


def _ordered_lines(plan: DayPlan, sort: Sorted) -> list[Line]:
    """Ordered work beyond the day's hours: out of the flex of flex people; told to others, whose sum is all work."""
    named = (("additional", sort.additional), ("overtime50", sort.overtime50), ("overtime100", sort.overtime100))
    source = plan.sources.get("overtime")
    return [
        Line(rule, 0 if plan.flex is None else -length, {"length": length}, source) for rule, length in named if length
    ]


def _limit_lines(plan: DayPlan, outside: int, over: int, limit: int) -> list[Line]:
    source = plan.sources.get("flex")
    lines = []
    if outside:
        lines.append(Line("outside_band", -outside, {}, source))
    if over:
        lines.append(Line("over_daily_flex", -over, {"limit": limit}, source))
    return lines
