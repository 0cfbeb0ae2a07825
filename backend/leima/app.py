"""The composition root: the only place where the parts are wired together."""

import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from litestar import Litestar, Router
from litestar.di import Provide
from litestar.openapi import OpenAPIConfig

from leima.db.database import Database
from leima.db.engine import open_database
from leima.features.auth import routes as auth
from leima.features.auth.keys import load_keys
from leima.settings import Settings, load
from leima.web.errors import handle
from leima.web.guard import json_only, provide_claims, signed_in
from leima.web.headers import SecureHeaders
from leima.world.clock import SystemClock
from leima.world.world import World

MAX_BODY = 1_048_576
"""Bytes of a request's body; sync says its own, lower limit."""


def features() -> Sequence[Router]:
    """Every feature's routes, one list."""
    return [auth.router]


def open_world(settings: Settings) -> World:
    """The real outside: the machine's clock and the store that the settings name."""
    clock = SystemClock()
    return World(settings, clock, open_database(settings, clock.now))


def build_app(settings: Settings, world: World) -> Litestar:
    """The whole application over one world."""

    async def provide_db() -> Database:
        return world.db

    async def provide_world() -> World:
        return world

    @asynccontextmanager
    async def life(app: Litestar) -> AsyncIterator[None]:
        world.keys = await load_keys(world.db)
        yield
        world.db.close()

    app = Litestar(
        route_handlers=list(features()),
        guards=[signed_in, json_only],
        dependencies={
            "claims": Provide(provide_claims),
            "db": Provide(provide_db),
            "world": Provide(provide_world),
        },
        exception_handlers={Exception: handle},
        middleware=[SecureHeaders],
        request_max_body_size=MAX_BODY,
        openapi_config=OpenAPIConfig(title="Leima", version="1") if settings.schema else None,
        lifespan=[life],
    )
    app.state.world = world
    return app


def from_environment() -> Any:
    """The ASGI app of a server process."""
    settings = load(os.environ)
    return build_app(settings, open_world(settings))
