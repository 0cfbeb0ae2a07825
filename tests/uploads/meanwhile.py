"""What others see of a server while somebody sends it files: punches at a steady pace, each timed."""

import base64
import json
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from leima.app import open_world
from leima.db.tx import Tx
from leima.features.people import store as people
from tests.company import new_id, punch
from tests.faults.server import Firm, Served, found_firm

PACE = 50
"""Punches a second."""
THREADS = 16
PUNCHERS = ("aino", "eino", "hourly")
SENDERS = ("boss", "eino", "hourly")


@dataclass
class Seen:
    """Milliseconds of each punch, late starts included, the answers to the files with their seconds, and megabytes."""

    punches: list[float]
    files: list[tuple[str, int, str, float]]
    memory: int

    def at(self, share: float) -> float:
        """The time that so many of the punches did not need: 0.99 is the p99."""
        return sorted(self.punches)[int(share * (len(self.punches) - 1))]


def found(folder: Path) -> Firm:
    """A company in which three people may send files."""
    firm = found_firm(folder)
    world = open_world(firm.settings)

    def roles(tx: Tx) -> None:
        tx.org = firm.ids["org"]
        for who in SENDERS[1:]:
            people.set_roles(tx, firm.ids[who], ("employee", "payroll"))

    world.db.write_now(roles)
    world.db.close()
    return firm


@contextmanager
def serving(firm: Firm, log: Path, env: Mapping[str, str]) -> Iterator[Served]:
    """The server as a process of its own."""
    served = Served(firm.settings, log, env)
    served.start()
    try:
        yield served
    finally:
        served.kill()


def watch(served: Served, firm: Firm, punches: int, files: Sequence[tuple[str, bytes]]) -> Seen:
    """Sends the files, as many at once as there are senders, while others punch; ends when both have ended."""
    answers: list[tuple[str, int, str, float]] = []
    waiting = list(files)
    senders = [threading.Thread(target=_send, args=(served, firm, who, waiting, answers)) for who in SENDERS]
    for sender in senders:
        sender.start()
    began = time.monotonic()
    with ThreadPoolExecutor(THREADS) as pool:
        took = list(pool.map(lambda n: _punch(served, firm, n, began + n / PACE), range(punches)))
    for sender in senders:
        sender.join()
    return Seen(took, answers, peak(served))


def peak(served: Served) -> int:
    """The most memory that the server's own process has held, in megabytes."""
    assert served.child is not None
    status = Path(f"/proc/{served.child.pid}/status").read_text()
    return next(int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmHWM"))


_own = threading.local()


def _ask(served: Served, firm: Firm, who: str, path: str, body: Mapping[str, Any]) -> tuple[int, dict[str, Any]]:
    line = getattr(_own, str(served.port), None) or HTTPConnection("127.0.0.1", served.port, timeout=150)
    setattr(_own, str(served.port), line)
    head = {**firm.headers(who), "Content-Type": "application/json"}
    line.request("POST", f"/api/v1/{path}", json.dumps(body), head)
    answer = line.getresponse()
    return answer.status, json.loads(answer.read())


def _punch(served: Served, firm: Firm, n: int, due: float) -> float:
    """One punch at its time; the milliseconds from when it was due until it was answered."""
    who, k = PUNCHERS[n % len(PUNCHERS)], n // len(PUNCHERS)
    pair, kind = k // 2, ("in", "out")[k % 2]
    local = f"2026-11-{2 + pair % 25:02d}T{6 + pair // 25:02d}:{(0, 40)[k % 2]:02d}"
    body = {"device_id": f"phone-{who}", "batch_id": new_id(), "sent_at": int(time.time() * 1000)}
    time.sleep(max(0.0, due - time.monotonic()))
    status, told = _ask(served, firm, who, "sync/push", {**body, "ops": [punch(firm.ids[who], kind, local)]})
    assert status == 200 and told["results"][0]["status"] in ("applied", "duplicate"), told
    return (time.monotonic() - due) * 1000


def _send(
    served: Served, firm: Firm, who: str, waiting: list[tuple[str, bytes]], told: list[tuple[str, int, str, float]]
) -> None:
    while waiting:
        try:
            name, content = waiting.pop()
        except IndexError:
            return
        form = {"id": new_id(), "name": name, "content": base64.b64encode(content).decode(), "year": 2026}
        form |= {"date": "2026-11-02", "sources": ["flex"], "reason": "Kiky 2026", "minutes": 10}
        began = time.monotonic()
        status, answer = _ask(served, firm, who, "kiky/deductions/bulk", form)
        told.append((name, status, str(answer.get("code", "")), time.monotonic() - began))
