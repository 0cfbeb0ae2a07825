"""Asks a route directly, as a server would, and hangs up when the answer has begun: streams end too."""

import json
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from litestar import Litestar
from litestar.handlers import HTTPRouteHandler
from litestar.routes import HTTPRoute

from tests.security.firm import Firm

VERBS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD")


@dataclass(frozen=True)
class Answer:
    """Status, headers in lower case, and the whole body."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def like(self, id: str) -> str:
        """The body with the id asked for taken out, to be compared with the answer for another id."""
        return self.body.decode().replace(id, "<id>") if id else self.body.decode()


def _scope(app: Litestar, verb: str, path: str, headers: Mapping[str, str]) -> dict[str, Any]:
    plain, _, query = path.partition("?")
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "scheme": "http",
        "method": verb,
        "path": plain,
        "raw_path": plain.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "client": ("127.0.0.1", 5),
        "server": ("leima.test", 80),
        "app": app,
        "state": {},
        "headers": [(k.lower().encode(), v.encode()) for k, v in {"host": "leima.test", **headers}.items()],
    }


def raw_request(firm: Firm, verb: str, path: str, headers: Mapping[str, str], body: Any = None) -> Answer:
    """One request. A stream's answer is what came before the hanging up."""
    content = b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
    given = dict(headers)
    if body is not None:
        given = {"content-type": "application/json", "content-length": str(len(content)), **given}
    got: dict[str, Any] = {"status": 0, "headers": {}, "body": b""}
    asked = False

    async def receive() -> dict[str, Any]:
        nonlocal asked
        if not asked:
            asked = True
            return {"type": "http.request", "body": content, "more_body": False}
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            got["status"] = message["status"]
            got["headers"] = {k.decode().lower(): v.decode() for k, v in message["headers"]}
        else:
            got["body"] += message.get("body", b"")

    async def ask() -> None:
        app: Any = firm.app
        await app(_scope(firm.app, verb, path, given), receive, send)

    firm.portal.call(ask)
    return Answer(got["status"], got["headers"], got["body"])


def route_table(app: Litestar) -> dict[str, HTTPRouteHandler]:
    """ "GET /api/v1/days" and its handler, for every route but the built PWA's files (tests/house looks at those)."""
    return {
        f"{verb} {re.sub(r':[a-z]+}', '}', route.path)}": handler
        for route in app.routes
        if isinstance(route, HTTPRoute)
        for verb, (handler, _) in route.route_handler_map.items()
        if verb not in ("OPTIONS", "HEAD") and route.path.startswith(("/api/", "/health/"))
    }


def nobody() -> str:
    """An id that names nothing."""
    return str(uuid.uuid4())
