"""The composition root: the only place where the parts are wired together."""

import asyncio
import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from litestar import Litestar, Router
from litestar.di import Provide
from litestar.openapi import OpenAPIConfig

from leima import paths
from leima.db.database import Database, Hooks
from leima.db.engine import open_database
from leima.features.absences import ops as absences_ops
from leima.features.absences import views as absences_views
from leima.features.approvals import ops as approvals_ops
from leima.features.approvals import routes as approvals
from leima.features.approvals import views as approvals_views
from leima.features.approvals.correcting import correct_rest
from leima.features.auth import routes as auth
from leima.features.auth.keys import load_keys
from leima.features.balances import routes as balances
from leima.features.balances import views as balances_views
from leima.features.contracts import routes as contracts
from leima.features.days import office as days_office
from leima.features.days import routes as days
from leima.features.days import views as days_views
from leima.features.days.settle import settle
from leima.features.days.turn import keep_turning
from leima.features.hours import ops as hours_ops
from leima.features.hours import views as hours_views
from leima.features.kiky import ops as kiky_ops
from leima.features.kiky import posting
from leima.features.kiky import routes as kiky
from leima.features.kiky import views as kiky_views
from leima.features.notices import ops as notices_ops
from leima.features.notices import views as notices_views
from leima.features.people import routes as people
from leima.features.people import views as people_views
from leima.features.reports import routes as reports
from leima.features.sync.poke import Pokes
from leima.features.sync.routes import SyncRoutes
from leima.settings import Settings, load
from leima.web import health
from leima.web.errors import handle
from leima.web.guard import admit, provide_claims
from leima.web.headers import secure
from leima.web.logs import configure
from leima.web.metrics import count, serve_metrics
from leima.web.static import static_router
from leima.web.types import make_ready
from leima.world.clock import SystemClock
from leima.world.world import World

MAX_BODY = 1_048_576
"""Bytes of a request's body; sync says its own, lower limit."""


OPS = (*notices_ops.OPS, *hours_ops.OPS, *kiky_ops.OPS, *absences_ops.OPS, *approvals_ops.OPS)
"""Every operation that a device may push."""
VIEWS = (
    *people_views.VIEWS,
    *notices_views.VIEWS,
    *balances_views.VIEWS,
    *hours_views.VIEWS,
    *kiky_views.VIEWS,
    *absences_views.VIEWS,
    *days_views.VIEWS,
    *approvals_views.VIEWS,
)
"""Every row that a device may pull, in the order of a snapshot."""


def features(pokes: Pokes) -> Sequence[Router]:
    """Every feature's routes, one list."""
    sync = SyncRoutes(OPS, VIEWS, pokes).router()
    rooms = [
        auth.router,
        people.router,
        balances.ledger_router(posting.add),
        days_office.router,
        kiky.router,
        days.router,
        approvals.router,
        reports.router,
        contracts.router,
    ]
    return [*rooms, sync, health.router, static_router(paths.pwa())]


def open_world(settings: Settings) -> World:
    """The real outside: the machine's clock and the store that the settings name, which settles what was touched."""
    clock = SystemClock()
    return World(settings, clock, open_database(settings, clock.now, Hooks(before_commit=(correct_rest, settle))))


def build_app(settings: Settings, world: World) -> Litestar:
    """The whole application over one world."""

    async def provide_db() -> Database:
        return world.db

    async def provide_world() -> World:
        return world

    pokes = Pokes()

    @asynccontextmanager
    async def life(app: Litestar) -> AsyncIterator[None]:
        world.keys = await load_keys(world.db)
        serve_metrics(settings)
        pokes.start()
        world.db.hooks.after_commit, world.db.hooks.heard = pokes.committed, pokes.announce
        world.db.listen()
        turning = asyncio.create_task(keep_turning(world.db, world.clock))
        yield
        turning.cancel()
        pokes.close()
        world.files.close()
        world.db.close()

    app = Litestar(
        route_handlers=list(features(pokes)),
        guards=[admit],
        dependencies={
            "claims": Provide(provide_claims),
            "db": Provide(provide_db),
            "world": Provide(provide_world),
        },
        exception_handlers={Exception: handle},
        before_send=[secure, count],
        request_max_body_size=MAX_BODY,
        openapi_config=OpenAPIConfig(title="Leima", version="1") if settings.schema else None,
        lifespan=[life],
        logging_config=None,
    )
    app.state.world = world
    make_ready()
    return app


def from_environment() -> Any:
    """The ASGI app of a server process."""
    settings = load(os.environ)
    configure(settings)
    return build_app(settings, open_world(settings))
