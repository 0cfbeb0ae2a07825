"""Work on several things side by side: a slow one delays no other, and what comes meanwhile is begun at once."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar

from leima.db.jobs import Alarm


class Named(Protocol):
    """What is worked on; no two at a time have one `id`."""

    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=Named)


@dataclass
class Abreast(Generic[T]):
    """`find` tells so many things that wait, the longest waiting first; `serve` works on one and returns how much it
    did. `alarm` wakes the look for more."""

    find: Callable[[int], Awaitable[Sequence[T]]]
    serve: Callable[[T], Coroutine[Any, Any, int]]
    most: int
    alarm: Alarm
    busy: dict[str, "asyncio.Task[int]"] = field(default_factory=dict)
    done: int = 0

    async def run(self) -> int:
        """Works until nothing is found. Returns how much was done."""
        woken = asyncio.ensure_future(self.alarm.wait())
        try:
            while await self._begin_more():
                await asyncio.wait([*self.busy.values(), woken], return_when=asyncio.FIRST_COMPLETED)
                if woken.done():
                    woken = asyncio.ensure_future(self.alarm.wait())
                self._collect()
        finally:
            for task in (*self.busy.values(), woken):
                task.cancel()
        return self.done

    async def _begin_more(self) -> bool:
        """Begins with things that are not in hand. Returns whether anything is."""
        free = self.most - len(self.busy)
        found = await self.find(self.most + len(self.busy)) if free else []
        for one in [one for one in found if one.id not in self.busy][:free]:
            self.busy[one.id] = asyncio.create_task(self.serve(one))
        return bool(self.busy)

    def _collect(self) -> None:
        for id, task in list(self.busy.items()):
            if task.done():
                del self.busy[id]
                self.done += task.result()
