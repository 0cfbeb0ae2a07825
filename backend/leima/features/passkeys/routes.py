"""/api/v1/auth/passkeys: one's own passkeys, and signing in by one."""

from litestar import Response, Router, delete, get, post, put
from litestar.params import FromPath, JSONBody

from leima.features.auth import cookie, schemas
from leima.features.auth.routes import Asked, address_of, signed_in
from leima.features.passkeys import forms, service
from leima.web.answers import errors
from leima.web.dependencies import Claims, Outside, Store
from leima.web.guard import PUBLIC, as_actor


@get("/", operation_id="listPasskeys")
async def listed(claims: Claims, world: Outside) -> forms.PasskeysData:
    """The caller's passkeys."""
    return await world.db.read(as_actor(claims, lambda tx, actor: service.listed(tx, actor, world.settings)))


@post("/begin", status_code=200, operation_id="beginPasskey", responses=errors(403, 409))
async def begin(claims: Claims, world: Outside) -> forms.PasskeyOptions:
    """What the caller's authenticator is asked to make a passkey. Only just after signing in."""
    return await world.db.write(as_actor(claims, lambda tx, actor: service.begin(tx, actor, world.settings)))


@post("/", operation_id="addPasskey", responses=errors(403, 409))
async def add(claims: Claims, world: Outside, data: JSONBody[forms.NewPasskey]) -> forms.PasskeyData:
    """Keeps the passkey that the caller's authenticator has made."""
    return await world.db.write(as_actor(claims, lambda tx, actor: service.add(tx, actor, world.settings, data)))


@put("/{passkey:str}", status_code=204, operation_id="renamePasskey", responses=errors(404))
async def rename(claims: Claims, db: Store, passkey: FromPath[str], data: JSONBody[forms.PasskeyName]) -> None:
    """Calls one of the caller's passkeys otherwise."""
    await db.write(as_actor(claims, lambda tx, actor: service.rename(tx, actor, passkey, data)))


@delete("/{passkey:str}", operation_id="removePasskey", responses=errors(404))
async def remove(claims: Claims, db: Store, passkey: FromPath[str]) -> None:
    """Takes one of the caller's passkeys away."""
    await db.write(as_actor(claims, lambda tx, actor: service.remove(tx, actor, passkey)))


@delete("/people/{person:str}", operation_id="removePasskeysOf", responses=errors(403, 404))
async def remove_for(claims: Claims, db: Store, person: FromPath[str]) -> None:
    """Takes away the passkeys of somebody who has lost a device; for admins."""
    await db.write(as_actor(claims, lambda tx, actor: service.remove_for(tx, actor, person)))


@post("/ask", status_code=200, opt=PUBLIC, operation_id="askPasskey", responses=errors(403, 409, 429))
async def ask(request: Asked, world: Outside) -> forms.PasskeyOptions:
    """What the authenticator of somebody who signs in is asked. Needs the header `X-Leima: 1`."""
    cookie.refuse_foreign_page(request)
    address = address_of(request, world.settings)
    return await world.db.write(lambda tx: service.ask(tx, world.settings, address))


@post("/enter", status_code=200, opt=PUBLIC, operation_id="enterByPasskey", responses=errors(401, 403, 409, 429))
async def enter(request: Asked, world: Outside, data: JSONBody[forms.PasskeyEntry]) -> Response[schemas.Session]:
    """Signs in by a passkey; no code is asked for. Needs the header `X-Leima: 1`."""
    cookie.refuse_foreign_page(request)
    return signed_in(await service.enter(world, data, address_of(request, world.settings)))


router = Router(
    "/api/v1/auth/passkeys",
    tags=["Sign-in"],
    route_handlers=[listed, begin, add, rename, remove, remove_for, ask, enter],
)
