"""`leima doctor`: looks at what Leima stands on, and says what to do about what is wrong."""

import argparse
import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from leima import paths
from leima.db.audit import every_break
from leima.db.copying import check_in_place, check_seal
from leima.db.engine import NEWER, NEWER_ADVICE, current_revision, head_revision, is_newer, open_database
from leima.db.tx import Tx
from leima.features.days.clock import all_stand
from leima.settings import Settings
from leima.verbs.advice import Failure, advice_on
from leima.verbs.clock import in_doubt, sentence
from leima.world.backups import MB, free_space, made_at, newest_nightly, space_needed
from leima.world.private import FOLDER, open_to_others

T = TypeVar("T")
LEAST_FREE = 200 * 1024 * 1024
"""Bytes that the disk should have free."""


OLD_COPY = timedelta(hours=50)
"""Age of the newest nightly copy that tells of a night without one."""


@dataclass(frozen=True)
class Finding:
    """What one check saw; `todo` is empty when all is well."""

    what: str
    todo: str = ""


def settings_read(settings: Settings) -> Finding:
    """The settings could be read, or we would not be here."""
    store = "PostgreSQL" if settings.is_postgres else f"SQLite in {settings.data}"
    return Finding(f"settings: {settings.host}:{settings.port}, {store}, {settings.workers} process(es)")


def database_migrated(settings: Settings) -> Finding:
    """The database answers and has this program's tables."""
    try:
        have, wanted = current_revision(settings), head_revision()
    except Failure as error:
        what, todo = advice_on(error, settings)
        return Finding(f"database: {what}", todo)
    if is_newer(have):
        return Finding(f"database: {NEWER.format(have=have, head=wanted)}", NEWER_ADVICE)
    if have != wanted:
        return Finding(f"database: version {have or 'none'}, this program needs {wanted}", "Run: leima migrate")
    return Finding(f"database: version {have}")


def database_sound(settings: Settings) -> Finding:
    """The embedded database's file is whole. PostgreSQL looks after its own."""
    if settings.is_postgres or not settings.sqlite_path.is_file():
        return Finding("database file: nothing to check")
    try:
        rows = check_in_place(settings.sqlite_path)
    except Failure as error:
        what, todo = advice_on(error, settings)
        return Finding(f"database file: {what}", todo)
    return Finding(f"database file: sound, {rows} operations")


def files_private(settings: Settings) -> Finding:
    """Other users of the machine cannot read the store: who can, can sign in as anybody."""
    found = [*open_to_others(settings.data), *open_to_others(settings.backups)]
    if found:
        names = ", ".join(str(path) for path in found[:3]) + (" and others" if len(found) > 3 else "")
        return Finding(
            f"files: other users of this machine may open {names}",
            f"Run: chmod -R go= {found[0].parent if found[0].is_file() else found[0]}",
        )
    return Finding("files: the owner's alone")


def disk_writable(settings: Settings) -> Finding:
    """The data folder can be written, and has room."""
    try:
        settings.data.mkdir(parents=True, exist_ok=True, mode=FOLDER)
        with tempfile.TemporaryFile(dir=settings.data) as file:
            file.write(b"leima")
            file.flush()
    except OSError as error:
        what, todo = advice_on(error, settings)
        return Finding(f"disk: {what}", todo)
    free = shutil.disk_usage(settings.data).free
    if free < LEAST_FREE:
        return Finding(f"disk: {free // 1_048_576} MB free", "Make room: below 200 MB punches may soon be refused.")
    return Finding(f"disk: writable, {free // 1_048_576} MB free")


def nightly_copy(settings: Settings) -> Finding:
    """Last night's copy is there and whole, and there is room for the next one."""
    if settings.is_postgres or settings.backup_hour is None:
        return Finding("backup: not made by this server")
    folder, newest = settings.backups, newest_nightly(settings.backups)
    if newest is not None:
        try:
            check_seal(newest)
        except (OSError, sqlite3.DatabaseError) as error:
            return Finding(f"backup: {error}", f"Remove {newest}; check the disk; run: leima backup")
    needed = space_needed(settings.sqlite_path) if settings.sqlite_path.is_file() else 0
    if (free := free_space(folder)) < needed:
        todo = f"Make room in {folder}, or set LEIMA_BACKUP_FOLDER to another disk."
        return Finding(f"backup: the next copy needs {needed // MB} MB, and {free // MB} MB are free", todo)
    if folder.is_dir() and not os.access(folder, os.W_OK | os.X_OK):
        return Finding(f"backup: {folder} cannot be written", f"Give Leima's user {folder}.")
    if newest is None:
        return Finding(f"backup: none yet; made while the server runs, after {settings.backup_hour}:00, in {folder}")
    made = datetime.fromtimestamp(made_at(newest) / 1000, UTC)
    if datetime.now(UTC) - made > OLD_COPY:
        todo = "Keep the server running over a night, and look for backup_failed in its log; now run: leima backup"
        return Finding(f"backup: the newest nightly copy is of {made:%Y-%m-%d %H:%M} UTC", todo)
    return Finding(f"backup: {newest.name}, whole")


def clock_sane(settings: Settings) -> Finding:
    """The machine's clock is not before this program was built."""
    now = datetime.now(UTC)
    built = datetime.fromtimestamp(Path(__file__).stat().st_mtime, UTC)
    if now < built:
        return Finding(f"clock: {now:%Y-%m-%d %H:%M} UTC, before this program was made", "Set it; run a time service.")
    return Finding(f"clock: {now:%Y-%m-%d %H:%M} UTC")


def days_settled(settings: Settings) -> Finding:
    """Days are settled up to yesterday, by a clock that nothing speaks against."""
    for at in _read(settings, all_stand):
        if in_doubt(at):
            return Finding("days: " + sentence(at).partition(": ")[0], sentence(at).partition(": ")[2].capitalize())
    return Finding("days: settled by the clock")


def audit_whole(settings: Settings) -> Finding:
    """Nobody has altered or cut out an event of the audit log."""
    events, broken = _read(settings, every_break)
    if broken:
        named = ", ".join(str(n) for n in broken[:5]) + (" and others" if len(broken) > 5 else "")
        todo = "Compare with a backup from before, and find out who could write to the database."
        return Finding(f"audit log: altered or cut at event {named}", todo)
    return Finding(f"audit log: whole, {events} events")


def _read(settings: Settings, work: Callable[[Tx], T]) -> T:
    """Reads from the store beside a running server."""
    db = open_database(settings, lambda: time.time_ns() // 1_000_000)
    try:
        return db.read_now(work)
    finally:
        db.close()


def pwa_built(settings: Settings) -> Finding:
    """The app's pages are there to be served."""
    if not (paths.pwa() / "index.html").is_file():
        return Finding("app: not built", "Run: npm run build")
    return Finding(f"app: built, in {paths.pwa()}")


CHECKS: tuple[Callable[[Settings], Finding], ...] = (
    settings_read,
    disk_writable,
    files_private,
    nightly_copy,
    database_migrated,
    database_sound,
    clock_sane,
    days_settled,
    audit_whole,
    pwa_built,
)


NEED_TABLES = frozenset({days_settled, audit_whole})
"""Checks that are left out when the database cannot be read or is of another version."""


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Every check, one line each; 1 when something is to be done."""
    findings: list[Finding] = []
    for look in CHECKS:
        if look in NEED_TABLES and any(one.todo and one.what.startswith("database") for one in findings):
            continue
        findings.append(look(settings))
    for finding in findings:
        print(f"{'✗' if finding.todo else '✓'} {finding.what}")
        if finding.todo:
            print(f"    {finding.todo}")
    return 1 if any(finding.todo for finding in findings) else 0
