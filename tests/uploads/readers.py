"""Readers for the tests: what a hostile file could make a reader do."""

import os
import socket
import time
from pathlib import Path

from leima.world.files.refused import Refused
from leima.world.files.table import read_table


def rows(name: str, content: bytes) -> int:
    """How many rows a table has."""
    return len(read_table(content, 5_000))


def numbers(name: str, content: bytes) -> list[int]:
    """The numbers of a table's rows."""
    return [row.number for row in read_table(content, 5_000)]


def size(name: str, content: bytes) -> tuple[str, int]:
    return name, len(content)


def eats(name: str, content: bytes) -> int:
    return sum(len(bytearray(10_000_000)) for _ in [bytearray(10_000_000) for _ in range(100)])


def sleeps(name: str, content: bytes) -> int:
    time.sleep(60)
    return 0


def spins(name: str, content: bytes) -> int:
    while True:
        pass


def dies(name: str, content: bytes) -> int:
    os.abort()


def talks(name: str, content: bytes) -> str:
    return "x" * 60_000_000


def writes(name: str, content: bytes) -> int:
    return Path(name).write_text("kept")


def refuses(name: str, content: bytes) -> int:
    raise Refused("sheet_garbled", row=3, text="x")


def knows(name: str, content: bytes) -> dict[str, str]:
    """Everything that the process was told by its environment."""
    return dict(os.environ)


def holds(name: str, content: bytes) -> str:
    """Waits on a socket until a test lets go of it."""
    with socket.create_connection(("127.0.0.1", int(name))) as line:
        return line.recv(10).decode()
