"""GET /api/v1/inbox."""

from typing import Any

from litestar import Response, Router, get

from leima.db.actor import Actor
from leima.db.tx import Tx
from leima.db.waiting import Waiting
from leima.features.inbox.answers import Inbox
from leima.features.inbox.listing import inbox
from leima.web.answers import as_json, returns
from leima.web.dependencies import Claims, Store
from leima.web.guard import as_actor


def inbox_router(kinds: tuple[Waiting[Any], ...]) -> Router:
    """Returns the inbox's route over everything that may wait."""

    @get("/inbox", operation_id="readInbox", responses=returns(Inbox))
    async def read_inbox(claims: Claims, db: Store) -> Response[bytes]:
        """All that waits for the caller's word: of their people, and of their own days."""

        def work(tx: Tx, actor: Actor) -> Inbox:
            return inbox(tx, actor, kinds)

        return as_json(await db.read(as_actor(claims, work)), Inbox)

    return Router("/api/v1", tags=["Inbox"], route_handlers=[read_inbox])
