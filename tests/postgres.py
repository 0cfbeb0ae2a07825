"""A private PostgreSQL of the test run: its own folder, its own port on loopback, gone at the end."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def binaries() -> Path | None:
    """The folder of initdb and pg_ctl, newest first; None where PostgreSQL is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    beside = shutil.which("initdb")
    return Path(found[0] if found else str(beside)).parent if found or beside else None


def _as_owner(command: list[str]) -> list[str]:
    """PostgreSQL refuses to run as root."""
    return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else command


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def cluster(*, fsync: bool = True) -> Iterator[str]:
    """The URL of a running, empty server. Raises RuntimeError where it is not installed."""
    bin_ = binaries()
    if bin_ is None:
        raise RuntimeError("PostgreSQL is not installed: install the package `postgresql`")
    with tempfile.TemporaryDirectory(prefix="leima-pg-") as folder:
        Path(folder).chmod(0o777)
        data, port = f"{folder}/data", _free_port()
        quiet = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
        subprocess.run(_as_owner([f"{bin_}/initdb", "-D", data, "-A", "trust", "-U", "leima", "-E", "UTF8"]), **quiet)  # type: ignore[call-overload]
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c max_connections=120"
        options += "" if fsync else " -c fsync=off"
        control = [f"{bin_}/pg_ctl", "-D", data, "-w", "-l", f"{folder}/log"]
        subprocess.run(_as_owner([*control, "-o", options, "start"]), **quiet)  # type: ignore[call-overload]
        try:
            yield f"postgresql://leima@127.0.0.1:{port}/postgres"
        finally:
            subprocess.run(_as_owner([*control, "-m", "immediate", "stop"]), **quiet)  # type: ignore[call-overload]
