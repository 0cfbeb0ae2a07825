"""How long a request may take to arrive, and how open streams end when the server stops."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import msgspec
from litestar import Request

from leima.web.errors import language
from leima.web.problem import PROBLEM, ProblemDetails
from leima.web.words import say

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Asgi = Callable[[Message, Receive, Send], Awaitable[None]]

BODY_SECONDS = 20.0
"""Longest wait for the next piece of a request's body."""
WHOLE_SECONDS = 120.0
"""Longest time in which a whole body must arrive, however steadily its pieces come."""
MOST_IGNORED = 12 * 1024 * 1024
"""Bytes of a refused body that are read and thrown away: the documented proxy lets no more through."""


class Timeouts:
    """Wraps an ASGI app. Whoever waits too long for a body, or waits at all once `close` was called, is told that
    the client has gone: a half-sent request ends, and so does a stream, which otherwise would keep the server up.
    """

    def __init__(self, app: Asgi, body_seconds: float = BODY_SECONDS, whole_seconds: float = WHOLE_SECONDS) -> None:
        self._app, self._body_seconds, self._whole_seconds = app, body_seconds, whole_seconds
        self._waiting: set[asyncio.Timeout] = set()
        self._closing = False

    def close(self) -> None:
        """End every wait now and from now on. Requests that are being answered are answered."""
        self._closing = True
        now = asyncio.get_running_loop().time()
        for wait in self._waiting:
            wait.reschedule(now)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """One request, or the lifespan, which is passed on as it is."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        await self._app(scope, *self._watched(scope, receive, send))

    def _watched(self, scope: Message, receive: Receive, send: Send) -> tuple[Receive, Send]:
        whole = answered = False
        until = asyncio.get_running_loop().time() + self._whole_seconds

        async def patient() -> Message:
            nonlocal whole, answered
            left = max(0.0, until - asyncio.get_running_loop().time())
            message = await self._wait(receive, None if whole else min(self._body_seconds, left))
            if message["type"] == "http.disconnect" and not whole and not answered:
                answered = True
                await _answer_too_slow(scope, send)
            whole = whole or not message.get("more_body", False)
            return message

        async def once(message: Message) -> None:
            nonlocal whole
            if message["type"] == "http.response.start" and not whole and not answered and _sends(scope):
                whole = True
                await self._ignore_rest(receive)
            if not answered:
                await send(message)

        return patient, once

    async def _ignore_rest(self, receive: Receive) -> None:
        """Reads what is left of a body that nobody wants, and throws it away. A connection that is closed on somebody
        who still sends is cut, and what was answered is lost: a proxy then tells of a bad gateway."""
        now = asyncio.get_running_loop().time
        until, left, more = now() + self._body_seconds, MOST_IGNORED, True
        while more and left > 0 and now() < until and not self._closing:
            message = await self._wait(receive, until - now())
            left -= len(message.get("body", b""))
            more = message["type"] == "http.request" and message.get("more_body", False)

    async def _wait(self, receive: Receive, seconds: float | None) -> Message:
        if self._closing and seconds is None:
            return {"type": "http.disconnect"}
        try:
            async with asyncio.timeout(seconds) as wait:
                self._waiting.add(wait)
                try:
                    return await receive()
                finally:
                    self._waiting.discard(wait)
        except TimeoutError:
            return {"type": "http.disconnect"}


def _sends(scope: Message) -> bool:
    """Whether the client sends a body by itself, and no larger one than is worth waiting for."""
    headers = {name.lower(): value for name, value in scope["headers"]}
    if b"expect" in headers:
        return False
    length = headers.get(b"content-length", b"0")
    return b"transfer-encoding" in headers or (length.isdigit() and 0 < int(length) <= MOST_IGNORED)


async def _answer_too_slow(scope: Message, send: Send) -> None:
    """408 in the one error shape; a client that has really gone does not read it."""
    said = say(language(Request(scope)), "error.too_slow")  # type: ignore[arg-type]
    body = ProblemDetails(type="about:blank", title="Request Timeout", status=408, code="too_slow", detail=said)
    headers = [(b"content-type", PROBLEM.encode()), (b"cache-control", b"no-store"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 408, "headers": headers})
    await send({"type": "http.response.body", "body": msgspec.json.encode(body)})
