"""A working-time CSV of everybody while people punch: `python -m tests.bench.streamed 1150`."""

import asyncio
import os
import random
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from leima.app import open_world
from leima.db.tx import Tx
from leima.settings import Settings
from tests.bench.client import Connection, Measured
from tests.bench.loader import ORG, Loaded, load
from tests.bench.ours import API, Leima
from tests.bench.servers import memory, server
from tests.bench.working import CHUNK, again, punches

MONTH = (date(2026, 10, 1), date(2026, 10, 31))
PACE = 50
"""Punches a second."""
AT_REST = 10.0
"""Seconds of punches alone, before and after."""
_PUNCH = (
    "INSERT INTO punch (org, id, person, kind, at, tz, offset_min, remote, kiky, note, estimated, author, device,"
    f" flags, received_at, op_id, version) VALUES ('{ORG}', :id, :person, :kind, :at, 'Europe/Helsinki', 120, :no,"
    " :no, '', :no, :person, 'bench', '[]', :at, :id, 1)"
)


def month_of(settings: Settings, loaded: Loaded) -> None:
    """Everybody's October, worked out; the first person gets the payroll role."""
    world, source = open_world(settings), random.Random(7)
    days = [MONTH[0] + timedelta(days=n) for n in range(31)]
    days = [day for day in days if day.weekday() < 5]

    def worked(tx: Tx, people: list[str]) -> None:
        tx.org = ORG
        tx.many(_PUNCH, [one for person in people for day in days for one in punches(person, day, source)])
        again(tx, people, *MONTH, org=ORG)

    for start in range(0, len(loaded.people), CHUNK):
        world.db.write_now(partial(worked, people=list(loaded.people[start : start + CHUNK])))
    role = "INSERT INTO person_role (org, person, role) VALUES (:org, :person, 'payroll')"
    world.db.write_now(lambda tx: tx.run(role, org=ORG, person=loaded.people[0]))
    world.db.close()


async def punching(leima: Leima, people: int, until: asyncio.Event) -> Measured:
    """Punches of many people at a pace, each measured from when it was due, until told to stop."""
    found, due = Measured(), time.perf_counter()
    waiting: list[asyncio.Task[None]] = []
    free: asyncio.Queue[Connection] = asyncio.Queue()

    async def one(user: int, at: float) -> None:
        connection = await free.get()
        status, body = await connection.ask(leima.punch(user, 0))
        found.latencies.append(time.perf_counter() - at)
        if status != 200:
            found.refused.append(f"{status} {body[:100]!r}")
        free.put_nowait(connection)

    for _ in range(40):
        free.put_nowait(await Connection(leima.port).__aenter__())
    while not until.is_set():
        waiting.append(asyncio.create_task(one(1 + len(waiting) % (people - 1), due)))
        due += 1 / PACE
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
    await asyncio.gather(*waiting)
    return found


async def alone(leima: Leima, people: int) -> Measured:
    """The same without a report."""
    until = asyncio.Event()
    asyncio.get_running_loop().call_later(AT_REST, until.set)
    return await punching(leima, people, until)


async def downloaded(leima: Leima, until: asyncio.Event, highest: list[float]) -> tuple[float, float, int]:
    """Seconds to the first byte and to the last, and the bytes; the server's memory is looked at on the way."""
    headers = "\r\n".join(f"{name}: {value}" for name, value in leima._headers(0))
    path = f"{API}/reports/working-time?everybody=true&format=csv&from={MONTH[0]}&to={MONTH[1]}"
    reader, writer = await asyncio.open_connection("127.0.0.1", leima.port)
    began = time.perf_counter()
    writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n{headers}\r\n\r\n".encode())
    first, size, last = 0.0, 0, b""
    reading = asyncio.create_task(reader.read(65536))
    while True:
        done, _ = await asyncio.wait({reading}, timeout=0.1)
        highest.append(memory(leima.pid))
        if done:
            some = reading.result()
            if not some:
                break
            first, size, last = first or time.perf_counter() - began, size + len(some), (last + some)[-5:]
            reading = asyncio.create_task(reader.read(65536))
    until.set()
    assert last == b"0\r\n\r\n", "the file ended before its end"
    return first, time.perf_counter() - began, size


def report_line(what: str, found: Measured) -> str:
    p50, p99 = found.milliseconds(0.5), found.milliseconds(0.99)
    return f"{what}: {len(found.latencies)} punches, p50 {p50:.1f} ms, p99 {p99:.1f} ms, refused {len(found.refused)}"


async def measured(leima: Leima, people: int) -> None:
    print(report_line("before", await alone(leima, people)), flush=True)
    rest, highest, until = memory(leima.pid), [0.0], asyncio.Event()
    both = await asyncio.gather(punching(leima, people, until), downloaded(leima, until, highest))
    first, seconds, size = both[1]
    print(f"{people} people: first byte {first:.2f} s, whole {seconds:.1f} s, {size / 1e6:.1f} MB", flush=True)
    print(f"memory: {rest:.0f} MB at rest, {max(highest):.0f} MB at the most", flush=True)
    print(report_line("meanwhile", both[0]), f"load {os.getloadavg()[0]:.1f}", flush=True)


def main(people: int, port: int) -> None:
    with tempfile.TemporaryDirectory(prefix="leima-bench-") as folder:
        settings = replace(Settings(), data=Path(folder, "data"), port=port, log="error")
        loaded = load(settings, people, years=1)
        month_of(settings, loaded)
        env = {"LEIMA_PORT": str(port), "LEIMA_DATA": str(settings.data), "LEIMA_LOG": "error"}
        command = [str(Path(sys.executable).with_name("leima")), "serve"]
        with server(command, env, f"http://127.0.0.1:{port}/health/ready", Path(folder, "log")) as pid:
            asyncio.run(measured(Leima("Leima", "SQLite", port, pid, loaded), people))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 8221)
