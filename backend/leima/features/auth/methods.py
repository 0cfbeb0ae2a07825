"""The ways to prove who one is. Passwords today; a passkey would be another Method."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol
from weakref import WeakValueDictionary

from leima.features.auth.passwords import matches, seal

_AT_ONCE = 2
"""Hashes worked out at the same time: 19 MiB and one core each."""


@dataclass(frozen=True)
class Account:
    """A person who may sign in with an address, with the stored secret of one method."""

    org: str
    person: str
    sealed: str | None


class Method(Protocol):
    """Finds the account, among those with the given address, that a proof belongs to."""

    name: str

    async def recognise(self, accounts: Sequence[Account], proof: str) -> Account | None: ...


class Passwords:
    """The password method. One per app: it holds the semaphore that bounds memory and cores."""

    name = "password"

    def __init__(self) -> None:
        self._turns = asyncio.Semaphore(_AT_ONCE)
        self._doors: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @cached_property
    def _nobody(self) -> str:
        return seal("the password of an account that does not exist")

    def door(self, address: str) -> asyncio.Lock:
        """One try at a time for one account, so that parallel guesses count one by one."""
        return self._doors.setdefault(address, asyncio.Lock())

    async def holds(self, sealed: str | None, proof: str) -> bool:
        """Compares in a thread; without a stored secret the work is done all the same."""
        async with self._turns:
            good = await asyncio.to_thread(lambda: matches(sealed or self._nobody, proof))
        return good and sealed is not None

    async def recognise(self, accounts: Sequence[Account], proof: str) -> Account | None:
        """The first account that the password opens; an unknown address costs as much as a known one."""
        found = [a for a in accounts if await self.holds(a.sealed, proof)]
        if not accounts:
            await self.holds(None, proof)
        return found[0] if found else None

    async def seal(self, password: str) -> str:
        """The hash to store, worked out in a thread."""
        async with self._turns:
            return await asyncio.to_thread(seal, password)
