"""At site midnight the ended day is settled for everyone: in chunks, again after downtime, and once is enough."""

import asyncio
from datetime import UTC, datetime
from functools import partial

import structlog

from leima.db.database import Database, Unavailable
from leima.db.hot import lock_people
from leima.db.site import date_at
from leima.db.tx import Tx
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


def organisations(tx: Tx) -> list[tuple[str, str, str | None]]:
    """Every organisation's id, zone and last settled date."""
    rows = tx.rows("SELECT id, zone, turned_through FROM organisation")
    return [(row.id, row.zone, row.turned_through) for row in rows]


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


async def turn_day(db: Database, clock: Clock) -> int:
    """Settles every ended day that has not been. Answers how many (organisation, day) pairs it turned."""
    turned = 0
    for org, zone, through in await db.read(organisations):
        for date in dates_to_turn(through, date_at(clock.now(), zone)):
            await _turn_date(db, org, date)
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
            turned = await turn_day(db, clock)
            if turned:
                log.info("days_turned", count=turned, at=datetime.fromtimestamp(clock.now() / 1000, UTC).isoformat())
            zones = {zone for _, zone, _ in await db.read(organisations)} or {"Europe/Helsinki"}
            wait = min(until_midnight(clock.now(), zone) for zone in zones) + 1
        except Unavailable:
            wait = 30.0
        except Exception:
            log.exception("turning_failed")
            wait = 60.0
        await asyncio.sleep(min(max(wait, 1.0), 600.0))
