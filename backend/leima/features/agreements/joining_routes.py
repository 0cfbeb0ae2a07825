"""/api/v1/me and /api/v1/people, with the way in beside what is read."""

from litestar import Router, post
from litestar.params import JSONBody

from leima.features.agreements import joining, schemas
from leima.features.people.routes import HANDLERS
from leima.web.answers import errors
from leima.web.dependencies import Claims, Store
from leima.web.guard import as_actor


@post("/people", operation_id="addPerson", responses=errors(403, 409))
async def add(claims: Claims, db: Store, data: JSONBody[schemas.NewPerson]) -> schemas.Added:
    """Adds a person, with a first contract where one is given."""
    return await db.write(as_actor(claims, lambda tx, actor: joining.add(tx, actor, data)))


router = Router("/api/v1", tags=["People"], route_handlers=[*HANDLERS, add])
