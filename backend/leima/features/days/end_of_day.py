"""At site midnight the ended day is computed for everyone: in chunks, after downtime too, and never twice."""

from functools import partial
from typing import NamedTuple

import structlog

from leima.db.database import Database
from leima.db.jobs import Job
from leima.db.site import turned_through
from leima.db.sync_sql import lock_people
from leima.db.tx import Tx
from leima.features.days.clock import all_stand
from leima.features.days.earning import earn_ended
from leima.features.days.leave_earning import earn_leave
from leima.features.days.leave_lapsing import lapse_ended
from leima.features.kiky.openings import open_kiky_years
from leima.features.kiky.year_end import close_ended
from leima.features.people.midnight import tell_devices
from leima.rules.pair import OPEN_FOR
from leima.rules.zone import next_date

CHUNK = 200
CATCH_UP = 60
"""How many days the first run goes back at most; earlier ones are computed when they are touched."""
OVERDUE = 3
"""Days back in which a clock-out that was not overdue at midnight can have become so."""
log = structlog.get_logger("leima")


def _people(tx: Tx, org: str, date: str) -> list[str]:
    """Those whose balances count on a date, in id order."""
    return tx.values(
        str,
        "SELECT DISTINCT p.id FROM person p JOIN terms t ON t.org = p.org AND t.person = p.id"
        " WHERE p.org=:org AND p.counts_from <= :date AND NOT t.deleted AND t.from_date <= :date"
        " AND (t.until_date IS NULL OR t.until_date >= :date) ORDER BY p.id",
        org=org,
        date=date,
    )


def _end_chunk(tx: Tx, org: str, people: list[str], date: str) -> None:
    tx.org = org
    lock_people(tx, people)
    tx.cache.ending[date] = True
    for person in people:
        if date.endswith("-12-31"):
            open_kiky_years(tx, person)
        tx.touch(person, date, date)
    tx.recompute()
    close_ended(tx, people, date)
    earn_ended(tx, people, date)
    earn_leave(tx, people, date)
    lapse_ended(tx, people, date)


def _mark_ended(tx: Tx, org: str, date: str) -> None:
    tx.org = org
    tell_devices(tx, date)
    tx.run("UPDATE organisation SET turned_through=:date WHERE id=:org", org=org, date=date)


def dates_to_end(turned_through: str | None, now: str) -> list[str]:
    """The ended dates that wait, oldest first."""
    date = next_date(turned_through) if turned_through else next_date(now, -CATCH_UP)
    found = []
    while date < now:
        found.append(date)
        date = next_date(date)
    return found


async def _end_date(db: Database, org: str, date: str) -> None:
    people = await db.read(partial(_people, org=org, date=date))
    for start in range(0, len(people), CHUNK):
        await db.write(partial(_end_chunk, org=org, people=people[start : start + CHUNK], date=date))
    await db.write(partial(_mark_ended, org=org, date=date))


_OVERDUE = (
    "SELECT person, date FROM day_result d WHERE org=:org AND date BETWEEN :first AND :today"
    " AND (date < :today AND status='pending' OR status='open' AND EXISTS"
    " (SELECT 1 FROM entry e WHERE e.org=:org AND e.person=d.person AND e.start_at BETWEEN :low AND :early"
    " AND e.end_at IS NULL AND NOT e.deleted)) AND body NOT LIKE '%\"missing_out\"%' ORDER BY person, date"
)
"""By the index of dates. Most days are done: their long bodies are not read, for the status stands first."""


class _Waits(NamedTuple):
    person: str
    date: str


def _maybe_overdue(tx: Tx, org: str, today: str) -> list[_Waits]:
    """Days that wait for the clock-out of somebody who was still at work when they ended, or came too long ago."""
    early, first = tx.now - OPEN_FOR * 60_000, next_date(today, -OVERDUE)
    low = early - OVERDUE * 24 * 3_600_000
    return tx.rows(_Waits, _OVERDUE, org=org, first=first, today=today, low=low, early=early)


def _ask_overdue(tx: Tx, org: str, days: list[_Waits]) -> None:
    tx.org = org
    lock_people(tx, sorted({one.person for one in days}))
    for one in days:
        tx.touch(one.person, one.date, one.date)


async def ask_overdue(db: Database, org: str, today: str) -> None:
    """Recomputes ended days whose clock-out has become overdue since: nothing else touches the day of a night shift."""
    days = await db.read(partial(_maybe_overdue, org=org, today=today))
    for start in range(0, len(days), CHUNK):
        await db.write(partial(_ask_overdue, org=org, days=days[start : start + CHUNK]))


async def _turn_alone(db: Database, org: str, until: str) -> int:
    """Settles an organisation's ended days, unless another process is at it; returns how many."""
    async with db.alone("turn") as mine:
        dates = dates_to_end(await db.read(partial(_settled_through, org=org)), until) if mine else []
        for date in dates:
            await _end_date(db, org, date)
    return len(dates)


def _settled_through(tx: Tx, org: str) -> str | None:
    tx.org = org
    return turned_through(tx)


async def end_of_day(db: Database, *, confirmed: bool = False) -> int:
    """Computes every ended day that has not been; returns how many (organisation, day) pairs.

    Days far ahead of the newest fact wait, unless a person has `confirmed` that the clock is right.
    """
    turned = 0
    for at in await db.read(all_stand):
        until = at.today if confirmed else at.may_end_until
        if until < at.today or at.was_ahead:
            log.error("clock_doubtful", today=at.today, ended_through=at.ended_through, do="leima clock")
        if dates_to_end(at.ended_through, until):
            turned += await _turn_alone(db, at.org, until)
        await ask_overdue(db, at.org, until)
    return turned


END_OF_DAY = Job("end_of_day", end_of_day, every=600.0, at_midnight=True)
