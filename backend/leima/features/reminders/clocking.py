"""Who has not clocked out, and whose break is long."""

from typing import NamedTuple

from leima.db.site import local_date
from leima.features.days.gather import gather
from leima.features.reminders.moment import MINUTE, Missing, Moment
from leima.features.reminders.notices import RemindBreak, RemindClock, RemindClockAgain
from leima.rules.pair import OPEN_FOR
from leima.rules.propose import likely_out
from leima.rules.zone import next_date

DAYS_BACK = 7
"""Days of which a missing clock-out is still asked for; later the day itself and its month ask."""
_OPEN = (
    "SELECT s.person, MIN(e.start_at) AS at FROM team_state s JOIN entry e ON e.org=s.org AND e.person=s.person"
    " AND e.start_at > :low AND e.start_at <= :now AND e.end_at IS NULL AND NOT e.deleted"
    " WHERE s.org=:org AND s.state <> 'out' AND s.person IN :people GROUP BY s.person ORDER BY s.person"
)
_BREAKS = (
    "SELECT person, since FROM team_state WHERE org=:org AND state='break' AND since IS NOT NULL AND since > :low"
    " AND since <= :now AND person IN :people ORDER BY person"
)
_MISSING = (
    "SELECT person, date FROM day_result WHERE org=:org AND date BETWEEN :first AND :last AND status='pending'"
    " AND attention LIKE '%\"missing_out\"%' AND person IN :people ORDER BY person, date"
)


class _Since(NamedTuple):
    """A person and an instant, epoch ms."""

    person: str
    at: int


class _Break(NamedTuple):
    """A person and the beginning of their break, epoch ms."""

    person: str
    since: int


class _Day(NamedTuple):
    person: str
    date: str


def _span(at: Moment) -> dict[str, int]:
    """The time for which a clock-in stays open, up to now."""
    return {"low": at.tx.now - OPEN_FOR * MINUTE, "now": at.tx.now}


def still_in(at: Moment, people: list[str]) -> list[Missing]:
    """Those who are clocked in though the hours of their day are done."""
    found = []
    for row in at.tx.rows(_Since, _OPEN, org=at.tx.org, people=people, **_span(at)):
        date = local_date(at.tx, row.at)
        facts = gather(at.tx, row.person, date)
        if facts is not None and likely_out(row.at // MINUTE, facts.plan) * MINUTE <= at.tx.now:
            found.append(Missing(row.person, date, at.date, RemindClock(date)))
    return found


def not_out(at: Moment, people: list[str]) -> list[Missing]:
    """Those a past day of whom lacks its clock-out."""
    tx, first = at.tx, next_date(at.date, -DAYS_BACK)
    last = next_date(at.date, -1)
    rows = tx.rows(_Day, _MISSING, org=tx.org, first=first, last=last, people=people)
    return [Missing(row.person, row.date, next_date(row.date), RemindClockAgain(row.date)) for row in rows]


def on_break(at: Moment, people: list[str]) -> list[Missing]:
    """Those who have been on a break for as long as they, or the organisation, have said."""
    found = []
    for row in at.tx.rows(_Break, _BREAKS, org=at.tx.org, people=people, **_span(at)):
        minutes = at.rule("break", row.person).number or 0
        if row.since + minutes * MINUTE <= at.tx.now:
            date = local_date(at.tx, row.since)
            found.append(Missing(row.person, str(row.since), at.date, RemindBreak(date, minutes)))
    return found
