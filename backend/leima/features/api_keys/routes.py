"""/api/v1/api-keys: keys by which programs ask the API; for admins alone."""

from litestar import Router, delete, get, post
from litestar.params import FromPath, JSONBody

from leima.access.rights import may_connect
from leima.access.scopes import SCOPES
from leima.db.actor import Actor
from leima.db.tx import Tx
from leima.features.api_keys import forms, making, store
from leima.web.answers import errors
from leima.web.dependencies import Claims, Store
from leima.web.errors import Forbidden
from leima.web.guard import as_actor


def _refuse_others(actor: Actor) -> None:
    if not may_connect(actor):
        raise Forbidden()


@get("/api-keys", operation_id="listApiKeys", responses=errors(403))
async def read_keys(claims: Claims, db: Store) -> forms.ApiKeys:
    """The organisation's keys, those that have ended too, without their secrets."""

    def work(tx: Tx, actor: Actor) -> forms.ApiKeys:
        _refuse_others(actor)
        return forms.ApiKeys([making.told(tx, row) for row in store.listed(tx)], list(SCOPES), making.latest(tx))

    return await db.read(as_actor(claims, work))


@post("/api-keys", operation_id="makeApiKey", responses=errors(403, 409))
async def make_key(claims: Claims, db: Store, data: JSONBody[forms.NewKey]) -> forms.MadeKey:
    """Makes a key. Its secret is told this once."""

    def work(tx: Tx, actor: Actor) -> forms.MadeKey:
        _refuse_others(actor)
        return making.make(tx, data.name, data.scopes, data.until)

    return await db.write(as_actor(claims, work))


@delete("/api-keys/{key:str}", operation_id="revokeApiKey", responses=errors(403, 404))
async def revoke_key(claims: Claims, db: Store, key: FromPath[str]) -> None:
    """Ends a key: its next request is refused."""

    def work(tx: Tx, actor: Actor) -> None:
        _refuse_others(actor)
        making.revoke(tx, key)

    await db.write(as_actor(claims, work))


router = Router("/api/v1", tags=["API keys"], route_handlers=[read_keys, make_key, revoke_key])
