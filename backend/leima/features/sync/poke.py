"""A stream that says "poke" to those whose scope holds what changed, and nothing else."""

import asyncio
from collections.abc import AsyncGenerator, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain

from leima.db.actor import Actor
from leima.db.tx import Change

KEEP_ALIVE = 25.0
COALESCE = 0.2
BOARD_COALESCE = 2.0
"""Seconds between two pokes of the presence board: people of a whole house come in at the same time."""
EVERYONE = "*"


@dataclass(eq=False)
class Listener:
    """One open stream."""

    org: str
    person: str
    units: frozenset[str]
    board: bool = False
    """Whether it listens for every team: the presence board of those who may see it."""
    woken: asyncio.Event = field(default_factory=asyncio.Event)

    def cares(self, owners: frozenset[str], units: frozenset[str]) -> bool:
        seen = bool(units) if self.board else bool(self.units & units)
        return self.person in owners or EVERYONE in owners or seen


class Pokes:
    """The open streams of this process."""

    def __init__(self) -> None:
        self._listeners: dict[str, set[Listener]] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self.closing = False

    def start(self) -> None:
        """Binds to the running loop; commits are told of from other threads."""
        self._loop, self.closing = asyncio.get_running_loop(), False

    def close(self) -> None:
        """Ends every stream."""
        self.closing = True
        for listeners in self._listeners.values():
            for listener in listeners:
                listener.woken.set()

    def committed(self, org: str, changes: Sequence[Change]) -> None:
        """Called by the store after a commit, from any thread."""
        owners = frozenset(change.owner for change in changes if change.owner)
        units = frozenset(change.unit for change in changes if change.unit)
        self.announce(org, owners, units)

    def announce(self, org: str, owners: Iterable[str], units: Iterable[str]) -> None:
        """Wakes the streams that care, on the loop's own thread. `org` may be `*`: something may have been missed."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._wake, org, frozenset(owners), frozenset(units))

    def _wake(self, org: str, owners: frozenset[str], units: frozenset[str]) -> None:
        listening = chain(*self._listeners.values()) if org == EVERYONE else self._listeners.get(org, ())
        for listener in listening:
            if listener.cares(owners, units):
                listener.woken.set()

    async def stream(self, actor: Actor, lifetime: float, *, board: bool = False) -> AsyncGenerator[bytes, None]:
        """Lines for one device until its token ends (`lifetime` seconds) or the server stops.

        With `board` those of every team: the caller has asked for the right.
        """
        listener = Listener(actor.org, actor.person, actor.supervises, board)
        self._listeners.setdefault(actor.org, set()).add(listener)
        loop = asyncio.get_running_loop()
        ends = loop.time() + lifetime
        try:
            yield b"\n"
            while not self.closing and (left := ends - loop.time()) > 0:
                try:
                    await asyncio.wait_for(listener.woken.wait(), min(KEEP_ALIVE, left))
                except TimeoutError:
                    yield b"\n"
                    continue
                listener.woken.clear()
                yield b"poke\n"
                await asyncio.sleep(BOARD_COALESCE if board else COALESCE)
        finally:
            self._listeners[actor.org].discard(listener)
