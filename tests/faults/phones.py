"""Phones that push under load, remember what was answered, and send again what was not."""

import random
import threading
import time
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.company import new_id, operation
from tests.faults.server import Firm

DAY = 86_400_000
KINDS = ("in", "out")
MOST_WAITING = 40
"""With so many unanswered a phone makes no more: else the work of a test grew with the time in which no server is."""


@dataclass
class Phone:
    """One person's phone. `acked` maps operation ids to their first answers; `waiting` holds what nobody answered."""

    firm: Firm
    who: str
    url: str
    chance: random.Random
    acked: dict[str, dict[str, Any]] = field(default_factory=dict)
    waiting: list[dict[str, Any]] = field(default_factory=list)
    made: dict[str, dict[str, Any]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    stopped: threading.Event = field(default_factory=threading.Event)

    def punch(self) -> dict[str, Any]:
        """A punch somewhere in the last 300 days, so that no day grows long."""
        at = int(time.time() * 1000) - self.chance.randrange(DAY, 300 * DAY)
        body = {"kind": self.chance.choice(KINDS), "work_type": None, "cost_centre": None, "remote": False, "note": ""}
        op = operation(self.firm.ids[self.who], "punch.record", body, at)
        self.made[op["op_id"]] = op
        return op

    def send(self, client: httpx.Client, ops: list[dict[str, Any]]) -> list[dict[str, Any]] | None:
        """The results, or None when nothing is known."""
        body = {"device_id": f"phone-{self.who}", "batch_id": new_id(), "sent_at": int(time.time() * 1000), "ops": ops}
        try:
            answer = client.post(f"{self.url}/api/v1/sync/push", json=body, headers=self.firm.headers(self.who))
        except httpx.HTTPError:
            return None
        if answer.status_code == 503:
            return None
        if answer.status_code != 200:
            self.wrong.append(f"{answer.status_code} {answer.text[:200]}")
            return None
        results: list[dict[str, Any]] = answer.json()["results"]
        return results

    def round(self, client: httpx.Client, fresh: int) -> int:
        """Sends what waits together with `fresh` new punches. Answers how many were acknowledged."""
        ops = self.waiting[:40] + [self.punch() for _ in range(fresh)]
        results = self.send(client, ops)
        kept = self.waiting[40:]
        if results is None:
            self.waiting = ops + kept
            return 0
        for op, result in zip(ops, results, strict=True):
            if result["status"] != "applied":
                self.wrong.append(str(result))
            self.acked[op["op_id"]] = result
        self.waiting = kept
        return len(ops)

    def keep_pushing(self) -> None:
        """Until `stopped`; a server that does not answer is tried again."""
        with httpx.Client(timeout=10) as client:
            while not self.stopped.is_set():
                fresh = self.chance.randint(1, 3) if len(self.waiting) < MOST_WAITING else 0
                if not self.round(client, fresh):
                    time.sleep(0.1)


def start(phones: list[Phone]) -> list[threading.Thread]:
    """One thread a phone."""
    threads = [threading.Thread(target=phone.keep_pushing, daemon=True) for phone in phones]
    for thread in threads:
        thread.start()
    return threads


def stop(phones: list[Phone], threads: list[threading.Thread]) -> None:
    """Lets every phone end its round."""
    for phone in phones:
        phone.stopped.set()
    for thread in threads:
        thread.join(30)
        assert not thread.is_alive(), "a phone hangs"
