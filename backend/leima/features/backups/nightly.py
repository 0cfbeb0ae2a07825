"""The embedded database is copied every night; a night that was missed is made up for.

One process alone serves an embedded database, so one alone copies it. PostgreSQL has tools of its own.
"""

import asyncio
import time
from functools import partial
from pathlib import Path

import structlog

from leima.db.copying import CopyFailed
from leima.db.database import Database
from leima.db.jobs import Job
from leima.db.site import date_at, zones_of_sites
from leima.db.tx import Tx
from leima.features.backups.notices import BackupFailed
from leima.features.notices.store import tell
from leima.features.people.roles import active_with_role
from leima.rules.zone import near_instant, next_date
from leima.settings import Settings
from leima.web.metrics import BACKUP_MADE
from leima.world.backups import made_at, make_backup, newest_nightly, nightly_path, prune
from leima.world.world import World

LOOKS_EVERY = 600.0
"""Seconds between two looks whether a copy is due."""
QUIET_START = 600.0
"""Seconds in which a server that has just started does its own work first."""
_MINUTE = 60_000
log = structlog.get_logger("leima")


def due_since(now: int, hour: int, zone: str) -> int:
    """The last instant (epoch ms) before `now` at which the clock of a zone showed the hour."""
    today = date_at(now, zone)
    nights = [near_instant(zone, date, f"{hour:02d}:00") * _MINUTE for date in (today, next_date(today, -1))]
    return next(at for at in nights if at <= now)


async def copy_if_due(db: Database, settings: Settings, hour: int) -> int:
    """Makes the night's copy, unless it is there. Returns how many it made."""
    now, zones = await db.read(lambda tx: (tx.now, zones_of_sites(tx)))
    due = due_since(now, hour, min(zones))
    try:
        newest = await asyncio.to_thread(newest_nightly, settings.backups)
        if newest is not None and made_at(newest) >= due:
            BACKUP_MADE.set(made_at(newest) / 1000)
            return 0
        made = await make_backup(settings, nightly_path(settings.backups, now))
        await asyncio.to_thread(prune, settings.backups, settings.backups_kept)
    except CopyFailed as error:
        log.error("backup_failed", reason=_reason(error, settings.backups), do="leima doctor")
        await _tell(db, date_at(due, min(zones)), due)
        return 0
    BACKUP_MADE.set(now / 1000)
    log.info("backup_made", operations=made.rows, attachments=made.files)
    return 1


def _reason(error: Exception, folder: Path) -> str:
    return str(error).replace(str(folder), "the folder of copies")


async def _tell(db: Database, date: str, since: int) -> None:
    for org in await db.read(lambda tx: tx.values(str, "SELECT id FROM organisation ORDER BY id")):
        await db.write(partial(_tell_admins, org=org, date=date, since=since))


def _tell_admins(tx: Tx, org: str, date: str, since: int) -> None:
    """Tells the organisation's admins once a night."""
    tx.org = org
    sql = "SELECT COUNT(*) FROM notice WHERE org=:org AND kind=:kind AND at >= :since"
    if not tx.value(int, sql, org=org, kind=BackupFailed.kind, since=since):
        for person in active_with_role(tx, "admin"):
            tell(tx, person, BackupFailed(date))


def nightly(world: World) -> tuple[Job, ...]:
    """The work that copies the embedded database at night; nothing where that is turned off or not ours to do."""
    settings, started = world.settings, time.monotonic()
    hour = settings.backup_hour
    if settings.is_postgres or hour is None:
        return ()

    async def copy(db: Database) -> int:
        return 0 if time.monotonic() - started < QUIET_START else await copy_if_due(db, settings, hour)

    return (Job("nightly_backup", copy, every=LOOKS_EVERY),)
