"""What a route says of its answers, and how a value becomes one."""

from http import HTTPStatus
from typing import Any

import msgspec
from litestar import Response
from litestar.openapi.datastructures import ResponseSpec
from litestar.response.base import ASGIResponse
from litestar.types import Receive, Scope, Send

from leima.web.problem import PROBLEM, ProblemDetails

JSON = "application/json"
Responses = dict[int, ResponseSpec]
MEANING = {
    400: "The request cannot be understood, or a field breaks a rule of form.",
    401: "No session, or one that has ended: sign in again.",
    403: "The caller may not do this.",
    404: "There is no such thing, or it is not the caller's to see; the two look the same.",
    408: "The body did not come in time.",
    409: "It clashes with what stands already.",
    413: "The body is too large.",
    415: "The body is not JSON.",
    422: "It is understood, and what stands does not allow it; nothing was kept.",
    429: "Too many tries: wait as many seconds as Retry-After says.",
    503: "The server cannot do its work now: try again after Retry-After seconds.",
}
"""What each error status means."""


def as_json(value: Any, shape: Any) -> Response[bytes]:
    """Returns `value` as a JSON answer; it has the form of `shape`, which the route declares by `returns`.

    Tests hold each answer against its shape; here it costs nothing.
    """
    return _Encoded(encoded(value, shape))


class _Encoded(Response[bytes]):
    """An answer whose bytes are made: of what Litestar does for others nothing is left to do."""

    def __init__(self, body: bytes) -> None:
        self.content = body

    def to_asgi_response(self, *_: Any, **__: Any) -> ASGIResponse:
        return _Sent(self.content)


class _Sent(ASGIResponse):
    def __init__(self, body: bytes) -> None:
        self.body = body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(self.body))]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": self.body, "more_body": False})


def encoded(value: Any, shape: Any) -> bytes:
    """The bytes of an answer of form `shape`."""
    return msgspec.json.encode(value)


def returns(shape: Any, *statuses: int) -> Responses:
    """The form of a route's good answer, whose bytes it makes itself, and the errors that it has of its own."""
    return {200: ResponseSpec(shape, generate_examples=False, description="As asked."), **errors(*statuses)}


def errors(*statuses: int) -> Responses:
    """Error answers that a route has of its own. Those of every route are added by `description.complete`."""
    return {status: problem(status) for status in statuses}


def problem(status: int) -> ResponseSpec:
    """One error answer."""
    return ResponseSpec(
        ProblemDetails,
        generate_examples=False,
        description=MEANING.get(status, HTTPStatus(status).phrase),
        media_type=PROBLEM,
    )
