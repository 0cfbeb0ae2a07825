"""Memory under a mixed load and 200 people signing in at once: `python -m tests.bench.mixed 600` (seconds)."""

import asyncio
import json
import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

from leima.app import open_world
from leima.settings import Settings
from tests.bench.client import Connection, Request
from tests.bench.loader import PASSWORD, Loaded, load
from tests.bench.ours import API, Leima
from tests.bench.servers import free_port, memory, server

PEOPLE = 1000
AT_WORK = 40
"""People whose phones ask again and again."""
SIGNING_IN = 200
EVERY = 60.0
"""Seconds between the times when so many sign in at once."""


def asked(leima: Leima, source: random.Random, number: int) -> Request:
    """Mostly punches and pulls, now and then balances, an explanation, a report as a workbook, or one's own data."""
    user, kind = source.randrange(AT_WORK), source.random()
    if kind < 0.4:
        return leima.punch(user, number)
    headers = leima._headers(user)
    paths = {
        0.8: "/sync/pull?limit=500",
        0.9: "/balances",
        0.96: "/explain?account=flex",
        0.985: "/days?from=2026-10-01&to=2026-10-31",
    }
    path = next((path for most, path in paths.items() if kind < most), "")
    path = path or source.choice(
        ("/reports/own.zip", "/reports/working-time?format=xlsx&from=2026-10-01&to=2026-10-31")
    )
    return Request("GET", f"{API}{path}", headers)


async def phone(leima: Leima, source: random.Random, until: float, seen: Counter[int]) -> None:
    async with Connection(leima.port) as connection:
        number = 0
        while time.monotonic() < until:
            number += 1
            status, _ = await connection.ask(asked(leima, source, number))
            seen[status] += 1
            await asyncio.sleep(source.uniform(0.05, 0.4))


async def sign_in(leima: Leima, user: int, seen: Counter[int]) -> None:
    body = {"email": f"person{user}@bench.test", "password": PASSWORD}
    body |= {"device_id": f"d{user}", "device_name": "phone"}
    headers = (("Content-Type", "application/json"),)
    request = Request("POST", f"{API}/auth/login", headers, json.dumps(body).encode())
    for _ in range(20):
        try:
            async with Connection(leima.port) as connection:
                status, _ = await connection.ask(request)
        except TimeoutError:
            status = 0
        seen[status] += 1
        if status == 200:
            return
        await asyncio.sleep(2)


async def signing_in(leima: Leima, until: float, seen: Counter[int]) -> None:
    start = 0
    while time.monotonic() < until:
        users = [(start + n) % PEOPLE for n in range(SIGNING_IN)]
        await asyncio.gather(*(sign_in(leima, user, seen) for user in users))
        start += SIGNING_IN
        await asyncio.sleep(EVERY)


async def watched(leima: Leima, until: float, highest: list[float]) -> None:
    while time.monotonic() < until:
        highest.append(memory(leima.pid))
        await asyncio.sleep(0.1)


async def measured(leima: Leima, seconds: float) -> None:
    until, seen, signed, highest = time.monotonic() + seconds, Counter[int](), Counter[int](), [memory(leima.pid)]
    phones = [phone(leima, random.Random(n), until, seen) for n in range(AT_WORK)]
    await asyncio.gather(*phones, signing_in(leima, until, signed), watched(leima, until, highest))
    print(f"{seconds:.0f} s: requests by status {dict(seen)}, sign-ins by status {dict(signed)}")
    first, last = highest[0], memory(leima.pid)
    print(f"memory: {first:.0f} MB at first, {max(highest):.0f} MB at the most, {last:.0f} MB at the end")


def _share_the_password(settings: Settings, loaded: Loaded) -> None:
    """The first person's for everybody: sealing a thousand would take a minute."""
    sql = (
        "INSERT INTO credential (org, person, method, secret, changed_at)"
        " SELECT org, :to, method, secret, changed_at FROM credential WHERE person=:first"
    )
    world = open_world(settings)
    others = [{"to": person, "first": loaded.people[0]} for person in loaded.people[1:]]
    world.db.write_now(lambda tx: tx.many(sql, others))
    world.db.close()


def main(seconds: float) -> None:
    with tempfile.TemporaryDirectory(prefix="leima-bench-") as folder:
        port = free_port()
        settings = replace(Settings(), data=Path(folder, "data"), port=port, log="error")
        loaded = load(settings, PEOPLE, years=1)
        _share_the_password(settings, loaded)
        env = {"LEIMA_PORT": str(port), "LEIMA_DATA": str(settings.data), "LEIMA_LOG": "error"}
        command = [str(Path(sys.executable).with_name("leima")), "serve"]
        with server(command, env, f"http://127.0.0.1:{port}/health/ready", Path(folder, "log")) as pid:
            asyncio.run(measured(Leima("Leima", "SQLite", port, pid, loaded), seconds))


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 600)
