"""Whether the process lives, and whether it can do its work."""

import shutil
from typing import Any

from litestar import Router, get

from leima.db.database import Unavailable, prove_writable
from leima.settings import Settings
from leima.web.errors import Busy
from leima.web.given import Outside
from leima.web.guard import PUBLIC

LEAST_FREE = 16 * 1_048_576
"""Bytes below which a disk is called full: what the log of the embedded database may need."""


@get("/live", opt=PUBLIC)
async def live() -> dict[str, str]:
    """The process answers."""
    return {"status": "live"}


@get("/ready", opt=PUBLIC)
async def ready(world: Outside) -> dict[str, Any]:
    """The store can be written to; 503 when it cannot, and with the code `disk_full` when the disk is why."""
    try:
        await world.db.write(prove_writable)
    except Unavailable as error:
        full = is_full(world.settings) or "full" in str(error)
        raise Busy("disk_full" if full else "unavailable", retry_after=error.retry_after) from error
    if is_full(world.settings):
        raise Busy("disk_full", retry_after=60)
    return {"status": "ready"}


def is_full(settings: Settings) -> bool:
    """Whether the disk of the embedded database has no room for the next commits."""
    return not settings.is_postgres and shutil.disk_usage(settings.data).free < LEAST_FREE


router = Router("/health", route_handlers=[live, ready])
