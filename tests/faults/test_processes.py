"""Over real HTTP: a poke comes within a second, also from another process, and SIGTERM ends streams at once."""

import os
import random
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue

import httpx
import psycopg
import pytest

from tests.bench.servers import free_port
from tests.faults.phones import Phone
from tests.faults.server import Firm, Served, found_firm, serving
from tests.sizes import size

POKE_SECONDS = 1.0
STOP_SECONDS = 3.0


class Stream:
    """One open poke stream; `pokes` gets the moment of each poke, and None when the stream has ended."""

    def __init__(self, firm: Firm, who: str, url: str) -> None:
        self.pokes: Queue[float | None] = Queue()
        self.open = threading.Event()
        self._thread = threading.Thread(target=self._read, args=(firm, who, url), daemon=True)
        self._thread.start()
        assert self.open.wait(10), "the stream did not open"

    def _read(self, firm: Firm, who: str, url: str) -> None:
        try:
            with httpx.stream("GET", f"{url}/api/v1/sync/poke", headers=firm.headers(who), timeout=60) as answer:
                for line in answer.iter_lines():
                    self.open.set()
                    if line == "poke":
                        self.pokes.put(time.monotonic())
        except httpx.HTTPError:
            pass
        self.pokes.put(None)

    def quiet(self) -> None:
        """Lets the pokes that are on their way come in, and forgets them."""
        while True:
            try:
                self.pokes.get(timeout=0.5)
            except Empty:
                return

    def next(self) -> float | None:
        """The moment of the next poke; None when the stream has ended. Raises Empty after five seconds."""
        return self.pokes.get(timeout=5)


@contextmanager
def two_servers(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[tuple[Firm, Served, Served]]:
    """Two processes over one PostgreSQL."""
    firm = found_firm(tmp_path, request.getfixturevalue("postgres_url"))
    with serving(firm, tmp_path / "one.log") as one, serving(firm, tmp_path / "two.log") as two:
        yield firm, one, two


def seconds_to_a_poke(stream: Stream, phone: Phone) -> float:
    """From the answer of a push to the poke that it causes."""
    stream.quiet()
    with httpx.Client(timeout=30) as client:
        assert phone.round(client, 1) == 1
    answered = time.monotonic()
    at = stream.next()
    assert at is not None, "the stream ended"
    return at - answered


def test_a_push_pokes_a_stream_at_the_same_server_within_a_second(tmp_path: Path) -> None:
    tries = size("poke_tries")
    firm = found_firm(tmp_path)
    with serving(firm, tmp_path / "log") as served:
        stream = Stream(firm, "aino", served.url)
        phone = Phone(firm, "aino", served.url, random.Random(1))
        seconds = [seconds_to_a_poke(stream, phone) for _ in range(tries.wanted)]
    print(f"poked {max(seconds):.3f} s after the answer at most")
    assert max(seconds) < POKE_SECONDS
    tries.reached(len(seconds))


def test_a_push_through_one_process_pokes_streams_at_the_other(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    tries = size("poke_tries")
    with two_servers(tmp_path, request) as (firm, one, two):
        own, boss = Stream(firm, "aino", two.url), Stream(firm, "boss", two.url)
        foreign = Stream(firm, "eino", two.url)
        foreign.quiet()
        phone = Phone(firm, "aino", one.url, random.Random(1))
        seconds = [seconds_to_a_poke(own, phone) for _ in range(tries.wanted)]
        assert boss.next() is not None
        with pytest.raises(Empty):
            foreign.pokes.get(timeout=0.5)
    print(f"poked {max(seconds):.3f} s after the other process answered at most")
    assert max(seconds) < POKE_SECONDS
    tries.reached(len(seconds))


def test_the_other_process_hears_again_after_its_connection_was_lost(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    with two_servers(tmp_path, request) as (firm, one, two):
        stream = Stream(firm, "aino", two.url)
        stream.quiet()
        with psycopg.connect(firm.settings.database_url, autocommit=True) as other:
            other.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'")
        assert stream.next() is not None
        phone = Phone(firm, "aino", one.url, random.Random(1))
        assert seconds_to_a_poke(stream, phone) < POKE_SECONDS


@pytest.mark.parametrize("database", ["sqlite", "postgres"])
def test_sigterm_ends_open_streams_and_the_server_at_once(
    database: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    firm = found_firm(tmp_path, request.getfixturevalue("postgres_url") if database == "postgres" else "")
    with serving(firm, tmp_path / "log") as served:
        streams = [Stream(firm, who, served.url) for who in ("aino", "eino", "boss")]
        seconds = served.stop()
        for stream in streams:
            while stream.next() is not None:
                pass
    print(f"{database}: ended {seconds:.2f} s after SIGTERM with three open streams")
    assert seconds < STOP_SECONDS


def test_a_scrape_shows_the_sum_over_all_workers_also_of_one_that_has_ended(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    firm, port = found_firm(tmp_path, request.getfixturevalue("postgres_url")), free_port()
    hello = 'leima_requests_total{method="GET",route="/api/v1/sync/hello",status="200"}'
    with serving(firm, tmp_path / "log", LEIMA_WORKERS="2", LEIMA_METRICS_PORT=str(port)) as served:
        for _ in range(40):
            url, headers = f"{served.url}/api/v1/sync/hello", firm.headers("aino")
            assert httpx.get(url, headers=headers).status_code == 200
        assert scraped(port)[hello] == 40
        assert scraped(port)["leima_request_seconds_count"] >= 40
        one = next(iter(workers_of(served)))
        os.kill(one, signal.SIGKILL)
        deadline = time.monotonic() + 30
        while one in workers_of(served) or len(workers_of(served)) < 2 or not scraped(port):
            assert time.monotonic() < deadline, "no new worker tells the metrics"
            time.sleep(0.2)
        assert scraped(port)[hello] == 40


def workers_of(served: Served) -> set[int]:
    """The processes that serve for it."""
    assert served.child is not None
    pid = served.child.pid
    return {int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()}


def scraped(port: int) -> dict[str, float]:
    """What a scrape tells, by name and labels; nothing while nobody answers."""
    try:
        text = httpx.get(f"http://127.0.0.1:{port}/metrics").text
    except httpx.HTTPError:
        return {}
    pairs = [line.rpartition(" ") for line in text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _, value in pairs}


def test_two_workers_of_one_server_poke_each_others_streams_and_end_at_sigterm(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    firm = found_firm(tmp_path, request.getfixturevalue("postgres_url"))
    with serving(firm, tmp_path / "log", LEIMA_WORKERS="2") as served:
        streams = [Stream(firm, "aino", served.url) for _ in range(6)]
        phone = Phone(firm, "aino", served.url, random.Random(1))
        for stream in streams:
            stream.quiet()
        with httpx.Client(timeout=30) as client:
            assert phone.round(client, 1) == 1
        assert None not in [stream.next() for stream in streams]
        seconds = served.stop()
    print(f"two workers ended {seconds:.2f} s after SIGTERM with six open streams")
    assert seconds < 2 * STOP_SECONDS
