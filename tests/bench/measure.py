"""What is measured, the same for every server that can do it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Protocol

from tests.bench.client import Measured, Request, at_a_pace, in_line, side_by_side
from tests.bench.ours import Leima
from tests.bench.servers import memory

USERS = 200
WARM_UP = 30
ROUNDS = 4
"""Turns that the servers take in each comparison."""


class Peer(Protocol):
    """A server that stores punches."""

    name: str
    database: str
    port: int
    pid: int

    async def sign_in(self) -> None: ...
    def punch(self, user: int, number: int) -> Request: ...
    async def pull_of_ten(self, user: int) -> Request: ...


@dataclass(frozen=True)
class Bounds:
    """How long and how much; `npm run bench -- --short` divides both."""

    seconds: float = 20.0
    requests: int = 2000
    rush_people: int = 11_500
    rush_seconds: tuple[float, ...] = (300.0, 60.0)
    """The morning that the budget speaks of, and one five times as dense."""


@dataclass(frozen=True)
class Row:
    """One measured thing: what, of whom, and the numbers."""

    what: str
    who: str
    rate: float
    p50: float
    p99: float
    count: int
    note: str = ""


def row(what: str, who: str, measured: Measured, note: str = "") -> Row:
    """A row; refused requests are said, never hidden."""
    if measured.refused:
        note = f"{note} {len(measured.refused)} refused: {measured.refused[0][:120]}".strip()
    p50, p99 = measured.milliseconds(0.5), measured.milliseconds(0.99)
    print(f"  {who}: {what}: {measured.rate:.0f}/s, p50 {p50:.1f} ms, p99 {p99:.1f} ms {note}", flush=True)
    return Row(what, who, measured.rate, p50, p99, len(measured.latencies), note)


class Work:
    """One peer's side of the comparison: each call goes on where the last one stopped."""

    def __init__(self, peer: Peer, bounds: Bounds) -> None:
        self.peer, self._most = peer, bounds.requests
        self._numbers = [count() for _ in range(USERS)]
        self._asked: Request | None = None

    def life(self, user: int, most: int) -> Iterator[Request]:
        """The person's next operations."""
        return (self.peer.punch(user, next(self._numbers[user])) for _ in range(most))

    async def one(self, seconds: float) -> Measured:
        """One person's operations, one after another."""
        return await in_line(self.peer.port, self.life(0, self._most), seconds)

    async def many(self, seconds: float) -> Measured:
        """Everybody's at once, each on their own connection."""
        lives = [self.life(user, self._most // 20) for user in range(1, USERS)]
        return await side_by_side(self.peer.port, lives, seconds)

    async def pull(self, seconds: float) -> Measured:
        """The same ten changes again and again."""
        asked = self._asked = self._asked or await self.peer.pull_of_ten(0)
        return await in_line(self.peer.port, (asked for _ in range(self._most)), seconds)


async def compared(peers: Sequence[Peer], bounds: Bounds) -> list[Row]:
    """The same work for every server, in turns: what else the machine does meanwhile meets all of them alike."""
    works = [Work(peer, bounds) for peer in peers]
    for work in works:
        await work.peer.sign_in()
        await in_line(work.peer.port, work.life(0, WARM_UP), bounds.seconds)
    rows = []
    for what, measure in (
        ("accepted operations, one person", Work.one),
        (f"accepted operations, {USERS} people at once", Work.many),
        ("pull of ten changes", Work.pull),
    ):
        sums = [Measured() for _ in works]
        for _ in range(ROUNDS):
            for work, total in zip(works, sums, strict=True):
                total.add(await measure(work, bounds.seconds / ROUNDS))
        rows += [row(what, work.peer.name, total) for work, total in zip(works, sums, strict=True)]
    return [*rows, *(resident("memory after that", work.peer) for work in works)]


def resident(what: str, peer: Peer) -> Row:
    """Resident memory in MB, in the place of the rate."""
    used = memory(peer.pid)
    print(f"  {peer.name}: {what}: {used:.0f} MB", flush=True)
    return Row(f"{what}, MB", peer.name, used, 0, 0, 1)


async def own(leima: Leima, bounds: Bounds) -> list[Row]:
    """What only we are asked: balances after years of history, and a whole city's morning."""
    rows = []
    for user, years in ((USERS + 1, 1), (USERS + 2, 10)):
        made = await in_line(leima.port, leima.history(user, years), 300)
        if made.refused:
            raise RuntimeError(f"the history was refused: {made.refused[0]}")
        asked = leima.balances(user)
        read = await in_line(leima.port, (asked for _ in range(bounds.requests)), bounds.seconds)
        rows.append(row(f"balances after {years} year{'s' if years > 1 else ''}", leima.name, read))
    for seconds in bounds.rush_seconds:
        people = list(morning(leima, bounds))
        rush = await at_a_pace(leima.port, people, seconds)
        note = f"{len(people)} people in {seconds:.0f} s, each on a new connection"
        rows.append(row(f"morning rush of {seconds:.0f} s", leima.name, rush, note))
    rows.append(resident("memory after the rush", leima))
    return rows


def morning(leima: Leima, bounds: Bounds) -> Iterator[Request]:
    """Everybody's clock-in."""
    for user in range(bounds.rush_people):
        yield leima.punch_now(user)
