"""`leima serve` as a real process that can be killed, and the company that it serves."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

from leima.app import open_world
from leima.db.engine import migrate
from leima.features.auth.keys import load_keys
from leima.settings import Settings
from leima.web.tokens import Claims, Keys
from tests.bench.servers import free_port
from tests.company import found
from tests.look import look
from tests.migrated import begun

READY_SECONDS = 3.0
"""A killed server must be ready again within this, or, where the machine is slow, within READY_RATIO times of what it
takes here to load the libraries alone."""
READY_RATIO = 2.5
LIBRARIES = "litestar, sqlmodel, granian, msgspec, psycopg, aiosqlite, alembic, jwt, pydantic"
"""What every server of these parts loads, whatever it is for: how fast this machine starts anything."""


@dataclass(frozen=True)
class Firm:
    """A founded company in a migrated database, by the machine's own clock, and the keys of its sessions."""

    settings: Settings
    ids: dict[str, str]
    keys: Keys

    def token(self, who: str) -> str:
        """A fresh access token."""
        claims = Claims(self.ids["org"], self.ids[who], f"family-{who}")
        return self.keys.encode(claims, int(time.time() * 1000))

    def headers(self, who: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token(who)}"}

    def rows(self, sql: str, **params: object) -> list[Any]:
        """Rows straight from the store; for when no server runs, or from beside it."""
        world = open_world(self.settings)
        try:
            return world.db.read_now(lambda tx: look(tx, sql, **{"org": self.ids["org"], **params}))
        finally:
            world.db.close()


def found_firm(folder: Path, url: str = "") -> Firm:
    """The company of tests/company.py on SQLite in `folder`, or on PostgreSQL at `url`."""
    settings = Settings(data=folder, database_url=url)
    ids = begun(settings, _founded)
    world = open_world(settings)
    try:
        return Firm(settings, ids, asyncio.run(load_keys(world.db)))
    finally:
        world.db.close()


def _founded(settings: Settings) -> dict[str, str]:
    migrate(settings)
    world = open_world(settings)
    try:
        return world.db.write_now(found)
    finally:
        world.db.close()


@dataclass
class Served:
    """A server process on its own port of loopback. It may be killed and started again."""

    settings: Settings
    log: Path
    env: Mapping[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    child: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> float:
        """Starts and waits until it is ready. Raises RuntimeError after 60 seconds.

        Answers the seconds that it took, less those in which it waited for a processor that others held.
        """
        env = {**os.environ, "LEIMA_PORT": str(self.port), "LEIMA_DATA": str(self.settings.data), **self.env}
        env |= {"LEIMA_DATABASE_URL": self.settings.database_url, "LEIMA_LOG": "error"}
        began = time.monotonic()
        with self.log.open("ab") as out:
            self.child = subprocess.Popen(
                [sys.executable, "-m", "leima", "serve"], env=env, stdout=out, stderr=out, start_new_session=True
            )
        while time.monotonic() - began < 60 and self.child.poll() is None:
            if self.ready() == 200:
                return time.monotonic() - began - _waited(self.child.pid)
            time.sleep(0.02)
        raise RuntimeError(f"the server did not start:\n{self.log.read_text(errors='replace')[-2000:]}")

    def ready(self) -> int:
        """The status of /health/ready; 0 when nobody answers."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", "/health/ready")
            return connection.getresponse().status
        except (OSError, HTTPException):
            return 0
        finally:
            connection.close()

    def kill(self) -> None:
        """SIGKILL: no clean-up of any kind."""
        self._end(signal.SIGKILL)

    def stop(self) -> float:
        """SIGTERM. Answers the seconds until the process had ended."""
        return self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> float:
        began = time.monotonic()
        if self.child is not None:
            if self.child.poll() is None:
                self.child.send_signal(how)
            self.child.wait(30)
            with suppress(ProcessLookupError):
                os.killpg(self.child.pid, signal.SIGKILL)  # workers that outlived the process that began them
            self.child = None
        return time.monotonic() - began


def load_libraries() -> float:
    """Starts Python with the libraries alone. Answers the seconds that it took, counted as `Served.start` does."""
    began = time.monotonic()
    child = subprocess.Popen([sys.executable, "-c", f"import {LIBRARIES}"])
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    seconds = time.monotonic() - began - _waited(child.pid)
    assert child.wait() == 0
    return seconds


def _waited(pid: int) -> float:
    """Seconds in which a process was ready to run and had no processor, by Linux; 0 where nobody tells."""
    told = Path(f"/proc/{pid}/schedstat")
    return int(told.read_text().split()[1]) / 1e9 if told.exists() else 0.0


@contextmanager
def serving(firm: Firm, log: Path, **env: str) -> Iterator[Served]:
    """A started server that is gone at the end."""
    served = Served(firm.settings, log, env)
    try:
        served.start()
        yield served
    finally:
        served.kill()
