"""`leima backup`: a checked copy of the embedded database, taken beside a running server."""

import argparse
import hashlib
import os
import shutil
import sqlite3
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from leima.settings import Settings
from leima.verbs.advice import Failure, advice_on
from leima.world.blobs import copy_contents, lacking

POSTGRES = "This Leima keeps its rows in PostgreSQL. Use pg_dump; docs/self-hosting.md shows how."

MB = 1_048_576
LEFT_FREE = 32 * MB
"""Bytes that a backup leaves free: the server writes on while it runs, 16 MB of log at the most."""
SEAL_FIELDS = (60, 68)
"""Where the header's user version and application id stand, four bytes each."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where the copy goes."""
    parser.add_argument("file", type=Path, nargs="?", help="the copy; by default in the data folder's `backups`")


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Copies, checks the copy, and only then gives it its name.

    Attachments go to `blobs` beside it, once for all copies, after the rows, which name only files that are there.
    """
    if settings.is_postgres:
        print(POSTGRES, file=sys.stderr)
        return 1
    if not settings.sqlite_path.is_file():
        print(f"There is no database at {settings.sqlite_path}.", file=sys.stderr)
        return 1
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    target = args.file or settings.data / "backups" / f"leima-{stamp}.sqlite3"
    if target.exists():
        print(f"{target} is there already; name another file.", file=sys.stderr)
        return 1
    contents = target.parent / "blobs"
    needed = space_needed(settings.sqlite_path) + sum(
        (settings.blobs / path).stat().st_size for path in lacking(settings.blobs, contents)
    )
    free = free_space(target.parent)
    if free < needed:
        print(
            f"Nothing was copied: {target.parent} has {free // MB} MB free, and a backup needs {needed // MB} MB."
            " Make room, or name a file on another disk.",
            file=sys.stderr,
        )
        return 1
    try:
        rows = copy(settings.sqlite_path, target)
        files = copy_contents(settings.blobs, contents)
    except Failure as error:
        what, todo = advice_on(error, replace(settings, data=target.parent))
        print(f"No backup was made, and nothing of it was left behind: {what}. {todo}", file=sys.stderr)
        return 1
    print(f"Backup: {target} ({target.stat().st_size} bytes, {rows} operations, {files} new attachments, checked)")
    return 0


def space_needed(source: Path) -> int:
    """Returns how many bytes a copy takes, with the room that the server needs beside it to go on."""
    log = source.with_name(f"{source.name}-wal")
    return source.stat().st_size + (log.stat().st_size if log.exists() else 0) + LEFT_FREE


def free_space(folder: Path) -> int:
    """Returns the free bytes of the disk that a folder is, or will be, on."""
    there = next(one for one in (folder, *folder.absolute().parents) if one.exists())
    return shutil.disk_usage(there).free


def copy(source: Path, target: Path) -> int:
    """Copies the rows of `source` as of one moment into a new file `target`, which appears only when it is whole.

    Returns how many operations it holds. Raises sqlite3.DatabaseError when the copy is not sound, and OSError or
    sqlite3.OperationalError when it could not be written; then nothing of it stays.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f"{target.name}.part")
    unfinished.unlink(missing_ok=True)
    try:
        return _copy(source, unfinished, target)
    finally:
        for ending in ("", "-journal", "-wal", "-shm"):
            unfinished.with_name(unfinished.name + ending).unlink(missing_ok=True)


def _copy(source: Path, unfinished: Path, target: Path) -> int:
    with closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=rw", uri=True, timeout=5)) as have:
        have.execute("PRAGMA query_only=ON")
        have.execute("PRAGMA wal_autocheckpoint=0")
        have.execute(
            "SELECT 1 FROM sqlite_master"
        )  # says at once that the file is locked; `backup` would wait for ever
        with closing(sqlite3.connect(unfinished)) as copied:
            have.backup(copied)
            copied.execute("PRAGMA journal_mode=DELETE")
    rows = check(unfinished)
    write_seal(unfinished)
    unfinished.rename(target)
    return rows


def seal_of(file: Path) -> bytes:
    """Eight bytes of the SHA-256 of a database file, its own two seal fields taken as zero.

    SQLite's integrity check sees broken structure, not a changed digit; the seal sees both. It stands in the two fields
    of the file's header that are the application's (user version and application id).
    """
    digest = hashlib.sha256()
    with file.open("rb") as read:
        head = bytearray(read.read(100))
        for at in SEAL_FIELDS:
            head[at : at + 4] = b"\0" * 4
        digest.update(head)
        while piece := read.read(1 << 20):
            digest.update(piece)
    return digest.digest()[:8]


def write_seal(file: Path) -> None:
    """Seal a finished copy, durably."""
    seal = seal_of(file)
    with file.open("r+b") as copied:
        for number, at in enumerate(SEAL_FIELDS):
            copied.seek(at)
            copied.write(seal[number * 4 : number * 4 + 4])
        copied.flush()
        os.fsync(copied.fileno())


def check_seal(file: Path) -> None:
    """Raises sqlite3.DatabaseError when the file is not as `leima backup` left it."""
    with file.open("rb") as read:
        head = read.read(100)
    if len(head) < 100 or b"".join(head[at : at + 4] for at in SEAL_FIELDS) != seal_of(file):
        raise sqlite3.DatabaseError(f"{file} is damaged, or is not a backup made by `leima backup`.")


def check(file: Path) -> int:
    """Returns how many operations a finished copy holds.

    Raises sqlite3.DatabaseError when it is damaged or not ours.
    """
    with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as database:
        return _check(database, file)


def check_in_place(file: Path) -> int:
    """Returns how many operations the database holds, looked at beside a running server.

    Raises sqlite3.DatabaseError when it is damaged, and sqlite3.OperationalError when it cannot be looked at.
    """
    with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=rw", uri=True, timeout=5)) as database:
        database.execute("PRAGMA query_only=ON")
        database.execute("PRAGMA wal_autocheckpoint=0")
        return _check(database, file)


def _check(database: sqlite3.Connection, file: Path) -> int:
    said = [row[0] for row in database.execute("PRAGMA integrity_check")]
    if said != ["ok"]:
        raise sqlite3.DatabaseError(f"{file} is damaged: {said[0]}")
    if database.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise sqlite3.DatabaseError(f"{file} is damaged: rows point at rows that are not there")
    database.execute("SELECT version_num FROM alembic_version").fetchone()
    return int(database.execute("SELECT count(*) FROM op_receipt").fetchone()[0])
