"""Supplements by window of the local clock: raises add up, each on plain pay; a doubled hour pays twice."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from leima.rules.pay.classes import DayWork, Piece
from leima.rules.pay.rates import Rates, Supplement
from leima.rules.spans import Stretch, overlap, total, union
from leima.rules.terms import CalendarDay, Line
from leima.rules.zone import DAY, local_date, local_minutes, next_date, offset_at, weekday

KIKY_SWITCH = {"supplement_sunday": "sunday", "supplement_holiday": "sunday"}
"""Which switch of a kiky scheme holds for a supplement; the others hang on `evening_night`."""


@dataclass(frozen=True, slots=True)
class Raise:
    """Minutes of one supplement on one day of work."""

    name: str
    date: str
    minutes: int
    percent: int
    source: str | None

    def line(self) -> Line:
        """The raise as a line of the explanation; it moves no worked minute."""
        return Line(self.name, 0, {"length": self.minutes, "percent": self.percent, "date": self.date}, self.source)


def raises(day: DayWork, rates: Rates, calendar: Mapping[str, CalendarDay]) -> list[Raise]:
    """The day's supplements. Work that waits for approval has none yet; kiky by the scheme's switches (a switch that
    is not stated pays as usual)."""
    found = []
    for one in rates.supplements:
        minutes = supplement_minutes(_paid(day, one, rates), one, day.plan.zone, calendar)
        if minutes:
            found.append(Raise(one.name, day.plan.date, minutes, one.percent, rates.sources.get(one.name)))
    return found


def supplement_minutes(
    spans: Sequence[Stretch], rule: Supplement, zone: str, calendar: Mapping[str, CalendarDay]
) -> int:
    """Real minutes of the spans (epoch minutes) inside the supplement's window of the local clock."""
    return total(overlap(union(spans), _windows(spans, rule, zone, calendar)))


def _paid(day: DayWork, rule: Supplement, rates: Rates) -> list[Stretch]:
    switches = rates.kiky.get("supplements") or {}
    kiky_pays = switches.get(KIKY_SWITCH.get(rule.name, "evening_night")) is not False

    def pays(piece: Piece) -> bool:
        return piece.placed and piece.pay != "unapproved" and (piece.pay != "kiky" or kiky_pays)

    return union([(piece.start, piece.end) for piece in day.pieces if pays(piece)])


def _windows(
    spans: Sequence[Stretch], rule: Supplement, zone: str, calendar: Mapping[str, CalendarDay]
) -> list[Stretch]:
    """The epoch windows of the supplement round the spans: a window over midnight belongs to the day it begins on."""
    found: list[Stretch] = []
    for date in _dates(spans, zone):
        if _holds(rule, date, calendar):
            start, end = (local_minutes(date, clock) for clock in rule.window or ("00:00", "00:00"))
            found += _by_the_clock(zone, start, end if end > start else end + DAY)
    return union(found)


def _by_the_clock(zone: str, start: int, end: int) -> list[Stretch]:
    """The epoch stretches during which the local clock shows a time from `start` up to `end` (local minutes)."""
    before, after = offset_at(zone, start - DAY), offset_at(zone, end + DAY)
    if before == after:
        return [(start - before, end - before)]
    low, high = start - DAY, end + DAY
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if offset_at(zone, middle) == before else (low, middle)
    return union([(start - before, min(end - before, high)), (max(start - after, high), end - after)])


def _dates(spans: Sequence[Stretch], zone: str) -> Iterable[str]:
    """Every local date that a window round the spans may begin on."""
    if not spans:
        return
    date = next_date(local_date(zone, min(start for start, _ in spans)), -1)
    end = local_date(zone, max(end for _, end in spans))
    while date <= end:
        yield date
        date = next_date(date)


def _holds(rule: Supplement, date: str, calendar: Mapping[str, CalendarDay]) -> bool:
    """Whether the supplement holds on a date; without any condition it holds every day."""
    if not (rule.weekdays or rule.flag or rule.names):
        return True
    named = calendar.get(date)
    if named is not None and (named.name in rule.names or (rule.flag and getattr(named, rule.flag))):
        return True
    return weekday(date) in rule.weekdays
