"""A primary and its synchronous replica: private PostgreSQLs on loopback, where the one can be killed and the other
promoted. PgBouncer in transaction mode, where it is installed."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg

from tests import postgres
from tests.bench.servers import free_port

PGBOUNCER = next(
    (path for path in (shutil.which("pgbouncer"), "/usr/sbin/pgbouncer") if path and Path(path).exists()), None
)
"""Where PgBouncer is; `.ci/run` installs it."""
REPLICA_SECONDS = 60.0


def _run(folder: Path, *command: str) -> None:
    quiet = subprocess.DEVNULL
    subprocess.run(postgres.as_owner([*command]), check=True, stdout=quiet, stderr=quiet, cwd=folder)


class Node:
    """One PostgreSQL of the pair, on a port that it keeps."""

    def __init__(self, folder: Path, name: str) -> None:
        self._bin = str(postgres.binaries())
        self._folder, self._data, self.port = folder, folder / name, free_port()

    @property
    def url(self) -> str:
        return f"postgresql://leima@127.0.0.1:{self.port}/postgres"

    def make(self) -> None:
        """An empty one."""
        _run(self._folder, f"{self._bin}/initdb", "-D", str(self._data), "-A", "trust", "-U", "leima", "-E", "UTF8")
        self.start()

    def follow(self, primary: "Node") -> None:
        """A copy of the primary, which from now on waits for it at every commit."""
        shutil.rmtree(self._data, ignore_errors=True)
        copy = ["-h", "127.0.0.1", "-p", str(primary.port), "-U", "leima", "-D", str(self._data), "-R", "-c", "fast"]
        _run(self._folder, f"{self._bin}/pg_basebackup", *copy)
        self.start()
        with psycopg.connect(primary.url, autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET synchronous_standby_names = '*'")
            connection.execute("SELECT pg_reload_conf()")
            until = time.monotonic() + REPLICA_SECONDS
            while connection.execute("SELECT 1 FROM pg_stat_replication WHERE sync_state='sync'").fetchone() is None:
                if time.monotonic() > until:
                    raise RuntimeError("the replica does not follow")
                time.sleep(0.1)

    def start(self) -> None:
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self._folder}"
        _run(self._folder, *self._control, "-o", options, "start")

    def promote(self) -> None:
        _run(self._folder, *self._control, "promote")

    def kill(self) -> None:
        """SIGKILL of the server and of all that it began."""
        pid = int((self._data / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        for one in (pid, *map(int, children)):
            os.kill(one, signal.SIGKILL)

    def stop(self) -> None:
        if (self._data / "postmaster.pid").exists():
            subprocess.run(
                postgres.as_owner([*self._control, "-m", "immediate", "stop"]),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd=self._folder,
            )

    @property
    def _control(self) -> list[str]:
        return [f"{self._bin}/pg_ctl", "-D", str(self._data), "-w", "-l", f"{self._data}.log"]


@contextmanager
def open_folder() -> Iterator[Path]:
    """A folder that PostgreSQL's own user may write; it goes away at the end."""
    with tempfile.TemporaryDirectory(prefix="leima-pg-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o777)
        yield Path(folder)


@contextmanager
def nodes() -> Iterator[tuple[Node, Node]]:
    """A primary, and a replica that follows it."""
    with ExitStack() as stack:
        folder = stack.enter_context(open_folder())
        first, second = Node(folder, "first"), Node(folder, "second")
        for node in (first, second):
            stack.callback(node.stop)
        first.make()
        second.follow(first)
        yield first, second


@contextmanager
def pgbouncer(url: str) -> Iterator[str]:
    """The URL of a PgBouncer in transaction mode in front of a PostgreSQL."""
    behind = psycopg.conninfo.conninfo_to_dict(url)
    with open_folder() as folder, ExitStack() as ends:
        for _ in range(3):  # what was a free port may be another's when it is to be listened on
            port = free_port()
            child = _pooler(folder, port, f"host={behind['host']} port={behind['port']}")
            ends.callback(child.wait, 10)
            ends.callback(child.terminate)
            pooled = f"postgresql://leima@127.0.0.1:{port}/{behind['dbname']}"
            if _opens(child, pooled):
                yield pooled
                return
        raise RuntimeError("PgBouncer did not start")


def _pooler(folder: Path, port: int, behind: str) -> "subprocess.Popen[bytes]":
    users, settings = folder / "users.txt", folder / "pgbouncer.ini"
    users.write_text('"leima" ""\n')
    settings.write_text(
        f"[databases]\n* = {behind}\n"
        f"[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =\n"
        f"auth_type = trust\nauth_file = {users}\npool_mode = transaction\ndefault_pool_size = 4\n"
    )
    for file in (users, settings):
        file.chmod(0o644)  # a test before this one may have set the process's mask, and the pooler is another user
    quiet, who = subprocess.DEVNULL, pwd.getpwnam("postgres").pw_uid if os.geteuid() == 0 else None
    return subprocess.Popen([str(PGBOUNCER), str(settings)], stdout=quiet, stderr=quiet, user=who)


def _opens(child: "subprocess.Popen[bytes]", url: str) -> bool:
    """Whether it takes connections within half a minute, and has not ended."""
    for _ in range(300):
        try:
            psycopg.connect(url).close()
            return True
        except psycopg.OperationalError:
            if child.poll() is not None:
                return False
            time.sleep(0.1)
    return False
