"""The way out to push services: to their hosts alone, at addresses of the open network, and no further than they ask.

An endpoint comes from a browser, so it is a stranger's word about where this server is to call. It is looked at when it
is kept and when it is used; the name is asked once, and what is called is the address that was looked at.
"""

import asyncio
import logging
import re
import socket
import ssl
from collections.abc import Awaitable, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from enum import Enum
from ipaddress import IPv4Address, IPv6Address, ip_address

import httpx2

SECONDS = 10.0
"""The longest that one message may take, its name, its connection and its answer together."""
LONGEST = 1024
"""Characters of an endpoint."""
HOSTS = frozenset({"fcm.googleapis.com", "updates.push.services.mozilla.com", "web.push.apple.com"})
SUFFIXES = (".push.services.mozilla.com", ".notify.windows.com", ".push.apple.com")
"""Google's, Mozilla's, Apple's and Microsoft's push services."""
_ENDPOINT = re.compile(r"https://([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::443)?(/[!-\[\]-~]*)")
_NAT64 = 0x0064_FF9B_0000_0000_0000_0000
"""The first 96 bits of an IPv6 address that carries an IPv4 one in its last 32."""
logging.getLogger("httpx2").setLevel(logging.WARNING)
logging.getLogger("httpcore2").setLevel(logging.WARNING)

Resolve = Callable[[str], Awaitable[Sequence[str]]]
"""The addresses of a name."""


class Result(Enum):
    """What became of a message."""

    SENT = "sent"
    GONE = "gone"
    """The subscription has ended."""
    LATER = "later"
    """The service, or the way to it, does not work now."""
    REFUSED = "refused"
    """The service does not take this message."""


@dataclass(frozen=True)
class Outcome:
    """What became of a message; `retry_after` in seconds, where the service has said it."""

    result: Result
    retry_after: int = 0
    status: int | None = field(default=None, compare=False)
    """The answer's status, where there was an answer."""


REFUSED, LATER = Outcome(Result.REFUSED), Outcome(Result.LATER)


def host_of(endpoint: str) -> str | None:
    """The host of an endpoint that may be called; None for any other."""
    host = https_host(endpoint)
    return host if host is not None and (host in HOSTS or host.endswith(SUFFIXES)) else None


def https_host(address: str) -> str | None:
    """The host of an https address that is written plainly; None for any other."""
    found = _ENDPOINT.fullmatch(address) if len(address) <= LONGEST else None
    if found is None or "#" in found[2] or ".." in found[1]:
        return None
    return found[1]


def is_open(text: str) -> bool:
    """Whether an address is one of the open network; one that carries another within answers for that one too."""
    address = ip_address(text)
    if isinstance(address, IPv6Address):
        within = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if int(address) >> 32 == _NAT64:
            within.append(IPv4Address(int(address) & 0xFFFF_FFFF))
        if any(one is not None and not is_open(str(one)) for one in within):
            return False
    return address.is_global and not address.is_multicast


_names = ThreadPoolExecutor(8, "leima-names")


async def ask_name(host: str) -> list[str]:
    """The machine's answer for a name. Threads of their own wait for it: a slow one keeps nothing else waiting."""
    loop = asyncio.get_running_loop()
    found = await loop.run_in_executor(_names, lambda: socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM))
    return [str(one[4][0]) for one in found]


class Push:
    """Posts messages. `beside` are origins, such as http://127.0.0.1:9000, that tests put in place of a service."""

    def __init__(
        self,
        resolve: Resolve = ask_name,
        transport: httpx2.AsyncBaseTransport | None = None,
        beside: tuple[str, ...] = (),
    ) -> None:
        self._resolve, self._transport, self._beside = resolve, transport, beside
        self._tls: ssl.SSLContext | None = None

    def takes(self, endpoint: str) -> bool:
        """Whether an endpoint may be kept: where it is, its form says."""
        return self.host_of(endpoint) is not None or self._is_beside(endpoint)

    def host_of(self, endpoint: str) -> str | None:
        """The host of an endpoint that may be called; None for any other."""
        return host_of(endpoint)

    async def _addresses(self, host: str) -> Sequence[str]:
        """The addresses of a host; none where one of them is not of the open network."""
        addresses = list(await self._resolve(host))
        return addresses if all(is_open(one) for one in addresses) else []

    def _is_beside(self, endpoint: str) -> bool:
        return any(endpoint.startswith(f"{origin}/") for origin in self._beside)

    async def post(self, endpoint: str, headers: Mapping[str, str], content: bytes) -> Outcome:
        """Sends one message. It raises nothing and takes at most SECONDS."""
        try:
            async with asyncio.timeout(SECONDS):
                if self._is_beside(endpoint):
                    return await self._send(endpoint, headers, content)
                host = self.host_of(endpoint)
                if host is None:
                    return REFUSED
                addresses = await self._addresses(host)
                if not addresses:
                    return LATER
                return await self._send(at_address(endpoint, host, addresses), {**headers, "Host": host}, content, host)
        except (TimeoutError, OSError, ValueError, httpx2.HTTPError, httpx2.InvalidURL):
            return LATER

    async def _send(self, url: str, headers: Mapping[str, str], content: bytes, host: str = "") -> Outcome:
        """The answer's status is read, and nothing after it. TLS asks for the certificate of `host`."""
        if self._tls is None:
            self._tls = await asyncio.to_thread(httpx2.create_ssl_context, trust_env=False)
        more = {"sni_hostname": host} if host else {}
        async with (
            httpx2.AsyncClient(
                verify=self._tls, transport=self._transport, trust_env=False, follow_redirects=False, timeout=SECONDS
            ) as client,
            client.stream("POST", url, headers=dict(headers), content=content, extensions=more) as answer,
        ):
            outcome = outcome_of(answer.status_code, answer.headers.get("retry-after", ""))
            return replace(outcome, status=answer.status_code)


def at_address(endpoint: str, host: str, addresses: Sequence[str]) -> str:
    """The endpoint with an address in place of its host; of both kinds the one that every network has."""
    address = min(addresses, key=lambda one: ":" in one)
    where = f"[{address}]" if ":" in address else address
    return f"https://{where}{endpoint.removeprefix('https://').removeprefix(host).removeprefix(':443')}"


def outcome_of(status: int, retry_after: str) -> Outcome:
    """What an answer's status means. A redirect is no answer of a push service, and nobody follows it."""
    if 200 <= status < 300:
        return Outcome(Result.SENT)
    if status in (404, 410):
        return Outcome(Result.GONE)
    if status == 429 or status >= 500:
        return Outcome(Result.LATER, int(retry_after) if re.fullmatch(r"[0-9]{1,6}", retry_after) else 0)
    return REFUSED
