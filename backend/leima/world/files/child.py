"""The process in which one file is read; `apart` starts it. Its limits stand before it sees a byte of the file."""

import os
import signal
import sys
from importlib import import_module
from typing import Any

import msgspec

from leima.world.files.apart import PATIENCE, Told, Wish
from leima.world.files.refused import Refused

FILES = 64
NICENESS = 5
"""How far the process gives way to everything else on the machine."""


def main() -> None:
    """Reads a wish and a file from standard input, answers on standard output."""
    wish = msgspec.json.decode(sys.stdin.buffer.readline(), type=Wish)
    _limit(wish.memory, wish.seconds, wish.writes)
    sys.stdout.buffer.write(msgspec.json.encode(_answer(wish)))


def _answer(wish: Wish) -> Told:
    try:
        reader: Any = getattr(import_module(wish.module), wish.function)
        return Told(read=msgspec.Raw(msgspec.json.encode(reader(wish.name, sys.stdin.buffer.read()))))
    except Refused as error:
        return Told(refused=error.code, params=error.params)
    except MemoryError:
        return Told(refused=f"{wish.named}_too_heavy", params={"seconds": round(wish.seconds)})
    except Exception:  # whatever a file does to its reader, it is a file that cannot be read
        return Told(refused=f"{wish.named}_unreadable")


def _limit(memory: int, seconds: float, writes: int) -> None:
    """Memory and time of this process, where the system has such limits."""
    if sys.platform == "win32":
        return
    import resource

    whole = int(seconds) + 1
    signal.alarm(PATIENCE * whole)
    os.nice(NICENESS)
    for kind, most in (
        (resource.RLIMIT_CPU, whole),
        (resource.RLIMIT_FSIZE, writes),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, FILES),
        (resource.RLIMIT_DATA, memory),
        (resource.RLIMIT_AS, 4 * memory),
    ):
        resource.setrlimit(kind, (most, most))


if __name__ == "__main__":
    main()
