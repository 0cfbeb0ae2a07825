"""/api/v1/setup: a company on its way to the first clock-in, for its admins."""

from typing import Annotated, TypeAlias

from litestar import Router, delete, get, post, put
from litestar.params import JSONBody, PathParameter, QueryParameter

from leima.features.setup import company, merging, pilot, schemas, sheets, standing
from leima.web.answers import errors
from leima.web.dependencies import Claims, Outside, Store
from leima.web.guard import as_actor

Id: TypeAlias = Annotated[str, PathParameter(max_length=64, pattern=r"^[A-Za-z0-9._:-]+\Z")]
TeamsQuery: TypeAlias = Annotated[list[str] | None, QueryParameter(name="team", required=False, max_items=100)]


@get("/", operation_id="readSetUp", responses=errors(403))
async def read(claims: Claims, db: Store) -> schemas.SetUp:
    """What there is of the company, and who has not come in yet."""
    return await db.read(as_actor(claims, standing.read))


@get("/pilot", operation_id="readPilot", responses=errors(403))
async def read_pilot(claims: Claims, db: Store, teams: TeamsQuery = None) -> schemas.Pilot:
    """What a pilot of some teams does not try, and whether it has been long enough."""
    return await db.read(as_actor(claims, lambda tx, actor: pilot.read(tx, actor, teams or [])))


@put("/organisation", status_code=204, operation_id="setOrganisation", responses=errors(403, 409))
async def set_organisation(claims: Claims, db: Store, data: JSONBody[schemas.SetOrganisation]) -> None:
    """Sets the organisation's name and time zone."""
    await db.write(as_actor(claims, lambda tx, actor: company.set_organisation(tx, actor, data)))


@put("/teams/{id:str}", status_code=204, operation_id="putTeam", responses=errors(403, 409))
async def put_team(claims: Claims, db: Store, id: Id, data: JSONBody[schemas.PutTeam]) -> None:
    """Makes or renames a team, and says where it is and who supervises it from today on."""
    await db.write(as_actor(claims, lambda tx, actor: company.put_team(tx, actor, id, data)))


@put("/sites/{id:str}", status_code=204, operation_id="putSite", responses=errors(403, 409))
async def put_site(claims: Claims, db: Store, id: Id, data: JSONBody[schemas.PutSite]) -> None:
    """Makes a site, or gives it another name and street address."""
    await db.write(as_actor(claims, lambda tx, actor: company.put_site(tx, actor, id, data)))


@delete("/sites/{id:str}", operation_id="removeSite", responses=errors(403, 404, 409))
async def remove_site(claims: Claims, db: Store, id: Id) -> None:
    """Removes a site that no team is at."""
    await db.write(as_actor(claims, lambda tx, actor: company.remove_site(tx, actor, id)))


@put("/work-types/{id:str}", status_code=204, operation_id="putWorkType", responses=errors(403))
async def put_work_type(claims: Claims, db: Store, id: Id, data: JSONBody[schemas.PutWorkType]) -> None:
    """Makes or changes a kind of work."""
    await db.write(as_actor(claims, lambda tx, actor: company.put_work_type(tx, actor, id, data)))


@put("/cost-centres/{id:str}", status_code=204, operation_id="putCostCentre", responses=errors(403))
async def put_cost_centre(claims: Claims, db: Store, id: Id, data: JSONBody[schemas.PutCostCentre]) -> None:
    """Makes or changes a cost centre."""
    await db.write(as_actor(claims, lambda tx, actor: company.put_cost_centre(tx, actor, id, data)))


@get("/choices", operation_id="readChoicesUsed", responses=errors(403))
async def read_choices(claims: Claims, db: Store) -> schemas.ChoicesUsed:
    """How much each work type and cost centre is used."""
    return await db.read(as_actor(claims, merging.used))


@post("/choices/merge", status_code=200, operation_id="mergeChoices", responses=errors(403, 404, 409))
async def merge_choices(claims: Claims, db: Store, data: JSONBody[schemas.MergeChoices]) -> schemas.Merged:
    """Merges a work type or cost centre into another from today on. What was booked stays as it is."""
    return await db.write(as_actor(claims, lambda tx, actor: merging.merge(tx, actor, data)))


@post("/choices/prune", status_code=200, operation_id="pruneChoices", responses=errors(403))
async def prune_choices(claims: Claims, db: Store, data: JSONBody[schemas.PruneChoices]) -> schemas.Pruned:
    """Takes out of use what nobody has used for some months."""
    return await db.write(as_actor(claims, lambda tx, actor: merging.prune(tx, actor, data)))


@post("/sheets", status_code=200, operation_id="makeSheets", responses=errors(403, 404, 409))
async def make_sheets(claims: Claims, world: Outside, data: JSONBody[schemas.MakeSheets]) -> schemas.Sheets:
    """Makes printable invitations with one-time links for people who have no password yet."""
    work = as_actor(claims, lambda tx, actor: sheets.make(tx, actor, world, data.people))
    return await world.db.write(work)


router = Router(
    "/api/v1/setup",
    tags=["Setting up"],
    route_handlers=[
        *(read, read_pilot, set_organisation, put_team, put_work_type, put_cost_centre, make_sheets),
        *(put_site, remove_site, read_choices, merge_choices, prune_choices),
    ],
)
