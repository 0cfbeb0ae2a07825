"""/api/v1/presence: who is in now, and who sees it."""

from litestar import Router, get

from leima.features.presence import board, schemas
from leima.web.answers import errors
from leima.web.dependencies import Claims, Store
from leima.web.guard import as_actor


@get("/", operation_id="readPresence", responses=errors(403))
async def read_presence(claims: Claims, db: Store) -> schemas.Presence:
    """Who is in, remote, on a break, away or gone now, for payroll, admins and reception. No position, no history."""
    return await db.read(as_actor(claims, board.board))


@get("/seen-by", operation_id="readSeenBy")
async def read_seen_by(claims: Claims, db: Store) -> schemas.SeenBy:
    """Who sees whether the caller is in."""
    return await db.read(as_actor(claims, board.seen_by))


router = Router("/api/v1/presence", tags=["Presence"], route_handlers=[read_presence, read_seen_by])
