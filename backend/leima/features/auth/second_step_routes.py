"""/api/v1/auth/two-step: the second step of signing in."""

from typing import Any

from litestar import Request, Router, delete, get, post, put
from litestar.params import FromPath, JSONBody

from leima.db.actor import Actor
from leima.features.auth import schemas, second_step
from leima.features.auth.methods import passwords_of
from leima.web.answers import errors
from leima.web.dependencies import Claims, Outside, Store
from leima.web.guard import as_actor
from leima.world.world import World

Asked = Request[Any, Any, Any]


async def _caller(world: World, claims: Claims) -> Actor:
    return await world.db.read(as_actor(claims, lambda _, actor: actor))


@get("/", operation_id="readTwoStep")
async def state(claims: Claims, db: Store) -> schemas.TwoStepState:
    """Whether the caller signs in with a second step."""
    return await db.read(as_actor(claims, second_step.state))


@post("/begin", status_code=200, operation_id="beginTwoStep", responses=errors(403, 409, 429))
async def begin(
    request: Asked, claims: Claims, world: Outside, data: JSONBody[schemas.OwnPassword]
) -> schemas.TwoStepSetup:
    """Makes a secret for the caller's authenticator app. It asks for nothing until it is confirmed."""
    return await second_step.begin(world, passwords_of(request.app), await _caller(world, claims), data)


@post("/confirm", status_code=200, operation_id="confirmTwoStep", responses=errors(403, 409, 429))
async def confirm(claims: Claims, world: Outside, data: JSONBody[schemas.OwnCode]) -> schemas.Spares:
    """Turns the second step on by its first code. Returns the recovery codes."""
    return await second_step.confirm(world, await _caller(world, claims), data)


@post("/spares", status_code=200, operation_id="renewRecoveryCodes", responses=errors(403, 409, 429))
async def spares(request: Asked, claims: Claims, world: Outside, data: JSONBody[schemas.Proof]) -> schemas.Spares:
    """Makes new recovery codes in place of the earlier ones."""
    return await second_step.spares(world, passwords_of(request.app), await _caller(world, claims), data)


@post("/remove", status_code=204, operation_id="removeTwoStep", responses=errors(403, 409, 429))
async def remove(request: Asked, claims: Claims, world: Outside, data: JSONBody[schemas.Proof]) -> None:
    """Turns the caller's second step off."""
    await second_step.remove(world, passwords_of(request.app), await _caller(world, claims), data)


@get("/office", operation_id="readOfficeTwoStep", responses=errors(403))
async def office(claims: Claims, db: Store) -> schemas.TwoStepOffice:
    """Who of payroll and the admins signs in with a second step; for admins."""
    return await db.read(as_actor(claims, second_step.office))


@put("/office", operation_id="requireTwoStep", responses=errors(403, 409))
async def require(claims: Claims, db: Store, data: JSONBody[schemas.TwoStepRule]) -> schemas.TwoStepOffice:
    """Says whether payroll and admins have to sign in with a second step, from their next sign-in on; for admins."""
    return await db.write(as_actor(claims, lambda tx, actor: second_step.set_required(tx, actor, data)))


@delete("/people/{person:str}", operation_id="removeTwoStepOf", responses=errors(403, 404))
async def remove_for(claims: Claims, db: Store, person: FromPath[str]) -> None:
    """Turns off the second step of somebody who has lost the phone; for admins."""
    await db.write(as_actor(claims, lambda tx, actor: second_step.remove_for(tx, actor, person)))


router = Router("/two-step", route_handlers=[state, begin, confirm, spares, remove, office, require, remove_for])
