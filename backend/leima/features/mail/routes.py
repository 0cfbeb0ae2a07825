"""/api/v1/notices/mail: which notices go to the caller's address."""

from litestar import Router, get, put
from litestar.params import JSONBody

from leima.db.actor import Actor
from leima.db.site import instant
from leima.db.tx import Tx
from leima.features.mail import forms, store
from leima.web.dependencies import Claims, Outside, Store
from leima.web.guard import as_actor
from leima.world.world import World


def _shown(world: World, found: store.State) -> forms.MailState:
    at = [None if one is None else instant(one) for one in (found.sent_at, found.failing_since, found.stopped_at)]
    return forms.MailState(world.mail.is_on, found.address, found.topics, *at)


@get("/notices/mail", operation_id="readMailChoices")
async def read_choices(claims: Claims, db: Store, world: Outside) -> forms.MailState:
    """Which notices go to the caller by e-mail, and whether they arrive."""
    return _shown(world, await db.read(as_actor(claims, lambda tx, actor: store.state(tx, actor.person))))


@put("/notices/mail", operation_id="chooseMail")
async def choose(claims: Claims, db: Store, world: Outside, data: JSONBody[forms.MailChoose]) -> forms.MailState:
    """Keeps the caller's choices. An address that was given up is tried again."""

    def work(tx: Tx, actor: Actor) -> store.State:
        store.choose(tx, actor.person, list(data.topics))
        return store.state(tx, actor.person)

    return _shown(world, await db.write(as_actor(claims, work)))


router = Router("/api/v1", tags=["Notices"], route_handlers=[read_choices, choose])
