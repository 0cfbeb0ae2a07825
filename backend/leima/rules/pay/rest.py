"""Rest and the greatest working time: findings, never errors."""

from collections.abc import Sequence
from datetime import date as Date

from leima.rules.pair import SHIFT_PAUSE
from leima.rules.pay.classes import DayWork
from leima.rules.pay.rates import ExtraBreak, MaxWeek, Rest
from leima.rules.spans import Stretch, overlap, union
from leima.rules.terms import Finding
from leima.rules.zone import DAY, near_instant, next_date, weekday

WEEK = 7


def shifts(days: Sequence[DayWork]) -> list[Stretch]:
    """Presence (work and kiky) as shifts: a pause under three hours does not end one."""
    spans = union([(span.start, span.end) for day in days for span in day.result.spans])
    found: list[Stretch] = []
    for start, end in spans:
        if found and start - found[-1][1] < SHIFT_PAUSE:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def earliest_start(shift_end: int, rest: Rest) -> int:
    """The first minute that the next shift may begin after this one's end."""
    return shift_end + rest.daily


def daily_rest(days: Sequence[DayWork], rest: Rest) -> list[tuple[str, Finding]]:
    """Shifts without enough unbroken rest in the 24 hours after their beginning. The finding stands on the day of the
    shift that ends the longest rest, or of the shift itself where the 24 hours end first; a rest is told once. Where
    the employee chose that shift's times (flexitime, not ordered) the shorter least holds. A gap within a split shift
    is no fault by itself.

    Source: Working Time Act 872/2019, section 25.
    """
    known, told = shifts(days), set[int]()
    found = []
    for began, _ in known:
        gone, back = _longest_rest_after(known, began)
        ended_by = back if back < began + DAY else began
        day = next((one for one in days if one.plan.start <= ended_by < one.plan.end), None)
        least = rest.daily_own if day is not None and _chosen(day, ended_by) else rest.daily
        if day is not None and back - gone < least and gone not in told:
            told.add(gone)
            found.append((day.plan.date, Finding("daily_rest", {"minutes": back - gone, "least": least, "at": back})))
    return found


def _longest_rest_after(known: Sequence[Stretch], began: int) -> Stretch:
    """The longest time without work in the 24 hours after a shift's beginning."""
    busy = overlap(known, [(began, began + DAY)])
    edges = [*[at for span in busy for at in span][1:], began + DAY]
    return max(zip(edges[::2], edges[1::2], strict=True), key=lambda one: (one[1] - one[0], -one[0]))


def _chosen(day: DayWork, start: int) -> bool:
    return day.plan.flex is not None and not any(
        span.ordered and span.start <= start < span.end for span in day.result.spans
    )


def longest_rest(days: Sequence[DayWork], monday: str, zone: str) -> int:
    """The longest unbroken rest inside an ISO week, in minutes."""
    start, end = near_instant(zone, monday), near_instant(zone, next_date(monday, WEEK))
    busy = overlap(shifts(days), [(start, end)])
    edges = [start, *(at for span in busy for at in span), end]
    return max(after - before for before, after in zip(edges[::2], edges[1::2], strict=True))


def weekly_rest(days: Sequence[DayWork], mondays: Sequence[str], rest: Rest) -> list[tuple[str, Finding]]:
    """Whole weeks whose longest rest is under the least, unless it averages the least with a neighbour week and is
    itself at least the shorter one."""
    if not days:
        return []
    zone = days[0].plan.zone
    longest = [longest_rest(days, monday, zone) for monday in mondays]
    found = []
    for number, minutes in enumerate(longest):
        near = [longest[at] for at in (number - 1, number + 1) if 0 <= at < len(longest)]
        averaged = minutes >= rest.weekly_least and any(minutes + other >= 2 * rest.weekly for other in near)
        if minutes < rest.weekly and not averaged:
            found.append((mondays[number], Finding("weekly_rest", {"minutes": minutes, "least": rest.weekly})))
    return found


def most_work(first: str, last: str, rule: MaxWeek) -> int:
    """The greatest working time between two dates, in whole minutes: the week's average for each day."""
    days = (Date.fromisoformat(last) - Date.fromisoformat(first)).days + 1
    return days * rule.minutes // WEEK


def too_much_work(days: Sequence[DayWork], first: str, last: str, rule: MaxWeek) -> list[Finding]:
    """All work and kiky of the averaging period over the greatest."""
    minutes = sum(day.result.worked + day.minutes("kiky") for day in days if first <= day.plan.date <= last)
    most = most_work(first, last, rule)
    return [Finding("max_week", {"minutes": minutes, "most": most})] if minutes > most else []


def extra_break(day: DayWork, rule: ExtraBreak) -> list[Finding]:
    """A right to one more break on a long day."""
    minutes = day.result.worked + day.minutes("kiky")
    return [Finding("extra_break", {"minutes": minutes, "extra": rule.minutes})] if minutes > rule.over else []


def break_due(day: DayWork) -> bool:
    """Whether the day is so long that it must have a break."""
    rule = day.plan.break_rule
    return rule is not None and day.result.worked + day.minutes("kiky") > rule.over


def monday_of(date: str) -> str:
    """The Monday of the date's ISO week."""
    return next_date(date, -weekday(date))
