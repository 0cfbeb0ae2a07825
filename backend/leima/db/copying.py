"""Copies of the embedded database's file: taken beside a running server, checked, sealed."""

import asyncio
import hashlib
import os
import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path

import aiosqlite

SEAL_FIELDS = (60, 68)
"""Where the header's user version and application id stand, four bytes each."""
CopyFailed = (OSError, sqlite3.Error)
"""What keeps a copy from being made or read."""
_PAGES = 256
"""Pages that are copied in one go: a megabyte."""
_PAUSE = 0.002
"""Seconds between two goes, in which the disk is the server's."""


async def copy(source: Path, target: Path) -> int:
    """Copies the rows of `source` as of one moment into a new file `target`, which appears only when it is whole.

    Returns how many operations it holds. Raises sqlite3.DatabaseError when the copy is not sound, and OSError or
    sqlite3.OperationalError when it could not be written; then nothing of it stays.
    """
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = target.with_name(f"{target.name}.part")
    _forget(unfinished)
    try:
        unfinished.touch(mode=0o600)
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


def attachments_of(file: Path) -> list[tuple[str, str]]:
    """The attachments that a copy names by organisation and content; none of a file that is no database."""
    with file.open("rb") as read:
        if read.read(16) != b"SQLite format 3\0":
            return []
    with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as database:
        return list(database.execute("SELECT org, kept FROM blob"))
