"""Kinto 26.5.0 on PostgreSQL (its only durable store), as `kinto start` runs it. A punch is one stored record."""

import base64
import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.client import Connection, Request
from tests.bench.servers import free_port, package, postgres, server

NAME = "Kinto 26.5.0"
RECORDS = "/v1/buckets/default/collections/punches/records"
INI = """
[server:main]
use = egg:waitress#main
host = 127.0.0.1
port = {port}
threads = 16
connection_limit = 400
[app:main]
use = egg:kinto
kinto.includes = kinto.plugins.default_bucket
kinto.storage_backend = kinto.core.storage.postgresql
kinto.storage_url = {url}
kinto.storage_pool_size = 25
kinto.permission_backend = kinto.core.permission.postgresql
kinto.permission_url = {url}
kinto.permission_pool_size = 25
kinto.cache_backend = kinto.core.cache.memory
kinto.userid_hmac_secret = bench
kinto.default_bucket_hmac_secret = bench
multiauth.policies = basicauth
multiauth.policy.basicauth.use = kinto.core.authentication.BasicAuthAuthenticationPolicy
[loggers]
keys = root
[handlers]
keys = console
[formatters]
keys = plain
[logger_root]
level = ERROR
handlers = console
[handler_console]
class = StreamHandler
args = (sys.stderr,)
level = ERROR
formatter = plain
[formatter_plain]
format = %(message)s
"""


class Kinto:
    """Every person has their default bucket; basic authentication costs it one hash."""

    name = NAME
    database = "PostgreSQL"

    def __init__(self, port: int, pid: int, users: int) -> None:
        self.port, self.pid, self._users = port, pid, users

    def _headers(self, user: int) -> tuple[tuple[str, str], ...]:
        token = base64.b64encode(f"user{user}:bench".encode()).decode()
        return (("Authorization", f"Basic {token}"), ("Content-Type", "application/json"))

    async def sign_in(self) -> None:
        """Everybody's first record, which makes their bucket and collection."""
        async with Connection(self.port) as connection:
            for user in range(self._users):
                await connection.ask(self.punch(user, 0))

    def punch(self, user: int, number: int) -> Request:
        """A new record."""
        record = {"data": {"kind": "out" if number % 2 else "in", "at": 1763751999000 + number, "note": ""}}
        return Request("POST", RECORDS, self._headers(user), json.dumps(record).encode(), _created)

    async def pull_of_ten(self, user: int) -> Request:
        """A question whose answer is ten records."""
        async with Connection(self.port) as connection:
            _, first = await connection.ask(self.punch(user, 0))
            since = json.loads(first)["data"]["last_modified"]
            for number in range(10):
                await connection.ask(self.punch(user, number))
        return Request("GET", f"{RECORDS}?_since={since}", self._headers(user), accepted=_ten)


def _created(status: int, body: bytes) -> bool:
    return status == 201


def _ten(status: int, body: bytes) -> bool:
    return status == 200 and len(json.loads(body)["data"]) == 10


@contextmanager
def kinto(folder: Path, users: int, postgres_bin: Path) -> Iterator[Kinto]:
    """A server over its own PostgreSQL."""
    programs = package("kinto", "kinto[postgresql]==26.5.0", "setuptools<81")
    with postgres(postgres_bin) as (url, _):
        port = free_port()
        ini = folder / "kinto.ini"
        ini.write_text(INI.format(port=port, url=url))
        migrate = [str(programs / "kinto"), "migrate", "--ini", str(ini)]
        subprocess.run(migrate, check=True, capture_output=True, timeout=120)
        command = [str(programs / "kinto"), "start", "--ini", str(ini)]
        health = f"http://127.0.0.1:{port}/v1/__lbheartbeat__"
        with server(command, {}, health, folder / "kinto.log") as pid:
            yield Kinto(port, pid, users)
