"""Copies of the embedded database and of what people attach, taken beside a running server."""

import asyncio
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from leima.db.copying import CopyFailed, attachments_of, copy
from leima.settings import Settings
from leima.world.blobs import BlobFolder, copy_contents, lacking

MB = 1_048_576
LEFT_FREE = 32 * MB
"""Bytes that a backup leaves free: the server writes on while it runs, 16 MB of log at the most."""
_STAMP = "%Y%m%dT%H%M%SZ"
_NIGHTLY = "nightly-????????T??????Z.sqlite3"


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
    sizes = (path.stat().st_size for one in new if (path := settings.blobs / one).is_file())
    return space_needed(settings.sqlite_path) + sum(sizes)


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
        named = {name for file in folder.iterdir() if file.is_file() for name in attachments_of(file)}
    except CopyFailed:
        return
    blobs = BlobFolder(folder / "blobs")
    for content in blobs.contents():
        if (content.org, content.sha256) not in named:
            blobs.drop(content)


def space_needed(source: Path) -> int:
    """Returns how many bytes a copy takes, with the room that the server needs beside it to go on."""
    log = source.with_name(f"{source.name}-wal")
    return source.stat().st_size + (log.stat().st_size if log.exists() else 0) + LEFT_FREE


def free_space(folder: Path) -> int:
    """Returns the free bytes of the disk that a folder is, or will be, on."""
    there = next(one for one in (folder, *folder.absolute().parents) if one.exists())
    return shutil.disk_usage(there).free
