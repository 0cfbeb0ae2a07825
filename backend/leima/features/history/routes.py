"""/api/v1/history/file: hours and openings from the clock that an organisation had before."""

from litestar import Router, post
from litestar.params import JSONBody

from leima.features.history import schemas, taking
from leima.features.importing.schemas import MOST_FILE
from leima.features.importing.staff import refuse_others
from leima.features.importing.table import cells_of
from leima.web.answers import errors
from leima.web.dependencies import Claims, Outside, Store
from leima.web.guard import as_actor
from leima.world.files.cells import Row
from leima.world.files.encoded import bytes_of


@post(
    "/history/file",
    status_code=200,
    operation_id="takeHistory",
    responses=errors(403, 409, 422, 429),
    request_max_body_size=MOST_FILE,
)
async def from_file(
    claims: Claims, db: Store, world: Outside, data: JSONBody[schemas.HistoryFile]
) -> schemas.HistoryTaken:
    """A file of an old clock: what it has of each person, and which lines have faults. Nothing is kept without
    `seen`."""
    await db.read(as_actor(claims, refuse_others))
    who, content = f"{claims.org} {claims.person}", bytes_of(data.content)
    table = await world.files.read(who, cells_of, data.name, content, list[Row])
    work = as_actor(claims, lambda tx, actor: taking.take(tx, actor, data, table))
    return await (db.write(work) if data.seen else db.read(work))


router = Router("/api/v1", tags=["Setting up"], route_handlers=[from_file])
