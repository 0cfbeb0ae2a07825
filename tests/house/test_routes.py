"""Every route asks who is calling, unless it is on this list, which may only shrink."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from litestar import Litestar, Request, get
from litestar.handlers import HTTPRouteHandler
from litestar.routes import HTTPRoute

from leima.app import build_app, open_world
from leima.settings import Settings
from leima.web.guard import admit

PUBLIC = {
    "GET /",
    "GET /{path:path}",
    "GET /feed/{name:str}",
    "GET /health/live",
    "GET /health/ready",
    "POST /api/v1/auth/login",
    "POST /api/v1/auth/refresh",
    "POST /api/v1/auth/logout",
    "POST /api/v1/auth/forgotten",
    "POST /api/v1/auth/company/begin",
    "POST /api/v1/auth/company/finish",
    "POST /api/v1/auth/company/look",
    "POST /api/v1/auth/passkeys/ask",
    "POST /api/v1/auth/passkeys/enter",
    "POST /api/v1/auth/invitations/accept",
    "POST /api/v1/auth/invitations/look",
}
"""What a caller without a session may ask; the first two are the app's own files."""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Litestar]:
    """The whole app over an empty folder; no request is made."""
    settings = replace(Settings(), data=Path(tmp_path_factory.mktemp("routes")))
    world = open_world(settings)
    yield build_app(settings, world)
    world.db.close()


def routes(app: Litestar) -> list[tuple[str, HTTPRouteHandler]]:
    """("GET /path", handler) of every route that answers HTTP; OPTIONS is Litestar's own."""
    return [
        (f"{method} {route.path}", handler)
        for route in app.routes
        if isinstance(route, HTTPRoute)
        for method, (handler, _) in route.route_handler_map.items()
        if method != "OPTIONS"
    ]


def is_guarded(handler: HTTPRouteHandler) -> bool:
    """Whether `admit` is what is asked before the handler: nothing nearer to it has taken its place. Litestar wraps
    it."""
    before = handler.resolve_before_request()
    return getattr(before, "func", before) is admit


def test_every_route_of_the_api_has_the_guard_or_is_on_the_public_list(app: Litestar) -> None:
    every = routes(app)
    assert len(every) > 15
    assert [name for name, handler in every if not is_guarded(handler)] == []
    # Who may read a path may ask for its head.
    public = {name.replace("HEAD ", "GET ") for name, handler in every if handler.opt.get("public")}
    assert public == PUBLIC


def test_the_description_of_the_api_is_not_served_by_default(app: Litestar) -> None:
    assert [name for name, _ in routes(app) if "schema" in name] == []


def test_a_route_without_the_guard_is_found() -> None:
    async def another(request: Request[Any, Any, Any]) -> None: ...

    @get("/kept")
    async def kept() -> None: ...

    @get("/planted", before_request=another)
    async def planted() -> None: ...

    app = Litestar([kept, planted], before_request=admit, openapi_config=None)
    assert [name for name, handler in routes(app) if not is_guarded(handler)] == ["GET /planted"]


def test_every_route_answers_http_by_a_handler(app: Litestar) -> None:
    """What is asked before a request is not asked of mounted apps and of websockets."""
    assert [route.path for route in app.routes if not isinstance(route, HTTPRoute)] == []
