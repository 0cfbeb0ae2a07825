"""/api/v1/substitutes."""

from litestar import Router, get, post
from litestar.params import FromPath, JSONBody

from leima.features.substitutes import schemas, service
from leima.web.answers import errors
from leima.web.dependencies import Claims, Store
from leima.web.guard import as_actor


@get("/substitutes", operation_id="listSubstitutes", responses=errors(403))
async def read_substitutes(claims: Claims, db: Store) -> schemas.Substitutes:
    """The substitutes that concern the caller, and whom the caller may name."""
    return await db.read(as_actor(claims, service.listing))


@post("/substitutes", operation_id="nameSubstitute", responses=errors(400, 403, 404, 409))
async def name_substitute(claims: Claims, db: Store, data: JSONBody[schemas.NameSubstitute]) -> schemas.Substitute:
    """Names who decides for a supervisor's teams from one date to another. It ends by itself."""
    return await db.write(as_actor(claims, lambda tx, actor: service.name(tx, actor, data)))


@post("/substitutes/{substitute:str}/undo", status_code=200, operation_id="endSubstitute", responses=errors(404))
async def end_substitute(claims: Claims, db: Store, substitute: FromPath[str]) -> schemas.Substitute:
    """Ends a substitute's right now."""
    return await db.write(as_actor(claims, lambda tx, actor: service.end(tx, actor, substitute)))


router = Router("/api/v1", tags=["Substitutes"], route_handlers=[read_substitutes, name_substitute, end_substitute])
