"""Whether the process lives, and whether it can do its work."""

import shutil
from typing import Literal

import msgspec
from litestar import Router, get

from leima.db.database import Unavailable, prove_writable
from leima.settings import Settings
from leima.web.dependencies import Outside
from leima.web.errors import Busy
from leima.web.guard import PUBLIC

LEAST_FREE = 16 * 1_048_576
"""Bytes below which a disk is called full: what the log of the embedded database may need."""


class Health(msgspec.Struct, frozen=True):
    """What the server can do: it `live`s, or is `ready` for its work."""

    status: Literal["live", "ready"]


@get("/live", opt=PUBLIC, operation_id="liveness")
async def live() -> Health:
    """The process answers."""
    return Health("live")


@get("/ready", opt=PUBLIC, operation_id="readiness")
async def ready(world: Outside) -> Health:
    """The store can be written to; 503 when it cannot, and with the code `disk_full` when the disk is why."""
    try:
        await world.db.write(prove_writable)
    except Unavailable as error:
        full = is_full(world.settings) or "full" in str(error)
        raise Busy("disk_full" if full else "unavailable", retry_after=error.retry_after) from error
    if is_full(world.settings):
        raise Busy("disk_full", retry_after=60)
    return Health("ready")


def is_full(settings: Settings) -> bool:
    """Whether the disk of the embedded database has no room for the next commits."""
    return not settings.is_postgres and shutil.disk_usage(settings.data).free < LEAST_FREE


router = Router("/health", tags=["Health"], route_handlers=[live, ready])
