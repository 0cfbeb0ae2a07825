"""/api/v1/me and /api/v1/people."""

from litestar import get, put
from litestar.params import JSONBody

from leima.features.people import schemas, service
from leima.web.answers import errors
from leima.web.dependencies import Claims, Store
from leima.web.guard import as_actor


@get("/me", operation_id="readMe")
async def me(claims: Claims, db: Store) -> schemas.Me:
    """Who the caller is: roles, teams and organisation."""
    return await db.read(as_actor(claims, service.me))


@put("/me/language", operation_id="setLanguage")
async def set_language(claims: Claims, db: Store, data: JSONBody[schemas.SetLanguage]) -> schemas.Me:
    """Chooses the caller's language."""
    return await db.write(as_actor(claims, lambda tx, actor: service.set_language(tx, actor, data)))


@get("/people", operation_id="listPeople", responses=errors(403))
async def everybody(claims: Claims, db: Store) -> schemas.People:
    """The people of the organisation; supervisors see names and teams of their own."""
    return await db.read(as_actor(claims, service.everybody))


HANDLERS = (me, set_language, everybody)
"""They stand in one router with the way in, since a path belongs to one."""
