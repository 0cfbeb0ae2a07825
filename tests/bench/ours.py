"""Leima itself, as `leima serve` runs it. A punch is one pushed operation: receipt, day and balances worked out."""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from leima.settings import Settings
from tests.bench.client import Connection, Request
from tests.bench.ids import new_id
from tests.bench.loader import PASSWORD, Loaded, load, working_moments
from tests.bench.servers import free_port, server

API = "/api/v1"
BATCH = 50
TOKEN_SECONDS = 300
LIFE = 3650
"""Days of a life: some 10,000 punches, more than a turn of the longest run sends for one person."""


class Leima:
    """Speaks the sync protocol as the phone does."""

    def __init__(self, name: str, database: str, port: int, pid: int, loaded: Loaded) -> None:
        self.name, self.database, self.port, self.pid, self._loaded = name, database, port, pid, loaded
        self._lives: dict[int, Iterator[tuple[str, int]]] = {}
        self._tokens: dict[int, tuple[float, str]] = {}

    def first_login(self) -> tuple[str, str]:
        """Address and password of the first person."""
        return "person0@bench.test", PASSWORD

    async def sign_in(self) -> None:
        """Sessions are open already; each person's token is made when first asked for, and kept as phones keep it."""

    def _headers(self, user: int) -> tuple[tuple[str, str], ...]:
        token = self._tokens.get(user)
        if token is None or time.monotonic() > token[0]:
            token = self._tokens[user] = (time.monotonic() + TOKEN_SECONDS, self._loaded.token(user))
        return (("Authorization", f"Bearer {token[1]}"), ("Content-Type", "application/json"))

    def _operation(self, user: int, kind: str, at: int) -> dict[str, Any]:
        body = {"kind": kind, "work_type": None, "cost_centre": None, "remote": False, "note": ""}
        time_of = {"claimed_at": at, "tz": "Europe/Helsinki", "offset_min": 120, "mono": None, "srv_offset": None}
        sealed = {"op_id": new_id(), "dev_seq": 0, "type": "punch.record", "v": 1, "base": None}
        entity = {"type": "punch", "id": new_id()}
        return {**sealed, "subject": self._loaded.people[user], "entity": entity, "body": body, "time": time_of}

    def _push(self, user: int, operations: list[dict[str, Any]]) -> Request:
        envelope = {"device_id": f"bench-{user}", "batch_id": new_id(), "sent_at": int(time.time() * 1000)}
        body = json.dumps({**envelope, "ops": operations}).encode()
        return Request("POST", f"{API}/sync/push", self._headers(user), body, _all_applied)

    def punch(self, user: int, number: int) -> Request:
        """The person's next punch, four a working day, in the order of a life."""
        life = self._lives.setdefault(user, working_moments(LIFE))
        return self._push(user, [self._operation(user, *next(life))])

    def punch_now(self, user: int) -> Request:
        """This morning's clock-in."""
        return self._push(user, [self._operation(user, "in", int(time.time() * 1000))])

    def history(self, user: int, years: int) -> Iterator[Request]:
        """Pushes that make a history of so many years, two punches a working day."""
        waiting: list[dict[str, Any]] = []
        for kind, at in working_moments(365 * years, per_day=2):
            waiting.append(self._operation(user, kind, at))
            if len(waiting) == BATCH:
                yield self._push(user, waiting)
                waiting = []
        if waiting:
            yield self._push(user, waiting)

    def balances(self, user: int) -> Request:
        """The three cards' numbers."""
        return Request("GET", f"{API}/balances", self._headers(user))

    async def pull_of_ten(self, user: int) -> Request:
        """A question whose answer is ten punches, with the days and entries that follow from them."""
        async with Connection(self.port) as connection:
            cursor, more = "", True
            while more:
                path = f"{API}/sync/pull?limit=500" + (f"&cursor={cursor}" if cursor else "")
                _, body = await connection.ask(Request("GET", path, self._headers(user)))
                page = json.loads(body)
                cursor, more = page["cursor"], page["more"]
            for number in range(10):
                await connection.ask(self.punch(user, number))
        return Request("GET", f"{API}/sync/pull?cursor={cursor}&limit=500", self._headers(user), accepted=_ten)


def _all_applied(status: int, body: bytes) -> bool:
    return status == 200 and all(result["status"] == "applied" for result in json.loads(body)["results"])


def _ten(status: int, body: bytes) -> bool:
    return status == 200 and sum(change["type"] == "punch" for change in json.loads(body)["changes"]) == 10


@contextmanager
def leima(folder: Path, people: int, url: str = "") -> Iterator[Leima]:
    """A server over a fresh database with that many people."""
    kind = "PostgreSQL" if url else "SQLite"
    data = folder / f"leima-{kind.lower()}"
    settings = replace(Settings(), data=data, port=free_port(), database_url=url, log="error")
    loaded = load(settings, people)
    env = {"LEIMA_PORT": str(settings.port), "LEIMA_DATA": str(data), "LEIMA_LOG": "error", "LEIMA_DATABASE_URL": url}
    command = [str(Path(sys.executable).with_name("leima")), "serve"]
    health = f"http://127.0.0.1:{settings.port}/health/ready"
    with server(command, env, health, folder / f"leima-{kind.lower()}.log") as pid:
        yield Leima(f"Leima, {kind}", kind, settings.port, pid, loaded)
