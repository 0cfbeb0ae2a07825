"""A file from outside is read in a process of its own: whatever is in it, the server goes on.

The process has limits of memory and time, gives way to everything else on the machine, and knows no settings. Its
time is the processor's: an ordinary file is read on a busy machine too, only later. A reader is any function of the
file's name and bytes; what it returns comes back as JSON. Sheets are read so, and whatever else people send.
"""

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

import leima
from leima.world.files.refused import Refused

PATIENCE = 4
"""The clock may run so many times longer than the processor: others on the machine come first."""

T = TypeVar("T")
Reader = Callable[[str, bytes], T]
"""Name and bytes of a file to its contents. A function of a module: the process finds it by its name."""


@dataclass(frozen=True)
class Limits:
    """Bytes of memory, seconds of a processor, bytes of the answer, and of each file that is written."""

    memory: int = 256 * 1024 * 1024
    seconds: float = 10.0
    answer: int = 32 * 1024 * 1024
    writes: int = 0
    """Bytes of a file that it may write."""
    named: str = "sheet"
    """What a file is called where nothing more can be said of it: `sheet_too_heavy`, `sheet_unreadable`."""


class Wish(msgspec.Struct, frozen=True):
    """What the process is told first, on one line; the file's bytes follow."""

    module: str
    function: str
    name: str
    memory: int
    seconds: float
    named: str
    writes: int = 0


class Told(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the process answers: what it read, or why not."""

    read: msgspec.Raw = msgspec.Raw(b"null")
    refused: str = ""
    params: dict[str, str | int] = {}


def read_apart(reader: Reader[T], name: str, content: bytes, answer: type[T], limits: Limits | None = None) -> T:
    """What `reader` makes of the file, as `answer`. Raises Refused; `sheet_too_heavy` when it took too much."""
    limits = limits or Limits()
    wish = Wish(
        reader.__module__, reader.__qualname__, name, limits.memory, limits.seconds, limits.named, limits.writes
    )
    said = _run(msgspec.json.encode(wish) + b"\n" + content, _environment(wish.module), limits)
    try:
        told = msgspec.json.decode(said, type=Told)
    except msgspec.DecodeError as error:
        raise Refused(f"{limits.named}_too_heavy", seconds=round(limits.seconds)) from error
    if told.refused:
        raise Refused(told.refused, **told.params)
    return msgspec.json.decode(told.read, type=answer)


def _run(given: bytes, environment: dict[str, str], limits: Limits) -> bytes:
    """What the process said; cut or nothing when it was ended for its time or its length."""
    process = subprocess.Popen(
        [sys.executable, "-s", "-P", "-m", "leima.world.files.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    )
    with process:
        end = threading.Timer(PATIENCE * limits.seconds, process.kill)
        end.daemon = True
        end.start()
        try:
            assert process.stdin is not None and process.stdout is not None
            with suppress(BrokenPipeError):
                process.stdin.write(given)
                process.stdin.close()
            return process.stdout.read(limits.answer)
        finally:
            end.cancel()
            process.kill()


def _environment(module: str) -> dict[str, str]:
    """Only where our code is, and the reader's: no address of a database, no password."""
    roots = [leima.__path__[0], *sys.modules[module.partition(".")[0]].__path__]
    paths = os.pathsep.join(dict.fromkeys(str(Path(root).parent) for root in roots))
    return {"PYTHONPATH": paths, "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
