"""Bytes that people attach, beside the database: one file for each content, named by its SHA-256, never changed."""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, Protocol

_PLAIN = re.compile(r"[0-9A-Za-z-]{1,64}")


_CONTENT = re.compile(r"[0-9a-f]{64}")
_GOING = ".going"
"""How the name of a content ends that is set aside."""


class Damaged(OSError):
    """A content is not what its name says."""


class Content(NamedTuple):
    """A content that is kept; `at` is when it was last put, in epoch milliseconds."""

    org: str
    sha256: str
    at: int


class Blobs(Protocol):
    """A place for contents, apart for each organisation. Its methods wait for the disk: never on the event loop."""

    def put(self, org: str, sha256: str, content: bytes) -> None:
        """Keeps a content; it is on the disk when this returns. Raises OSError."""
        ...

    def get(self, org: str, sha256: str) -> bytes | None:
        """The content, or None. Raises OSError."""
        ...

    def contents(self) -> Iterator[Content]:
        """Every content that is kept."""
        ...

    def set_aside(self, content: Content) -> None:
        """Takes a content away, to be brought back or dropped."""
        ...

    def aside(self) -> Iterator[Content]:
        """Every content that is set aside, and since when."""
        ...

    def bring_back(self, content: Content) -> None:
        """Puts a content back that was set aside."""
        ...

    def drop_aside(self, content: Content) -> None:
        """Drops a content that was set aside."""
        ...


class BlobFolder:
    """Files in a folder, each written whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def _path(self, org: str, sha256: str) -> Path:
        if not _PLAIN.fullmatch(org) or not _PLAIN.fullmatch(sha256):
            raise ValueError("a blob is named by an organisation's id and a SHA-256")
        return self._folder / org / sha256[:2] / sha256

    def put(self, org: str, sha256: str, content: bytes) -> None:
        path = self._path(org, sha256)
        if path.is_file():
            with suppress(FileNotFoundError):
                os.utime(path)
                return
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, made = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(handle)
            Path(made).replace(path)
        except BaseException:
            with suppress(FileNotFoundError):
                Path(made).unlink()
            raise
        _sync(path.parent)

    def get(self, org: str, sha256: str) -> bytes | None:
        try:
            return self._path(org, sha256).read_bytes()
        except FileNotFoundError:
            return None

    def contents(self) -> Iterator[Content]:
        return self._named("")

    def aside(self) -> Iterator[Content]:
        return self._named(_GOING)

    def _named(self, ending: str) -> Iterator[Content]:
        for path in self._folder.rglob(f"*{ending}"):
            name = path.name.removesuffix(ending)
            if _CONTENT.fullmatch(name):
                with suppress(FileNotFoundError):
                    yield Content(path.parts[-3], name, int(path.stat().st_mtime * 1000))

    def _aside(self, content: Content) -> tuple[Path, Path]:
        path = self._path(content.org, content.sha256)
        return path, path.with_name(f"{content.sha256}{_GOING}")

    def set_aside(self, content: Content) -> None:
        path, aside = self._aside(content)
        with suppress(FileNotFoundError):
            os.utime(path)
            path.replace(aside)

    def bring_back(self, content: Content) -> None:
        path, aside = self._aside(content)
        with suppress(FileNotFoundError):
            aside.replace(path)

    def drop_aside(self, content: Content) -> None:
        self._aside(content)[1].unlink(missing_ok=True)

    def drop(self, content: Content) -> None:
        """Drops a content that nothing writes any more."""
        self._path(content.org, content.sha256).unlink(missing_ok=True)


def lacking(source: Path, target: Path) -> list[Path]:
    """Files under one folder of contents, by their path in it, that another does not have."""
    files = (path.relative_to(source) for path in source.rglob("*") if _CONTENT.fullmatch(path.name))
    return sorted(path for path in files if not (target / path).is_file())


def copy_contents(source: Path, target: Path) -> int:
    """Copies to `target` what it lacks of the contents in `source`, each only when it is what its name says.

    Returns how many. Raises OSError, and Damaged at the first content that is not what it was.
    """
    wanted, folder = lacking(source, target), BlobFolder(target)
    for path in wanted:
        try:
            content = (source / path).read_bytes()
        except FileNotFoundError:
            continue  # cleaned away meanwhile: nothing names it
        if hashlib.sha256(content).hexdigest() != path.name:
            raise Damaged(f"{source / path} is damaged.")
        folder.put(path.parts[0], path.name, content)
    return len(wanted)


def _sync(folder: Path) -> None:
    """The folder's new name is on the disk too, where the system can say so."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
