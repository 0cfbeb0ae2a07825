"""Rows that wait until everybody's are known: packed, in memory while they are few and in a nameless file then."""

import tempfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO, Any

import msgspec

_IN_MEMORY = 8 * 1024 * 1024
_LENGTH = 4

Groups = Sequence[Sequence[dict[str, Any]]]


def packed(groups: Groups) -> bytes:
    """Groups of rows as few bytes."""
    return zlib.compress(msgspec.msgpack.encode(groups), 1)


class Spool:
    """Takes in packed groups and gives them back in their order."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def add(self, some: bytes) -> None:
        self._file.write(len(some).to_bytes(_LENGTH, "big") + some)

    def __iter__(self) -> Iterator[Groups]:
        self._file.seek(0)
        while length := self._file.read(_LENGTH):
            groups: Groups = msgspec.msgpack.decode(zlib.decompress(self._file.read(int.from_bytes(length, "big"))))
            yield groups


@contextmanager
def spooled() -> Iterator[Spool]:
    """A spool whose file is gone at the end."""
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as file:
        yield Spool(file)
