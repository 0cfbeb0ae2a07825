"""How many of a team's people are at work on each of its working dates, with and without what is asked for.

Whoever is away for some hours only is at work. A midweek holiday by somebody's agreement is no working date of theirs.
"""

from collections.abc import Collection, Sequence
from functools import lru_cache

import msgspec

from leima.features.calendar.answers import Count, Minimum
from leima.features.calendar.dates import Dates
from leima.features.calendar.lanes import Known, Spans
from leima.features.calendar.store import Asked, Away


class _Holiday(msgspec.Struct, frozen=True):
    except_: tuple[str, ...] = msgspec.field(name="except", default=())


class _Week(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """What of somebody's terms says on which dates they work."""

    from_: str
    until: str | None
    weekdays: tuple[int, ...]
    holiday: _Holiday | None = None


_DECODER = msgspec.json.Decoder(_Week)


@lru_cache(maxsize=4096)
def _week(body: str) -> _Week:
    return _DECODER.decode(body)


class Presence:
    """Counts a team's people, one after the other."""

    def __init__(self, dates: Dates) -> None:
        self._dates = dates
        self._working, self._away, self._asked = dict[str, int](), dict[str, int](), dict[str, int]()
        self._scheduled: dict[tuple[tuple[int, ...], _Holiday | None], dict[str, int]] = {}

    def add(self, person: str, known: Known, spans: Spans) -> None:
        """Counts one person over the stretches in which they are in the team."""
        works = self._works(person, known, spans)
        gone = self._gone(known.away.of(person), works)
        waiting = [row for row in known.asked.of(person) if row.status == "requested"]
        for counts, dates in (
            (self._working, works),
            (self._away, gone),
            (self._asked, self._gone(waiting, works) - gone),
        ):
            for date in dates:
                counts[date] = counts.get(date, 0) + 1

    def counts(self) -> list[Count]:
        """The team's working dates in order."""
        return [
            Count(date, self._working[date], self._away.get(date, 0), self._asked.get(date, 0))
            for date in self._dates.all
            if date in self._working
        ]

    def _works(self, person: str, known: Known, spans: Spans) -> dict[str, int]:
        """The minutes of each of a person's working dates in the team."""
        found: dict[str, int] = {}
        for row in known.terms.of(person):
            week = _week(row.body)
            scheduled = self._of_week(week)
            for date in self._dates.in_spans(spans, week.from_, week.until or self._dates.last):
                if date in scheduled:
                    found[date] = scheduled[date]
        return found

    def _of_week(self, week: _Week) -> dict[str, int]:
        """The minutes of each date on which a week of this kind is worked; most people of a team share one."""
        key = (week.weekdays, week.holiday)
        if key not in self._scheduled:
            free = () if week.holiday is None else self._free(week.holiday.except_)
            minutes = ((on, week.weekdays[(self._dates.monday + n) % 7]) for n, on in enumerate(self._dates.all))
            self._scheduled[key] = {on: length for on, length in minutes if length and on not in free}
        return self._scheduled[key]

    def _free(self, but: Collection[str]) -> frozenset[str]:
        return frozenset(day.date for day in self._dates.named if day.shortens_week and day.name not in but)

    def _gone(self, rows: Sequence[Asked | Away], works: dict[str, int]) -> set[str]:
        """The working dates on which somebody is away all day."""
        return {
            date
            for row in rows
            for date in self._dates.between(row.from_date, row.until_date)
            if date in works and (row.minutes is None or row.minutes >= works[date])
        }


def minimum_on(minimums: Sequence[Minimum], date: str) -> int | None:
    """The minimum in force on a date; None where there is none."""
    people = next((one.people for one in reversed(minimums) if one.from_date <= date), 0)
    return people or None


def short(counts: Sequence[Count], minimums: Sequence[Minimum], *, granted: bool) -> list[str]:
    """The working dates with fewer people than the minimum; with `granted` as if all that is asked for were."""
    if not any(one.people for one in minimums):
        return []
    return [
        one.date
        for one in counts
        if one.working - one.away - (one.requested if granted else 0) < (minimum_on(minimums, one.date) or 0)
    ]
