"""Copies of the embedded database and of what people attach, taken beside a running server."""

import asyncio
import hashlib
import os
import shutil
import sqlite3
import threading
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import aiosqlite

from leima.settings import Settings
from leima.world.blobs import BlobFolder, copy_contents, lacking
from leima.world.private import FILE, FOLDER

MB = 1_048_576
LEFT_FREE = 32 * MB
"""Bytes that a backup leaves free: the server writes on while it runs, 16 MB of log at the most."""
SEAL_FIELDS = (60, 68)
"""Where the header's user version and application id stand, four bytes each."""
_STAMP = "%Y%m%dT%H%M%SZ"
_NIGHTLY = "nightly-????????T??????Z.sqlite3"
_PAGES = 256
"""Pages that are copied in one go: a megabyte."""
_PAUSE = 0.002
"""Seconds between two goes, in which the disk is the server's."""


class NoRoom(OSError):
    """The disk has no room for a copy; nothing was begun."""

    def __init__(self, folder: Path, free: int, needed: int) -> None:
        super().__init__(f"{folder} has {free // MB} MB free, and a backup needs {needed // MB} MB.")


class Made(NamedTuple):
    """What a backup holds: its operations, and the attachments that earlier copies did not have."""

    rows: int
    files: int


async def make_backup(settings: Settings, target: Path) -> Made:
    """Copies the rows, checks them, and only then gives the copy its name.

    Attachments go to `blobs` beside it, once for all copies, after the rows, which name only files that are there.
    Raises NoRoom before anything is begun, and what `copy` raises.
    """
    needed = await asyncio.to_thread(_needed, settings, target)
    free = free_space(target.parent)
    if free < needed:
        raise NoRoom(target.parent, free, needed)
    rows = await copy(settings.sqlite_path, target)
    files = await asyncio.to_thread(copy_contents, settings.blobs, target.parent / "blobs")
    return Made(rows, files)


def _needed(settings: Settings, target: Path) -> int:
    new = lacking(settings.blobs, target.parent / "blobs")
    return space_needed(settings.sqlite_path) + sum((settings.blobs / path).stat().st_size for path in new)


def nightly_path(folder: Path, now: int) -> Path:
    """The name of the copy of a night, by its instant (epoch ms)."""
    return folder / f"nightly-{datetime.fromtimestamp(now / 1000, UTC):{_STAMP}}.sqlite3"


def made_at(copy: Path) -> int:
    """When a night's copy was made (epoch ms), by its name."""
    stamp = copy.name.removeprefix("nightly-").removesuffix(".sqlite3")
    return int(datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC).timestamp() * 1000)


def newest_nightly(folder: Path) -> Path | None:
    """The last night's copy, or None."""
    return max(folder.glob(_NIGHTLY), default=None)


def prune(folder: Path, kept: int) -> None:
    """Drops nightly copies but the newest `kept`, and attachments that no copy in the folder names any more.

    Where one of the copies cannot be read every attachment stays.
    """
    for old in sorted(folder.glob(_NIGHTLY))[:-kept]:
        old.unlink()
    try:
        named = {name for file in folder.iterdir() if file.is_file() for name in _attachments_of(file)}
    except sqlite3.Error:
        return
    blobs = BlobFolder(folder / "blobs")
    for content in blobs.contents():
        if (content.org, content.sha256) not in named:
            blobs.drop(content)


def _attachments_of(file: Path) -> list[tuple[str, str]]:
    """The attachments that a copy names by organisation and content; none of a file that is no database."""
    with file.open("rb") as read:
        if read.read(16) != b"SQLite format 3\0":
            return []
    with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as database:
        return list(database.execute("SELECT org, kept FROM blob"))


def space_needed(source: Path) -> int:
    """Returns how many bytes a copy takes, with the room that the server needs beside it to go on."""
    log = source.with_name(f"{source.name}-wal")
    return source.stat().st_size + (log.stat().st_size if log.exists() else 0) + LEFT_FREE


def free_space(folder: Path) -> int:
    """Returns the free bytes of the disk that a folder is, or will be, on."""
    there = next(one for one in (folder, *folder.absolute().parents) if one.exists())
    return shutil.disk_usage(there).free


async def copy(source: Path, target: Path) -> int:
    """Copies the rows of `source` as of one moment into a new file `target`, which appears only when it is whole.

    Returns how many operations it holds. Raises sqlite3.DatabaseError when the copy is not sound, and OSError or
    sqlite3.OperationalError when it could not be written; then nothing of it stays.
    """
    target.parent.mkdir(parents=True, exist_ok=True, mode=FOLDER)
    unfinished = target.with_name(f"{target.name}.part")
    _forget(unfinished)
    try:
        unfinished.touch(mode=FILE)
        await _copy_rows(source, unfinished)
        return await asyncio.to_thread(_finish, unfinished, target)
    finally:
        _forget(unfinished)


def _forget(unfinished: Path) -> None:
    for ending in ("", "-journal", "-wal", "-shm"):
        unfinished.with_name(unfinished.name + ending).unlink(missing_ok=True)


async def _copy_rows(source: Path, unfinished: Path) -> None:
    """Copies by SQLite's online backup, which no writer waits for. A server that stops does not wait for its end."""
    stopped = threading.Event()

    def pace(status: int, remaining: int, total: int) -> None:
        if stopped.is_set():
            raise sqlite3.OperationalError("the server stops")
        time.sleep(_PAUSE)

    async with aiosqlite.connect(_beside_server(source), uri=True, timeout=5, isolation_level=None) as have:
        await have.execute("PRAGMA query_only=ON")
        await have.execute("PRAGMA wal_autocheckpoint=0")
        await have.execute("BEGIN")
        # Holds the moment for all goes, and says at once that the file is locked; `backup` would wait for ever.
        await have.execute_fetchall("SELECT 1 FROM sqlite_master")
        async with aiosqlite.connect(unfinished) as copied:
            try:
                await have.backup(copied, pages=_PAGES, progress=pace)
            except asyncio.CancelledError:
                stopped.set()
                raise
            await copied.execute("PRAGMA journal_mode=DELETE")


def _beside_server(file: Path) -> str:
    return f"{file.resolve().as_uri()}?mode=rw"


def _finish(unfinished: Path, target: Path) -> int:
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
    with closing(sqlite3.connect(_beside_server(file), uri=True, timeout=5)) as database:
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
