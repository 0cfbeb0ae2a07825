"""`leima backup`: a checked copy of the embedded database, taken beside a running server."""

import argparse
import asyncio
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from leima.settings import Settings
from leima.verbs.advice import Failure, advice_on
from leima.world.backups import NoRoom, make_backup

POSTGRES = "This Leima keeps its rows in PostgreSQL. Use pg_dump; docs/self-hosting.md shows how."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where the copy goes."""
    parser.add_argument("file", type=Path, nargs="?", help="the copy; by default in the folder of nightly copies")


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Makes a backup, or says why there is none."""
    if settings.is_postgres:
        print(POSTGRES, file=sys.stderr)
        return 1
    if not settings.sqlite_path.is_file():
        print(f"There is no database at {settings.sqlite_path}.", file=sys.stderr)
        return 1
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    target = args.file or settings.backups / f"leima-{stamp}.sqlite3"
    if target.exists():
        print(f"{target} is there already; name another file.", file=sys.stderr)
        return 1
    try:
        made = asyncio.run(make_backup(settings, target))
    except NoRoom as error:
        print(f"Nothing was copied: {error} Make room, or name a file on another disk.", file=sys.stderr)
        return 1
    except Failure as error:
        what, todo = advice_on(error, replace(settings, data=target.parent))
        print(f"No backup was made, and nothing of it was left behind: {what}. {todo}", file=sys.stderr)
        return 1
    size = target.stat().st_size
    print(f"Backup: {target} ({size} bytes, {made.rows} operations, {made.files} new attachments, checked)")
    return 0
