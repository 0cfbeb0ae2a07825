"""A private PostgreSQL of the test run: its own folder, its own port on loopback, gone at the end."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MEMORY = Path("/dev/shm")
"""Where Linux keeps files in memory."""
ROOM = 1_000_000_000
"""Bytes that must be free there for a server whose data may be there."""
FLEETING = "fsync=off full_page_writes=off wal_level=minimal max_wal_senders=0 autovacuum=off"
"""Settings of a server that outlives no crash and is never copied while it runs."""


def binaries() -> Path | None:
    """The folder of initdb and pg_ctl, newest first; None where PostgreSQL is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    beside = shutil.which("initdb")
    return Path(found[0] if found else str(beside)).parent if found or beside else None


def as_owner(command: list[str]) -> list[str]:
    """PostgreSQL refuses to run as root."""
    return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else command


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _in_memory() -> str | None:
    """A folder in memory, where there is one with room; databases are copied there in half the time."""
    return str(MEMORY) if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM else None


@contextmanager
def cluster(*, fsync: bool = True) -> Iterator[str]:
    """The URL of a running, empty server. Raises RuntimeError where it is not installed.

    Without `fsync` nothing that it holds needs to outlive it.
    """
    bin_ = binaries()
    if bin_ is None:
        raise RuntimeError("PostgreSQL is not installed: install the package `postgresql`")
    with tempfile.TemporaryDirectory(prefix="leima-pg-", dir=None if fsync else _in_memory()) as folder:
        Path(folder).chmod(0o777)
        data, port = f"{folder}/data", _free_port()
        quiet = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
        subprocess.run(as_owner([f"{bin_}/initdb", "-D", data, "-A", "trust", "-U", "leima", "-E", "UTF8"]), **quiet)  # type: ignore[call-overload]
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c max_connections=120"
        options += "" if fsync else "".join(f" -c {setting}" for setting in FLEETING.split())
        control = [f"{bin_}/pg_ctl", "-D", data, "-w", "-l", f"{folder}/log"]
        subprocess.run(as_owner([*control, "-o", options, "start"]), **quiet)  # type: ignore[call-overload]
        try:
            yield f"postgresql://leima@127.0.0.1:{port}/postgres"
        finally:
            subprocess.run(as_owner([*control, "-m", "immediate", "stop"]), **quiet)  # type: ignore[call-overload]
