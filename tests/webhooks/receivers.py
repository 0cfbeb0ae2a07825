"""What stands in place of the way out to webhooks, and how webhooks are made here."""

import asyncio
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from leima.db.jobs import Alarm
from leima.features.webhooks.sending import send_due
from leima.world.push import Outcome, Result
from leima.world.webhooks import Webhooks
from tests.apps import nowhere
from tests.company import Company
from tests.months.month_fixtures import hire

ADDRESS = "https://hr.example.fi/leima"
TAKEN = Outcome(Result.SENT, status=204)
DOWN = Outcome(Result.LATER, status=503)


@dataclass
class Receiver(Webhooks):
    """Every receiver there is: what came, in its order, and what each address answers."""

    answer: Callable[[str], Outcome] = lambda address: TAKEN
    hangs: frozenset[str] = frozenset()
    asked: list[str] = field(default_factory=list)
    came: list[tuple[str, Mapping[str, str], bytes]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(nowhere)

    @classmethod
    def of(cls, company: Company) -> "Receiver":
        """One that the company has, with an admin who may make webhooks; the app's own sender rests."""
        company.world.webhooks_wait._loop = None
        company.world.webhooks = made = cls()
        hire(company, "admin", "admin", "payroll")
        return made

    async def reaches(self, address: str) -> bool:
        return True

    async def post(self, endpoint: str, headers: Mapping[str, str], content: bytes) -> Outcome:
        self.asked.append(endpoint)
        if endpoint in self.hangs:
            await asyncio.sleep(0.6)
            return DOWN
        self.came.append((endpoint, headers, content))
        return self.answer(endpoint)

    def heard(self, address: str = ADDRESS) -> list[dict[str, Any]]:
        """The messages that an address was sent."""
        return [json.loads(content) for at, _, content in self.came if at == address]


def ask(company: Company, method: str, path: str, body: Any = None, who: str = "admin") -> Any:
    answer = company.client.request(method, f"/api/v1/webhooks{path}", json=body, headers=company.headers(who))
    assert answer.status_code < 300, answer.text
    return answer.json() if answer.content else None


def make(company: Company, *events: str, address: str = ADDRESS, name: str = "HR") -> tuple[str, str]:
    """A webhook; its id and secret."""
    told = ask(company, "POST", "", {"name": name, "address": address, "events": events or ("month.sent",)})
    return told["webhook"]["id"], told["secret"]


def messages(company: Company, id: str) -> list[dict[str, Any]]:
    return list(ask(company, "GET", f"/{id}/messages")["messages"])


def send(company: Company) -> int:
    """Sends what is due, once."""
    world = company.world
    return asyncio.run(send_due(world.db, world.webhooks, Alarm()))


def soon(holds: Callable[[], bool], seconds: float = 5.0) -> bool:
    """Whether it holds before long."""
    until = time.monotonic() + seconds
    while not holds() and time.monotonic() < until:
        time.sleep(0.02)
    return holds()
