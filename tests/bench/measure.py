"""What is measured, the same for every server that can do it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from tests.bench.client import Measured, Request, at_a_pace, in_line, side_by_side
from tests.bench.ours import Leima
from tests.bench.servers import memory

USERS = 200
WARM_UP = 30


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

    seconds: float = 10.0
    requests: int = 2000
    rush_people: int = 11_500
    rush_seconds: float = 60.0


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


async def common(peer: Peer, bounds: Bounds) -> list[Row]:
    """What every server does: accepted operations for one and for many, and a pull of ten changes."""
    await peer.sign_in()
    await in_line(peer.port, (peer.punch(0, number) for number in range(WARM_UP)), bounds.seconds)
    one = (peer.punch(0, number) for number in range(WARM_UP, WARM_UP + bounds.requests))
    rows = [row("accepted operations, one person", peer.name, await in_line(peer.port, one, bounds.seconds))]
    each = range(bounds.requests // 20)
    many = [(peer.punch(user, number) for number in each) for user in range(1, USERS)]
    crowd = await side_by_side(peer.port, many, bounds.seconds)
    rows.append(row(f"accepted operations, {USERS} people at once", peer.name, crowd))
    asked = await peer.pull_of_ten(0)
    pulls = (asked for _ in range(bounds.requests))
    rows.append(row("pull of ten changes", peer.name, await in_line(peer.port, pulls, bounds.seconds)))
    rows.append(resident("memory after that", peer))
    return rows


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
    people = list(morning(leima, bounds))
    rush = await at_a_pace(leima.port, people, bounds.rush_seconds)
    note = f"{len(people)} people in {bounds.rush_seconds:.0f} s, each on a new connection"
    rows.append(row("morning rush", leima.name, rush, note))
    rows.append(resident("memory after the rush", leima))
    return rows


def morning(leima: Leima, bounds: Bounds) -> Iterator[Request]:
    """Everybody's clock-in."""
    for user in range(bounds.rush_people):
        yield leima.punch_now(user)
