"""/api/v1/retention: keeping, holding, removing and erasing, for admins; /api/v1/processing for everybody."""

from litestar import Router, delete, get, post, put
from litestar.params import FromPath, JSONBody

from leima.features.retention import forms, service
from leima.features.retention.running import remove
from leima.web.answers import errors
from leima.web.dependencies import Claims, Outside, Store
from leima.web.errors import Conflict
from leima.web.guard import as_actor


@get("/retention", operation_id="readRetention", responses=errors(403))
async def read_retention(claims: Claims, db: Store) -> forms.Retention:
    """How long each kind of record is kept, what would go today, and what is on hold."""
    return await db.read(as_actor(claims, service.overview))


@put("/retention/kinds/{kind:str}", operation_id="keepLonger", responses=errors(403, 404))
async def keep_longer(claims: Claims, db: Store, kind: FromPath[str], data: JSONBody[forms.Longer]) -> forms.Retention:
    """Keeps a kind of record for longer than it has to be kept."""
    return await db.write(as_actor(claims, lambda tx, actor: service.keep_longer(tx, actor, kind, data)))


@post("/retention/holds", operation_id="setLegalHold", responses=errors(403, 404))
async def set_hold(claims: Claims, db: Store, data: JSONBody[forms.NewHold]) -> forms.Retention:
    """Sets a legal hold: nothing of the person, or of the organisation, goes while it stands."""
    return await db.write(as_actor(claims, lambda tx, actor: service.set_hold(tx, actor, data)))


@delete("/retention/holds/{hold:str}", operation_id="liftLegalHold", responses=errors(403, 404))
async def lift_hold(claims: Claims, db: Store, hold: FromPath[str]) -> None:
    """Lifts a legal hold."""
    await db.write(as_actor(claims, lambda tx, actor: service.lift_hold(tx, actor, hold)))


@post("/retention/run", status_code=200, operation_id="removeRecords", responses=errors(403, 409))
async def run(claims: Claims, world: Outside, data: JSONBody[forms.Confirmed]) -> forms.Removed:
    """Removes what the preview said, from tables and files. Refused when another thing would go by now."""
    confirm = as_actor(claims, lambda tx, actor: service.confirm(tx, actor, data))
    await world.db.read(confirm)
    async with world.db.alone("retention") as alone:
        if not alone:
            raise Conflict("retention_runs")
        gone = await remove(world.db, world.blobs, await world.db.read(confirm), claims.person)
    return forms.Removed(sum(gone.values()), [forms.RemovedKind(kind, n) for kind, n in gone.items()])


@get("/retention/people/{person:str}", operation_id="readErasure", responses=errors(403, 404))
async def read_erasure(claims: Claims, db: Store, person: FromPath[str]) -> forms.ErasureData:
    """What an erasure of a person would remove, and what stays until when."""
    return await db.read(as_actor(claims, lambda tx, actor: service.look_at_person(tx, actor, person)))


@post(
    "/retention/people/{person:str}/erase", status_code=200, operation_id="erasePerson", responses=errors(403, 404, 409)
)
async def erase_person(
    claims: Claims, db: Store, person: FromPath[str], data: JSONBody[forms.Confirmed]
) -> forms.ErasureData:
    """Erases a person who left, but for what the law keeps."""
    return await db.write(as_actor(claims, lambda tx, actor: service.erase_person(tx, actor, person, data)))


@get("/processing", operation_id="readProcessing")
async def read_processing(claims: Claims, db: Store) -> forms.Processing:
    """What is processed of the organisation's people, and how long it is kept."""
    return await db.read(as_actor(claims, service.processing))


router = Router(
    "/api/v1",
    tags=["Retention"],
    route_handlers=[
        read_retention,
        keep_longer,
        set_hold,
        lift_hold,
        run,
        read_erasure,
        erase_person,
        read_processing,
    ],
)
