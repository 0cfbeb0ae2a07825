"""At site midnight the ended day is settled for everyone: in chunks, again after downtime, and once is enough."""

import asyncio
from datetime import UTC, datetime
from functools import partial

import structlog

from leima.db.database import Database, Unavailable
from leima.db.hot import lock_people
from leima.db.site import DEFAULT_ZONE, date_at
from leima.db.tx import Tx
from leima.features.days.clock import all_stand
from leima.features.days.earning import earn_ended
from leima.features.days.openings import open_kiky_years
from leima.features.days.settle import settle
from leima.features.days.year_end import close_ended
from leima.rules.zone import near_instant, next_date
from leima.world.clock import Clock

CHUNK = 200
CATCH_UP = 60
"""Days that a first turn goes back at the most; earlier ones are settled when they are touched."""
log = structlog.get_logger("leima")


def zones_of_sites(tx: Tx) -> set[str]:
    """Every organisation's time zone; the usual one where there is none yet."""
    return {row.zone for row in tx.rows("SELECT DISTINCT zone FROM organisation")} or {DEFAULT_ZONE}


def _people(tx: Tx, org: str, date: str) -> list[str]:
    """Those whose balances count on a date, in id order."""
    rows = tx.rows(
        "SELECT DISTINCT p.id FROM person p JOIN terms t ON t.org = p.org AND t.person = p.id"
        " WHERE p.org=:org AND p.counts_from <= :date AND NOT t.deleted AND t.from_date <= :date"
        " AND (t.until_date IS NULL OR t.until_date >= :date) ORDER BY p.id",
        **{"org": org, "date": date},
    )
    return [row.id for row in rows]


def _turn_chunk(tx: Tx, org: str, people: list[str], date: str) -> None:
    tx.org = org
    lock_people(tx, people)
    for person in people:
        if date.endswith("-12-31"):
            open_kiky_years(tx, person)
        tx.touch(person, date, date)
    settle(tx)
    close_ended(tx, people, date)
    earn_ended(tx, people, date)


def _mark_turned(tx: Tx, org: str, date: str) -> None:
    tx.run("UPDATE organisation SET turned_through=:date WHERE id=:org", org=org, date=date)


def dates_to_turn(turned_through: str | None, now: str) -> list[str]:
    """The ended dates that wait, oldest first."""
    date = next_date(turned_through) if turned_through else next_date(now, -CATCH_UP)
    found = []
    while date < now:
        found.append(date)
        date = next_date(date)
    return found


async def _turn_date(db: Database, org: str, date: str) -> None:
    people = await db.read(partial(_people, org=org, date=date))
    for start in range(0, len(people), CHUNK):
        await db.write(partial(_turn_chunk, org=org, people=people[start : start + CHUNK], date=date))
    await db.write(partial(_mark_turned, org=org, date=date))


async def turn_day(db: Database, *, confirmed: bool = False) -> int:
    """Settles every ended day that has not been; returns how many (organisation, day) pairs.

    Days far ahead of the newest fact wait, unless a person has `confirmed` that the clock is right.
    """
    turned = 0
    for at in await db.read(all_stand):
        until = at.today if confirmed else at.may_settle_until
        if until < at.today or at.was_ahead:
            log.error("clock_doubtful", today=at.today, settled_through=at.settled_through, do="leima clock")
        for date in dates_to_turn(at.settled_through, until):
            await _turn_date(db, at.org, date)
            turned += 1
    return turned


def until_midnight(now: int, zone: str) -> float:
    """Seconds from an instant (epoch ms) to the site's next midnight."""
    date = next_date(date_at(now, zone))
    return near_instant(zone, date) * 60 - now / 1000


async def keep_turning(db: Database, clock: Clock) -> None:
    """Turns the day for as long as the server runs: at the start, and a second after each midnight."""
    while True:
        try:
            turned = await turn_day(db)
            if turned:
                log.info("days_turned", count=turned, at=datetime.fromtimestamp(clock.now() / 1000, UTC).isoformat())
            zones = await db.read(zones_of_sites)
            wait = min(until_midnight(clock.now(), zone) for zone in zones) + 1
        except Unavailable:
            wait = 30.0
        except Exception:
            log.exception("turning_failed")
            wait = 60.0
        await asyncio.sleep(min(max(wait, 1.0), 600.0))
