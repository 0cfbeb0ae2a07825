"""`leima restore`: puts a backup in the place of the embedded database, with no server running."""

import argparse
import asyncio
import os
import secrets
import sqlite3
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from leima.db.copying import check, check_seal, copy
from leima.settings import Settings
from leima.verbs.backup import POSTGRES
from leima.world.blobs import copy_contents
from leima.world.datalock import DataInUse, DataLock


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which copy."""
    parser.add_argument("file", type=Path, help="the backup to put back")


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Check the backup, keep what is there now under another name, put the backup in its place."""
    if settings.is_postgres:
        print(POSTGRES, file=sys.stderr)
        return 1
    if not args.file.is_file():
        print(f"There is no file {args.file}.", file=sys.stderr)
        return 1
    try:
        check_seal(args.file)
        check(args.file)
        with DataLock(settings.data):
            files = copy_contents(args.file.parent / "blobs", settings.blobs)
            rows = put_back(args.file, settings.sqlite_path)
    except (DataInUse, OSError, sqlite3.DatabaseError) as error:
        print(f"Nothing was changed. {error}", file=sys.stderr)
        return 1
    print(f"Restored: {rows} operations and {files} attachments from {args.file}.")
    print("Devices will send again what the backup does not have.")
    print("Now run: leima migrate")
    return 0


def put_back(backup: Path, database: Path) -> int:
    """Replace `database` by a checked copy of `backup` in a new sync epoch, and answer its operations.

    What was there stays beside it as `….before-restore-<time>`. A new epoch tells every device that history changed:
    it takes a fresh snapshot, and sends again what it still has in custody.
    """
    fresh = database.with_name(f"{database.name}.restoring")
    fresh.unlink(missing_ok=True)
    rows = asyncio.run(copy(backup, fresh))
    with closing(sqlite3.connect(fresh)) as restored:
        restored.execute("UPDATE sync_head SET epoch = ?", (f"e{secrets.token_hex(4)}",))
        restored.commit()
        restored.execute("PRAGMA user_version = 0")
        restored.execute("PRAGMA application_id = 0")
    _set_aside(database)
    fresh.replace(database)
    _flush(database.parent)
    return rows


def _set_aside(database: Path) -> None:
    """The old file with its log, under one name, so that the pair can still be opened."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    for ending in ("", "-wal", "-shm"):
        old = database.with_name(database.name + ending)
        if old.exists():
            old.rename(database.with_name(f"{database.name}.before-restore-{stamp}{ending}"))


def _flush(folder: Path) -> None:
    """Make the renames durable where the system lets a folder be flushed."""
    if os.name != "nt":
        handle = os.open(folder, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)
