"""A sender that is killed at any moment: every message arrives at least once, and is shown once."""

import json
import multiprocessing
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.process import BaseProcess
from pathlib import Path
from statistics import median, quantiles

from leima.world.push import Push
from tests.company import Company, punch
from tests.push import killing
from tests.push.browsers import Browser, Service, approve, quietly, waits

KILLS = 50
MESSAGES = 400


@dataclass
class Came:
    """What a service on loopback has got: topic and content, in its order."""

    url: str = ""
    messages: list[tuple[str, str, bytes]] = field(default_factory=list)


@contextmanager
def loopback() -> Iterator[Came]:
    """A push service on loopback that takes everything, in its own time."""
    came, chance = Came(), random.Random(7)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            content = self.rfile.read(length)
            if len(content) < length:
                return  # the sender died while it sent: no service takes half a message
            time.sleep(chance.uniform(0, 0.004))
            came.messages.append((self.path, self.headers["Topic"], content))
            self.send_response(201)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing is printed."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    came.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield came
    finally:
        server.shutdown()
        server.server_close()


def wait_for_more(came: Came, many: int, process: BaseProcess) -> None:
    """Until so many more messages have come, or the sender has ended: a fast one would be done before long."""
    until = len(came.messages) + many
    while len(came.messages) < until and process.is_alive():
        process.join(0.002)


def test_a_sender_that_is_killed_fifty_times_loses_nothing_and_shows_nothing_twice(
    one: Company, tmp_path: Path
) -> None:
    quietly(one)
    chance, processes = random.Random(1872), multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload([killing.__name__])
    with loopback() as came:
        one.world.push = Push(beside=(came.url,))
        browsers = {who: Browser(f"{came.url}/{who}") for who in ("aino", "eino", "hourly", "boss")}
        told: dict[str, list[str]] = {}
        for who, browser in browsers.items():
            browser.subscribe(one, who)
            told[who] = approve(one, who, many=MESSAGES // len(browsers))
        killed = 0
        for _ in range(200):
            if waits(one) == 0:
                break
            process = processes.Process(target=killing.run, args=(str(tmp_path), one.clock.now(), came.url))
            process.start()
            if killed < KILLS:
                wait_for_more(came, chance.randrange(5), process)
            process.join(chance.uniform(0, 0.012) if killed < KILLS else 60)
            if process.is_alive():
                process.kill()
                killed += 1
            process.join()
    ids = [(path, json.loads(browsers[path[1:]].open(content))["id"]) for path, _, content in came.messages]
    shown = {(path, id) for path, id in ids}
    topics = {(path, topic) for path, topic, _ in came.messages}
    print(f"{killed} kills, {len(ids)} deliveries of {len(shown)} messages, {len(ids) - len(shown)} twice")
    assert shown == {(f"/{who}", id) for who, some in told.items() for id in some}
    assert len(topics) == len(shown), "the same message has the same topic"
    assert max(Counter(ids).values()) <= killed + 1
    assert waits(one) == 0
    assert killed >= KILLS


def punches(company: Company, who: str, date: str, many: int = 40) -> list[float]:
    """Milliseconds of each of so many punches of a date."""
    times = []
    for n in range(many):
        one = punch(company.ids[who], "out" if n % 2 else "in", f"{date}T06:{n:02}")
        began = time.perf_counter()
        company.push(who, one)
        times.append((time.perf_counter() - began) * 1000)
    return times


def test_a_push_host_that_hangs_delays_no_punch(one: Company) -> None:
    """Measured by turns, since the machine has other work too."""
    browsers = {who: Browser() for who in ("aino", "eino", "hourly", "boss")}
    service = Service(hangs=frozenset(browser.endpoint for browser in browsers.values()))
    without: list[float] = []
    beside: list[float] = []
    punches(one, "aino", "2026-11-02")
    one.world.push = service
    for n in range(3, 13):
        time.sleep(0.2)
        without += punches(one, "eino", f"2026-11-{n:02}")
        service.hanging = 30.0
        for who, browser in browsers.items():
            browser.subscribe(one, who)
            approve(one, who, many=5)
        beside += punches(one, "boss", f"2026-11-{n:02}")
        service.hanging = 0.0
        for who in browsers:
            one.client.delete("/api/v1/push/subscription", headers=one.headers(who))
    p99 = [quantiles(times, n=100)[98] for times in (without, beside)]
    print(f"punches: p99 {p99[0]:.1f} ms without, {p99[1]:.1f} ms beside a host that hangs;", end=" ")
    print(f"median {median(without):.1f} and {median(beside):.1f} ms of {len(beside)}")
    assert service.asked > 0, "nothing hung"
    assert median(beside) < median(without) * 1.5 + 3
    assert p99[1] < p99[0] * 2 + 50
