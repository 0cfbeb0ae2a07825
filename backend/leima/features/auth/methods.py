"""Passwords as a way to prove who one is. Passkeys and the company's own sign-in are features above this one."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, TypeVar
from weakref import WeakValueDictionary

from litestar import Litestar

from leima.features.auth.passwords import matches, seal

T = TypeVar("T")
_AT_ONCE = 2
"""Hashes worked out at the same time, each on a thread of its own: 19 MiB, which a thread never quite gives back."""


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
    """The password method. One per app: it holds the threads, which bound memory and cores."""

    name = "password"

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(_AT_ONCE, "passwords")
        self._doors: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @cached_property
    def _nobody(self) -> str:
        return seal("the password of an account that does not exist")

    def door(self, address: str) -> asyncio.Lock:
        """One try at a time for one account, so that parallel guesses count one by one."""
        return self._doors.setdefault(address, asyncio.Lock())

    async def holds(self, sealed: str | None, proof: str) -> bool:
        """Compares in a thread; without a stored secret the work is done all the same."""
        good = await self._worked_out(lambda: matches(sealed or self._nobody, proof))
        return good and sealed is not None

    async def recognise(self, accounts: Sequence[Account], proof: str) -> Account | None:
        """The first account that the password opens; an unknown address costs as much as a known one."""
        found = [a for a in accounts if await self.holds(a.sealed, proof)]
        if not accounts:
            await self.holds(None, proof)
        return found[0] if found else None

    async def seal(self, password: str) -> str:
        """The hash to store, worked out in a thread."""
        return await self._worked_out(lambda: seal(password))

    async def _worked_out(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)


def passwords_of(app: Litestar) -> Passwords:
    """The app's own."""
    if not hasattr(app.state, "passwords"):
        app.state.passwords = Passwords()
    found: Passwords = app.state.passwords
    return found
