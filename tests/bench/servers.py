"""Starts and stops what is measured: servers in their own process, and a private PostgreSQL for Kinto."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BENCH = ROOT / "var" / "bench"


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def package(name: str, *requirements: str) -> Path:
    """The `bin` folder of a virtual environment of its own for a peer, made at the first run."""
    folder = BENCH / "venv" / name
    stamp = folder / "requirements"
    if not stamp.exists() or stamp.read_text() != "\n".join(requirements):
        print(f"{name}: installing {' '.join(requirements)}", flush=True)
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True, timeout=120)
        pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", *requirements]
        subprocess.run(pip, check=True, timeout=900)
        stamp.write_text("\n".join(requirements))
    return folder / "bin"


@contextmanager
def server(command: Sequence[str], env: Mapping[str, str], health: str, log: Path) -> Iterator[int]:
    """Runs a server until the block ends; gives its process id once `health` answers."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as out:
        child = subprocess.Popen(command, cwd=log.parent, env={**os.environ, **env}, stdout=out, stderr=out)
        try:
            _until_healthy(child, health, log)
            yield child.pid
        finally:
            child.send_signal(signal.SIGTERM)
            try:
                child.wait(20)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


def _until_healthy(child: "subprocess.Popen[bytes]", health: str, log: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and child.poll() is None:
        try:
            with urllib.request.urlopen(health, timeout=2):
                return
        except urllib.error.HTTPError as error:
            if error.code < 500:
                return
            time.sleep(0.1)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError(f"{health} does not answer; see {log}:\n{log.read_text(errors='replace')[-2000:]}")


def memory(pid: int) -> float:
    """Resident memory of a process and its children, in MB. Pages shared between them count once each."""
    total = _status(pid, "VmRSS")
    children = Path(f"/proc/{pid}/task/{pid}/children")
    return total + sum(memory(int(child)) for child in children.read_text().split())


def processor(pid: int) -> float:
    """Seconds of processor that a process has had, with those of its threads."""
    user, system = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _status(pid: int, field: str) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(field):
            return int(line.split()[1]) / 1024
    return 0.0


@contextmanager
def postgres(bin_folder: Path) -> Iterator[tuple[str, int]]:
    """A private PostgreSQL with its ordinary durability, in a folder that goes away; gives its URL and process id."""
    folder = Path(subprocess.check_output(["mktemp", "-d"], text=True).strip())
    as_user = _as_postgres(folder)
    port = free_port()
    setup = [*as_user, str(bin_folder / "initdb"), "-D", str(folder / "db"), "-U", "bench", "-A", "trust", "-E", "UTF8"]
    options = ["-p", str(port), "-k", str(folder), "-c", "listen_addresses=127.0.0.1", "-c", "max_connections=120"]
    try:
        subprocess.run(setup, check=True, stdout=subprocess.DEVNULL, timeout=60, cwd=folder)
        command = [*as_user, str(bin_folder / "postgres"), "-D", str(folder / "db"), *options]
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder)
        try:
            _until_open(port)
            yield f"postgresql://bench@127.0.0.1:{port}/postgres", child.pid
        finally:
            stop = [*as_user, str(bin_folder / "pg_ctl"), "-D", str(folder / "db"), "stop", "-m", "fast", "-t", "20"]
            subprocess.run(stop, stdout=subprocess.DEVNULL, timeout=30, cwd=folder)
            child.wait(30)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _as_postgres(folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root: then it runs as the user `postgres`, who gets the folder."""
    if os.geteuid() != 0:
        return []
    user = pwd.getpwnam("postgres")
    os.chown(folder, user.pw_uid, user.pw_gid)
    return ["runuser", "-u", "postgres", "--"]


def _until_open(port: int) -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                time.sleep(0.5)
                return
        time.sleep(0.1)
    raise RuntimeError("PostgreSQL did not start")
