"""A poke says that something changed, to those who may see it, and nothing else."""

import asyncio

from leima.db.actor import Actor
from leima.db.tx import Change
from leima.features.sync.poke import Pokes


def actor(person: str, *teams: str) -> Actor:
    return Actor("org", person, person, "fi", "family", "phone", frozenset(), frozenset(teams))


def change(owner: str | None, unit: str | None = None) -> Change:
    return Change("punch", "p1", 1, owner, unit, False, None, None)


async def lines(pokes: Pokes, who: Actor, changes: list[Change], org: str = "org") -> list[bytes]:
    stream = pokes.stream(who, lifetime=0.4)
    found = [await anext(stream)]
    pokes.committed(org, changes)
    found += [line async for line in stream]
    return found


def listen(who: Actor, *changes: Change, org: str = "org") -> list[bytes]:
    async def run() -> list[bytes]:
        pokes = Pokes()
        pokes.start()
        return await lines(pokes, who, list(changes), org)

    return [line for line in asyncio.run(run()) if line != b"\n"]


def test_the_owner_is_poked_once_for_many_changes() -> None:
    assert listen(actor("aino"), *[change("aino")] * 20) == [b"poke\n"]


def test_a_supervisor_is_poked_for_the_team() -> None:
    assert listen(actor("boss", "north"), change(None, "north")) == [b"poke\n"]


def test_nobody_else_is_poked() -> None:
    assert listen(actor("eino", "south"), change("aino", "north")) == []
    assert listen(actor("aino"), change("aino"), org="other") == []


def test_what_is_everyones_pokes_everyone() -> None:
    assert listen(actor("eino"), change("*")) == [b"poke\n"]


def test_a_stream_ends_when_the_server_stops() -> None:
    async def run() -> float:
        pokes = Pokes()
        pokes.start()
        stream = pokes.stream(actor("aino"), lifetime=60)
        await anext(stream)
        pokes.close()
        started = asyncio.get_running_loop().time()
        assert [line async for line in stream] in ([], [b"poke\n"])
        return asyncio.get_running_loop().time() - started

    assert asyncio.run(run()) < 5
