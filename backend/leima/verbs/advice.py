"""What is wrong with the store, in one sentence, and what to do about it."""

import errno
import shutil
import sqlite3
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from leima.settings import Settings

FULL = ("disk is full",)
READ_ONLY = ("readonly", "unable to open database file", "read-only")
LOCKED = ("database is locked", "database table is locked")
DAMAGED = ("malformed", "not a database", "is damaged")
DAMAGED_FILE = "Stop the server, keep the file as it is, and run: leima restore FILE"

Failure = (SQLAlchemyError, sqlite3.Error, OSError)


def reason_of(error: BaseException) -> str:
    """Returns the first line of what the database or the system said."""
    lines = str(getattr(error, "orig", None) or error).splitlines()
    return lines[0] if lines else type(error).__name__


def free_mb(folder: Path) -> int:
    """Returns the free space of a folder's disk in whole megabytes; 0 where it cannot be told."""
    there = next((one for one in (folder, *folder.absolute().parents) if one.exists()), None)
    return shutil.disk_usage(there).free // 1_048_576 if there else 0


def advice_on(error: BaseException, settings: Settings) -> tuple[str, str]:
    """Returns what is wrong and what to do; a failure that is not known keeps its own words."""
    reason, folder, file = reason_of(error), settings.data, settings.sqlite_path
    number = getattr(error, "errno", None)
    if number == errno.ENOSPC or _says(reason, FULL):
        return f"the disk of {folder} is full ({free_mb(folder)} MB free)", "Make room on it, then try again."
    if number in (errno.EROFS, errno.EACCES, errno.EPERM) or _says(reason, READ_ONLY):
        todo = f"Give Leima's user {folder} and the files in it, on a disk that is not read-only."
        return f"{file} cannot be opened or written ({reason})", todo
    if settings.is_postgres:
        return f"PostgreSQL does not answer ({reason})", "Start it, or correct LEIMA_DATABASE_URL."
    if _says(reason, LOCKED):
        return f"another program holds {file}", "Wait until it is done, or end it, then try again."
    if _says(reason, DAMAGED):
        return f"{file} is damaged ({reason})", DAMAGED_FILE
    return f"{file}: {reason}", "Look into the system's log for the disk; the file itself was not found damaged."


def _says(reason: str, words: tuple[str, ...]) -> bool:
    return any(word in reason.lower() for word in words)
