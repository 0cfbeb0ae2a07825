"""One server, or one restore, at a time in a data folder."""

import sys
from pathlib import Path
from typing import IO, Self

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class DataInUse(Exception):
    """Another process holds the data folder."""


class DataLock:
    """A lock on a file of the data folder; the system lets it go when the process ends, however it ends."""

    def __init__(self, data: Path) -> None:
        self.path = data / "leima.lock"
        self._file: IO[str] | None = None

    def __enter__(self) -> Self:
        """Take the lock. Raises DataInUse at once when another process has it."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        file = self.path.open("a")
        try:
            _lock(file)
        except OSError as error:
            file.close()
            raise DataInUse(f"Another Leima runs in {self.path.parent}. Stop it first.") from error
        self._file = file
        return self

    def __exit__(self, *_: object) -> None:
        """Let it go. The file stays: removing it would let two processes hold two files of one name."""
        if self._file is not None:
            self._file.close()
            self._file = None


def _lock(file: IO[str]) -> None:
    if sys.platform == "win32":
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
