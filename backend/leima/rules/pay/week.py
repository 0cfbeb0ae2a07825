"""Weekly and period overtime: what ordered work lies over the line and is not daily overtime already."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from leima.rules.pay.classes import DayWork, PayClass, Piece
from leima.rules.pay.rates import PeriodWork, Rates, Tier
from leima.rules.terms import Line

WEEKLY: dict[int, PayClass] = {50: "weekly50", 100: "weekly100"}
PERIOD: dict[int, PayClass] = {50: "period50", 100: "period100"}


@dataclass(frozen=True, slots=True)
class Tested:
    """A week or period after its test: the days with classes changed, minutes over the line, and why. `line_with_kiky`
    is the same line with the kiky of its days on both sides."""

    days: tuple[DayWork, ...]
    first: str
    last: str
    total: int
    line: int
    line_with_kiky: int
    overtime: int
    lines: tuple[Line, ...]


def over_week(days: Sequence[DayWork], rates: Rates) -> Tested | None:
    """Weekly overtime of one week (its days in order); null where the form has no weekly line.

    Daily overtime and kiky are left out. A flex person's own time enters at the day's target. An averaged form's line
    is the week's rostered hours where they are more. Only ordered minutes become overtime, the latest first.
    """
    if rates.weekly_line is None or not days:
        return None
    roster = sum(day.plan.scheduled for day in days) if rates.form == "averaged" else 0
    line = max(rates.weekly_line, roster)
    left_out = sum(_additional(day) for day in days if day.plan.scheduled) if rates.leaves_out_additional else 0
    free_only = rates.leaves_out_additional
    steps = _steps(line, days, rates)
    return _tested(days, steps, left_out, free_only, rates.weekly_tiers, ("weekly_overtime", WEEKLY, rates))


def over_period(days: Sequence[DayWork], rule: PeriodWork, rates: Rates) -> Tested:
    """Period work: the whole period against its line, which holidays and absences lower as the agreement says; first
    hours at the first raise, the rest at the second."""
    tiers = (Tier(rule.first, rates.period_tiers[0]), Tier(None, rates.period_tiers[-1]))
    return _tested(days, _steps(rule.line, days, rates), 0, False, tiers, ("period_overtime", PERIOD, rates))


def split(minutes: int, tiers: Sequence[Tier]) -> dict[int, int]:
    """Overtime minutes by percent of raise, by a table of tiers."""
    found: dict[int, int] = {}
    for tier in tiers:
        part = minutes if tier.minutes is None else min(minutes, tier.minutes)
        if part:
            found[tier.percent] = found.get(tier.percent, 0) + part
        minutes -= part
    return found


def _additional(day: DayWork) -> int:
    return day.minutes("additional")


def _counted(day: DayWork) -> int:
    """What enters the test besides additional work: ordinary minutes, a flex person's at the day's target."""
    if day.plan.flex is not None and day.result.status == "done":
        return day.plan.target
    return day.minutes("regular")


def _steps(line: int, days: Sequence[DayWork], rates: Rates) -> list[tuple[str, int]]:
    """The line, and by how much midweek holidays and paid absences lower it: `cut` is what they cut off the days,
    minutes are the same for each holiday, whatever the share and however many days it cuts."""
    holiday = rates.moves.midweek_holiday
    by_cut = sum(day.plan.holiday_cut for day in days) if holiday == "cut" else len(_holidays(days)) * int(holiday or 0)
    credit = sum(day.plan.credit for day in days) if rates.moves.absence == "credit" else 0
    moved = (("week_line_holiday", -by_cut), ("week_line_absence", -credit))
    return [("week_line", line), *(step for step in moved if step[1])]


def _holidays(days: Sequence[DayWork]) -> set[str]:
    """The dates of the midweek holidays that cut hours off these days."""
    cuts = ("holiday", "holiday_spill")
    return {str(line.params["date"]) for day in days for line in day.plan.lines if line.rule in cuts}


def _tested(
    days: Sequence[DayWork],
    steps: Sequence[tuple[str, int]],
    left_out: int,
    free_only: bool,
    tiers: Sequence[Tier],
    kind: tuple[str, dict[int, PayClass], Rates],
) -> Tested:
    rule, names, rates = kind
    line = sum(minutes for _, minutes in steps)
    total = sum(_counted(day) + _additional(day) for day in days)
    over = max(0, total - left_out - line)
    taken = _taken(days, over, free_only)
    overtime = sum(piece.minutes for _, piece in taken)
    told = [Line("week_worked", total, {}, None)]
    if left_out:
        told.append(Line("week_left_out", -left_out, {}, rates.sources.get("weekly_leaves_out_additional")))
    told += [Line(name, -minutes, {}, _source(name, rates)) for name, minutes in steps]
    rest = total - left_out - line - overtime
    if rest:
        told.append(Line("week_own" if rest > 0 else "week_under", -rest, {}, None))
    told.append(Line(rule, overtime, {}, rates.sources.get("weekly_tiers" if rule[0] == "w" else "period_tiers"), True))
    kiky = sum(day.minutes("kiky") for day in days)
    changed = _changed(days, _tiered(taken, tiers), names)
    ends = (days[0].plan.date, days[-1].plan.date)
    return Tested(changed, *ends, total, line, line + kiky, overtime, tuple(told))


def _source(name: str, rates: Rates) -> str | None:
    key = "weekly_line_moves" if name != "week_line" else "weekly_line"
    return rates.sources.get(key) or rates.sources.get("period_work")


def _taken(days: Sequence[DayWork], minutes: int, free_only: bool) -> list[tuple[int, Piece]]:
    """The last `minutes` of ordered work: additional work first, then ordered minutes of the regular day."""
    taken: list[tuple[int, Piece]] = []
    for kind in ("additional", "regular"):
        for at in reversed(range(len(days))):
            if (free_only and days[at].plan.scheduled) or (kind == "regular" and days[at].plan.flex is not None):
                continue
            pieces = [one for one in days[at].pieces if one.pay == kind and one.ordered and one.placed]
            for piece in sorted(pieces, reverse=True):
                part = min(minutes, piece.minutes)
                if part:
                    taken.append((at, replace(piece, start=piece.end - part)))
                    minutes -= part
    return sorted(taken)


def _tiered(taken: Sequence[tuple[int, Piece]], tiers: Sequence[Tier]) -> list[tuple[int, Piece, int]]:
    """The taken pieces, cut where the raise changes, in order of the clock."""
    found = []
    left = [(tier.minutes, tier.percent) for tier in tiers]
    for at, piece in taken:
        start = piece.start
        while start < piece.end and left:
            room, percent = left[0]
            end = piece.end if room is None else min(piece.end, start + room)
            if end > start:
                found.append((at, replace(piece, start=start, end=end), percent))
            if room is not None:
                left[0] = (room - (end - start), percent)
                if left[0][0] == 0:
                    left.pop(0)
            start = end
    return found


def _changed(
    days: Sequence[DayWork], parts: Sequence[tuple[int, Piece, int]], names: dict[int, PayClass]
) -> tuple[DayWork, ...]:
    return tuple(
        replace(day, pieces=_cut(day.pieces, [(piece, names[percent]) for at, piece, percent in parts if at == number]))
        for number, day in enumerate(days)
    )


def _cut(pieces: Sequence[Piece], parts: Sequence[tuple[Piece, PayClass]]) -> tuple[Piece, ...]:
    """The pieces with each part taken out of the one it lies in and put back under its new class."""
    found = list(pieces)
    for part, pay in parts:
        whole = next(one for one in found if one.pay == part.pay and one.placed and one.start <= part.start < one.end)
        found.remove(whole)
        sides = (replace(whole, end=part.start), replace(whole, start=part.end), replace(part, pay=pay))
        found += [one for one in sides if one.minutes]
    return tuple(sorted(found))
