"""/api/v1/inbox: what waits, what was decided, and how many days there are to decide."""

from typing import Annotated, Any

from litestar import Response, Router, get, put
from litestar.params import JSONBody, QueryParameter

from leima.db.actor import Actor
from leima.db.tx import Tx
from leima.db.waiting import Waiting
from leima.features.days.asked import PersonQuery, a_date
from leima.features.inbox import store
from leima.features.inbox.answers import DecidedItems, Inbox, InboxSetting, SetInboxDays
from leima.features.inbox.decided import decided
from leima.features.inbox.listing import inbox
from leima.web.answers import as_json, errors, returns
from leima.web.dependencies import Claims, Store
from leima.web.errors import Forbidden
from leima.web.guard import as_actor

Text = Annotated[str | None, QueryParameter(required=False, max_length=80)]


def inbox_router(kinds: tuple[Waiting[Any], ...]) -> Router:
    """Returns the inbox's routes over everything that may wait."""

    @get("/inbox", operation_id="readInbox", responses=returns(Inbox))
    async def read_inbox(claims: Claims, db: Store) -> Response[bytes]:
        """All that waits for the caller's word: of their people, and of their own days."""

        def work(tx: Tx, actor: Actor) -> Inbox:
            return inbox(tx, actor, kinds)

        return as_json(await db.read(as_actor(claims, work)), Inbox)

    @get("/inbox/decided", operation_id="listDecided", responses=returns(DecidedItems, 400))
    async def read_decided(
        claims: Claims,
        db: Store,
        from_: Annotated[str | None, QueryParameter(name="from", required=False)] = None,
        to: Annotated[str | None, QueryParameter(required=False)] = None,
        person: PersonQuery = None,
        kind: Text = None,
        before: Text = None,
    ) -> Response[bytes]:
        """What was decided on the caller's people of today, and on the caller: with who, when, and what was seen."""

        def work(tx: Tx, actor: Actor) -> DecidedItems:
            dates = {"from": a_date(from_, "from"), "to": a_date(to, "to")}
            return decided(tx, actor, {**dates, "person": person, "kind": kind, "before": before}, kinds)

        return as_json(await db.read(as_actor(claims, work)), DecidedItems)

    return Router("/api/v1", tags=["Inbox"], route_handlers=[read_inbox, read_decided, read_setting, set_days])


def _setting(tx: Tx, actor: Actor) -> InboxSetting:
    if not actor.may_see_team:
        raise Forbidden()
    return InboxSetting(store.days(tx))


@get("/inbox/setting", operation_id="readInboxSetting", responses=errors(403))
async def read_setting(claims: Claims, db: Store) -> InboxSetting:
    """How many days there are to decide."""
    return await db.read(as_actor(claims, _setting))


@put("/inbox/setting", operation_id="setInboxDays", responses=errors(400, 403))
async def set_days(claims: Claims, db: Store, data: JSONBody[SetInboxDays]) -> InboxSetting:
    """Gives a number of days to decide: what waits for longer comes up to the next one. By admins."""

    def work(tx: Tx, actor: Actor) -> InboxSetting:
        if "admin" not in actor.roles:
            raise Forbidden()
        if data.days != (before := store.days(tx)):
            store.set_days(tx, data.days, before)
        return InboxSetting(data.days)

    return await db.write(as_actor(claims, work))
