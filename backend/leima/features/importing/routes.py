"""/api/v1/people/file: people from the organisation's own register."""

from litestar import Router, post
from litestar.params import JSONBody

from leima.features.importing import schemas, staff
from leima.features.importing.table import cells_of
from leima.web.answers import errors
from leima.web.dependencies import Claims, Outside, Store
from leima.web.guard import as_actor
from leima.world.files.cells import Row
from leima.world.files.encoded import bytes_of


@post(
    "/people/file",
    status_code=200,
    operation_id="takePeople",
    responses=errors(403, 409, 422, 429),
    request_max_body_size=schemas.MOST_FILE,
)
async def from_file(claims: Claims, db: Store, world: Outside, data: JSONBody[schemas.StaffFile]) -> schemas.StaffTaken:
    """The organisation's own file of people: who joins, leaves or changes. Nothing is kept without `seen`."""
    await db.read(as_actor(claims, staff.refuse_others))
    who, content = f"{claims.org} {claims.person}", bytes_of(data.content)
    table = await world.files.read(who, cells_of, data.name, content, list[Row])
    work = as_actor(claims, lambda tx, actor: staff.take(tx, actor, data, table))
    return await (db.write(work) if data.seen else db.read(work))


router = Router("/api/v1", tags=["People"], route_handlers=[from_file])
