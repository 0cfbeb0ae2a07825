"""The way out to companies' sign-in providers: read with limits, at addresses of the open network, and no redirects.

What an admin writes is a stranger's word about where this server is to call, and so is what a provider's own
description names. An inner provider is asked only where the server's keeper has named its origin.
"""

import asyncio
import ssl
from collections.abc import Mapping
from dataclasses import dataclass

import httpx2

from leima.world.push import Resolve, ask_name, at_address, https_host
from leima.world.webhooks import Webhooks

SECONDS = 10.0
"""The longest that one question may take, its name, its connection and its whole answer together."""
LARGEST = 262_144
"""Bytes of an answer."""
KEPT = 200
"""Answers that a process keeps; the oldest goes first."""


class ProviderFailed(Exception):
    """The provider could not be asked; `why` is address, unreachable, slow, redirect, large or status."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Answer:
    """What a provider said."""

    status: int
    content: bytes


class Providers(Webhooks):
    """Asks providers. `beside` are origins that are asked whatever network they stand on."""

    def __init__(
        self,
        resolve: Resolve = ask_name,
        transport: httpx2.AsyncBaseTransport | None = None,
        beside: tuple[str, ...] = (),
        seconds: float = SECONDS,
    ) -> None:
        super().__init__(resolve, transport, beside)
        self._seconds = seconds
        self._kept: dict[str, tuple[int, bytes]] = {}

    async def read(self, address: str, now: int, age: int) -> bytes:
        """What stands at an address, or what stood there at most `age` milliseconds ago. Raises ProviderFailed."""
        kept = self._kept.get(address)
        if kept is not None and now - age < kept[0] <= now:
            return kept[1]
        answer = await self.ask("GET", address)
        if answer.status != 200:
            raise ProviderFailed("status")
        self._kept.pop(address, None)
        while len(self._kept) >= KEPT:
            del self._kept[next(iter(self._kept))]
        self._kept[address] = now, answer.content
        return answer.content

    async def ask(
        self, method: str, address: str, headers: Mapping[str, str] | None = None, form: Mapping[str, str] | None = None
    ) -> Answer:
        """One question. Raises ProviderFailed."""
        try:
            async with asyncio.timeout(self._seconds):
                return await self._ask(method, address, dict(headers or {}), form)
        except TimeoutError as error:
            raise ProviderFailed("slow") from error
        except (OSError, ValueError, httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise ProviderFailed("unreachable") from error

    async def _ask(self, method: str, address: str, headers: dict[str, str], form: Mapping[str, str] | None) -> Answer:
        url, more = address, {}
        if not self._is_beside(address):
            host = https_host(address)
            addresses = await self._addresses(host) if host else []
            if host is None or not addresses:
                raise ProviderFailed("address")
            url, headers["Host"], more = at_address(address, host, addresses), host, {"sni_hostname": host}
        headers |= {"Accept": "application/json", "Accept-Encoding": "identity"}
        async with (
            httpx2.AsyncClient(
                verify=await self._trust(),
                transport=self._transport,
                trust_env=False,
                follow_redirects=False,
                timeout=self._seconds,
            ) as client,
            client.stream(method, url, headers=headers, data=form, extensions=more) as answer,
        ):
            if 300 <= answer.status_code < 400:
                raise ProviderFailed("redirect")
            content = bytearray()
            async for part in answer.aiter_raw():
                content += part
                if len(content) > LARGEST:
                    raise ProviderFailed("large")
            return Answer(answer.status_code, bytes(content))

    async def _trust(self) -> ssl.SSLContext:
        if self._tls is None:
            self._tls = await asyncio.to_thread(httpx2.create_ssl_context, trust_env=False)
        return self._tls
