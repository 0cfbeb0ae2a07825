"""TimeTagger 26.1.3: SQLite, a file a person, as `python -m timetagger` runs it. A punch is one stored record."""

import asyncio
import base64
import json
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.client import Connection, Request
from tests.bench.servers import free_port, package, server

NAME = "TimeTagger 26.1.3"
API = "/timetagger/api/v2"
HASH = "import bcrypt; print(bcrypt.hashpw(b'bench', bcrypt.gensalt(4)).decode())"


class TimeTagger:
    """Speaks its API as its own web client does."""

    name = NAME
    database = "SQLite, a file a person"

    def __init__(self, port: int, pid: int, users: int) -> None:
        self.port, self.pid, self._users = port, pid, users
        self._tokens: list[str] = []

    async def sign_in(self) -> None:
        """Everybody's token."""
        async with Connection(self.port) as connection:
            for user in range(self._users):
                asked = {"method": "usernamepassword", "username": f"user{user}", "password": "bench"}
                body = base64.b64encode(json.dumps(asked).encode())
                _, told = await connection.ask(Request("POST", f"{API}/bootstrap_authentication", body=body))
                self._tokens.append(json.loads(told)["token"])

    def punch(self, user: int, number: int) -> Request:
        """A record, new or a later state of the same: a person starts and stops."""
        at = int(time.time())
        key = f"k{user}-{number // 2}"
        record = {"key": key, "mt": at, "t1": at, "t2": at + number % 2, "ds": "work"}
        headers = (("authtoken", self._tokens[user]), ("Content-Type", "application/json"))
        return Request("PUT", f"{API}/records", headers, json.dumps([record]).encode(), _all_accepted)

    async def pull_of_ten(self, user: int) -> Request:
        """A question whose answer is ten records."""
        await asyncio.sleep(0.3)
        since = time.time()
        async with Connection(self.port) as connection:
            for number in range(1000, 1020, 2):
                await connection.ask(self.punch(user, number))
        path = f"{API}/updates?since={since}"
        return Request("GET", path, (("authtoken", self._tokens[user]),), accepted=_ten)


def _all_accepted(status: int, body: bytes) -> bool:
    return status == 200 and len(json.loads(body)["accepted"]) == 1


def _ten(status: int, body: bytes) -> bool:
    return status == 200 and len(json.loads(body)["records"]) == 10


@contextmanager
def timetagger(folder: Path, users: int) -> Iterator[TimeTagger]:
    """A server with that many people, who have the cheapest hash that bcrypt makes: sign-in is not measured."""
    python = str(package("timetagger", "timetagger==26.1.3") / "python")
    hashed = subprocess.check_output([python, "-c", HASH], text=True, timeout=60).strip()
    port = free_port()
    env = {
        "TIMETAGGER_BIND": f"127.0.0.1:{port}",
        "TIMETAGGER_DATADIR": str(folder / "timetagger"),
        "TIMETAGGER_LOG_LEVEL": "error",
        "TIMETAGGER_CREDENTIALS": ",".join(f"user{user}:{hashed}" for user in range(users)),
    }
    (folder / "timetagger").mkdir(parents=True, exist_ok=True)
    health = f"http://127.0.0.1:{port}/timetagger/status"
    with server([python, "-m", "timetagger"], env, health, folder / "timetagger.log") as pid:
        yield TimeTagger(port, pid, users)
