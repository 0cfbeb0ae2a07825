"""The store's files belong to the user that Leima runs as, and to nobody else of the machine.

They hold the signing key, password hashes and what people have written: who may read them can sign in as anybody.
"""

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

FOLDER, FILE = 0o700, 0o600


def make_private(data: Path) -> None:
    """Takes other users' rights to the data folder and its files away, and from files that are made from now on.

    A folder or file that another user owns is left as it is; `leima doctor` names it.
    """
    if sys.platform == "win32":
        return
    os.umask(0o077)
    for path in open_to_others(data):
        if path.stat().st_uid == os.geteuid():
            path.chmod(FOLDER if path.is_dir() else FILE)


def open_to_others(data: Path) -> list[Path]:
    """Returns what of the data folder other users of the machine may read or write."""
    if sys.platform == "win32" or not data.is_dir():
        return []
    return [path for path in _kept(data) if stat.S_IMODE(path.stat().st_mode) & 0o077]


def _kept(data: Path) -> Iterator[Path]:
    """The folder, its databases with their logs, the demo's password and the backups."""
    yield data
    yield from (path for path in data.iterdir() if path.is_file() and not path.is_symlink())
    backups = data / "backups"
    if backups.is_dir():
        yield backups
        yield from (path for path in backups.iterdir() if path.is_file() and not path.is_symlink())
