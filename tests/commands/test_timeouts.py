"""A stalled body ends with 408, and a stop ends open streams while requests in hand are answered."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from leima.web.timeouts import Message, Receive, Send, Timeouts

SCOPE: dict[str, Any] = {"type": "http", "method": "POST", "path": "/", "headers": [], "query_string": b""}


async def reads_all(scope: Message, receive: Receive, send: Send) -> None:
    """An app that reads its body and answers with what it heard last."""
    message = await receive()
    while message.get("more_body"):
        message = await receive()
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": message["type"].encode()})


async def listens(scope: Message, receive: Receive, send: Send) -> None:
    """An app that streams until its client goes, as a poke does."""
    await receive()
    await send({"type": "http.response.start", "status": 200, "headers": []})
    gone = await receive()
    await send({"type": "http.response.body", "body": gone["type"].encode()})


def coming(*messages: Message) -> Callable[[], Awaitable[Message]]:
    """A client that sends these and then keeps its connection open in silence."""
    waiting = list(messages)

    async def receive() -> Message:
        if waiting:
            return waiting.pop(0)
        await asyncio.sleep(3600)
        raise AssertionError("nobody waits for an hour")

    return receive


def hear() -> tuple[list[Message], Send]:
    """What goes out."""
    said: list[Message] = []

    async def send(message: Message) -> None:
        said.append(message)

    return said, send


PIECE: Message = {"type": "http.request", "body": b"{", "more_body": True}
WHOLE: Message = {"type": "http.request", "body": b"{}", "more_body": False}


def test_a_body_that_stalls_is_answered_with_408_once() -> None:
    said, send = hear()
    asyncio.run(Timeouts(reads_all, body_seconds=0.05)(SCOPE, coming(PIECE), send))
    assert [message.get("status") for message in said] == [408, None]
    assert b'"code":"too_slow"' in said[1]["body"]


def test_a_body_that_drips_for_ever_is_answered_with_408() -> None:
    async def drips() -> Message:
        await asyncio.sleep(0.02)
        return PIECE

    said, send = hear()
    asyncio.run(asyncio.wait_for(Timeouts(reads_all, body_seconds=1, whole_seconds=0.2)(SCOPE, drips, send), 5))
    assert [message.get("status") for message in said] == [408, None]


def test_a_whole_body_is_passed_on() -> None:
    said, send = hear()
    asyncio.run(Timeouts(reads_all, body_seconds=0.05)(SCOPE, coming(PIECE, WHOLE), send))
    assert [said[0]["status"], said[1]["body"]] == [200, b"http.request"]


def test_an_open_stream_outlives_the_body_limit_and_ends_at_the_stop() -> None:
    said, send = hear()

    async def story() -> None:
        timeouts = Timeouts(listens, body_seconds=0.02)
        stream = asyncio.create_task(timeouts(SCOPE, coming(WHOLE), send))
        await asyncio.sleep(0.1)
        assert len(said) == 1
        timeouts.close()
        await asyncio.wait_for(stream, 1)

    asyncio.run(story())
    assert said[1]["body"] == b"http.disconnect"


def test_a_stream_that_begins_after_the_stop_ends_at_once() -> None:
    said, send = hear()

    async def story() -> None:
        timeouts = Timeouts(listens)
        timeouts.close()
        await asyncio.wait_for(timeouts(SCOPE, coming(WHOLE), send), 1)

    asyncio.run(story())
    assert said[1]["body"] == b"http.disconnect"


def refused(scope: Message, receive: Receive, send: Send) -> Awaitable[None]:
    """An app that refuses before it has read anything."""

    async def answer() -> None:
        await send({"type": "http.response.start", "status": 401, "headers": []})
        await send({"type": "http.response.body", "body": b"no"})

    return answer()


def uploading(length: int, **more: str) -> dict[str, Any]:
    headers = {"content-length": str(length), **more}
    return {**SCOPE, "headers": [(name.encode(), value.encode()) for name, value in headers.items()]}


def pieces_left(scope: dict[str, Any], count: int, size: int) -> int:
    """How many of an upload's pieces are not read when a refusal has gone out."""
    waiting = [{**PIECE, "body": b"x" * size, "more_body": n < count - 1} for n in range(count)]
    said, send = hear()

    async def receive() -> Message:
        return waiting.pop(0)

    asyncio.run(Timeouts(refused)(scope, receive, send))
    assert [message.get("status") for message in said] == [401, None]
    return len(waiting)


def test_what_a_refused_client_still_sends_is_read_and_thrown_away_up_to_what_a_proxy_lets_through() -> None:
    assert pieces_left(uploading(8_000_000), 8, 1_000_000) == 0
    assert pieces_left(uploading(50_000_000), 50, 1_000_000) == 50
    chunked = {**SCOPE, "headers": [(b"transfer-encoding", b"chunked")]}
    assert pieces_left(chunked, 50, 1_000_000) == 50 - 13


def test_who_asks_first_whether_to_send_is_told_not_to() -> None:
    assert pieces_left(uploading(8_000_000, expect="100-continue"), 8, 1_000_000) == 8


def test_a_refused_client_that_stalls_is_answered_anyway() -> None:
    said, send = hear()
    asyncio.run(Timeouts(refused, body_seconds=0.05)(uploading(100), coming(PIECE), send))
    assert [message.get("status") for message in said] == [401, None]
