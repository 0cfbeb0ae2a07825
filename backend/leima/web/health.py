"""Whether the process lives, and whether it can do its work."""

from typing import Any

from litestar import Router, get

from leima.db.database import Unavailable, prove_writable
from leima.web.errors import Busy
from leima.web.given import Outside
from leima.web.guard import PUBLIC


@get("/live", opt=PUBLIC)
async def live() -> dict[str, str]:
    """The process answers."""
    return {"status": "live"}


@get("/ready", opt=PUBLIC)
async def ready(world: Outside) -> dict[str, Any]:
    """The store can be written to; 503 when it cannot."""
    try:
        await world.db.write(prove_writable)
    except Unavailable as error:
        raise Busy(retry_after=error.retry_after) from error
    return {"status": "ready"}


router = Router("/health", route_handlers=[live, ready])
