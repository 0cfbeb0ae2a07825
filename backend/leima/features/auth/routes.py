"""POST /api/v1/auth/…: sign in, stay signed in, sign out, devices, one-time links, passwords."""

from ipaddress import ip_address, ip_network
from typing import Any

from litestar import Request, Response, Router, delete, get, post
from litestar.background_tasks import BackgroundTask
from litestar.params import FromPath, JSONBody

from leima.db.actor import NoSession
from leima.features.auth import cookie, forgotten, leaving, links, schemas, second_step_routes, service
from leima.features.auth.methods import passwords_of
from leima.features.auth.service import SignedIn
from leima.settings import Settings
from leima.web.answers import errors
from leima.web.dependencies import Claims, Outside, Store
from leima.web.errors import SignInNeeded
from leima.web.guard import PUBLIC, as_actor, bearer

Asked = Request[Any, Any, Any]


def address_of(request: Asked, settings: Settings) -> str:
    """Returns where the request comes from: the last hop that a trusted proxy names, else the peer itself.

    Of an IPv6 address it is the network that one customer has, its first 64 bits.
    """
    peer = request.client.host if request.client else ""
    forwarded = request.headers.get("x-forwarded-for", "").rpartition(",")[2].strip()
    host = forwarded if forwarded and is_trusted(peer, settings.trusted_proxies) else peer
    return ":".join(host.split(":")[:4]) if host.count(":") > 1 else host


def is_trusted(peer: str, proxies: tuple[str, ...]) -> bool:
    """Whether a peer is one of the proxies, which are addresses or networks."""
    try:
        address = ip_address(peer)
    except ValueError:
        return False
    return any(address in ip_network(one) for one in proxies)


def signed_in(done: SignedIn) -> Response[schemas.Session]:
    return Response(done.body, status_code=200, cookies=[cookie.with_token(done.refresh)])


@post("/login", status_code=200, opt=PUBLIC, operation_id="signIn", responses=errors(401, 429))
async def login(request: Asked, world: Outside, data: JSONBody[schemas.Login]) -> Response[schemas.Session]:
    """Signs in with an e-mail address and a password; sets the refresh cookie."""
    return signed_in(await service.login(world, passwords_of(request.app), data, address_of(request, world.settings)))


@post(
    "/refresh",
    status_code=200,
    opt=PUBLIC,
    operation_id="refreshSession",
    security=[{"refreshCookie": []}],
    responses=errors(401, 403),
)
async def refresh(request: Asked, world: Outside) -> Response[schemas.Session]:
    """Returns a new access token for the refresh cookie, which is replaced. Needs the header `X-Leima: 1`."""
    presented = cookie.presented(request)
    if not presented:
        raise NoSession("session_expired")
    return signed_in(await service.refresh(world, presented))


@post(
    "/logout",
    status_code=204,
    opt=PUBLIC,
    operation_id="signOut",
    security=[{"refreshCookie": []}, {"bearerAuth": []}],
    responses=errors(403),
)
async def logout(request: Asked, db: Store) -> Response[None]:
    """Ends the session of the refresh cookie, or without one of the bearer token. Needs the header `X-Leima: 1`."""
    presented = cookie.presented(request)
    await service.logout(db, presented, None if presented else _bearer_or_none(request))
    return Response(None, status_code=204, cookies=[cookie.cleared()])


def _bearer_or_none(request: Asked) -> Claims | None:
    try:
        return bearer(request)
    except SignInNeeded:
        return None


@get("/devices", operation_id="listDevices")
async def devices(claims: Claims, db: Store) -> schemas.Devices:
    """The devices on which the caller is signed in."""
    return await db.read(as_actor(claims, service.devices))


@delete("/devices/{device:str}", operation_id="signOutDevice", responses=errors(404))
async def revoke_device(claims: Claims, db: Store, device: FromPath[str]) -> None:
    """Signs out one of the caller's own devices."""
    await db.write(as_actor(claims, lambda tx, actor: service.revoke_device(tx, actor, device)))


@post("/password", status_code=204, operation_id="changePassword", responses=errors(403, 429))
async def change_password(request: Asked, claims: Claims, world: Outside, data: JSONBody[schemas.NewPassword]) -> None:
    """Changes the caller's password and signs out every other device."""
    actor = await world.db.read(as_actor(claims, lambda _, actor: actor))
    await service.change_password(world, passwords_of(request.app), actor, data)


@post("/invitations", operation_id="makeLink", responses=errors(403, 404))
async def invite(claims: Claims, world: Outside, data: JSONBody[schemas.Invite]) -> schemas.Link:
    """Makes a one-time link for a person: an invitation, or a new password where there is one."""
    return await world.db.write(as_actor(claims, lambda tx, actor: links.invite(tx, actor, world, data.person)))


@post("/invitations/look", status_code=200, opt=PUBLIC, operation_id="readLink", responses=errors(404))
async def look(db: Store, data: JSONBody[schemas.LinkToken]) -> schemas.LinkLook:
    """Says whom a one-time link is for."""
    return await db.read(lambda tx: links.look(tx, data.token))


@post("/invitations/accept", status_code=200, opt=PUBLIC, operation_id="acceptLink", responses=errors(404))
async def accept(request: Asked, world: Outside, data: JSONBody[schemas.Accept]) -> Response[schemas.Session]:
    """Sets a password by a one-time link and signs in."""
    return signed_in(await links.accept(world, passwords_of(request.app), data))


@post("/forgotten", status_code=204, opt=PUBLIC, operation_id="forgotPassword", responses=errors(409, 429))
async def forgot(request: Asked, world: Outside, data: JSONBody[schemas.Forgotten]) -> Response[None]:
    """Sends a link for a new password to the address, if somebody signs in with it. Nothing here says whether."""
    await forgotten.allow(world, address_of(request, world.settings))
    return Response(None, status_code=204, background=BackgroundTask(forgotten.send, world, data))


@post(
    "/people/{person:str}/deactivate", status_code=204, operation_id="deactivatePerson", responses=errors(403, 404, 409)
)
async def deactivate(claims: Claims, db: Store, person: FromPath[str]) -> None:
    """Ends every session of a person, who can sign in no more."""
    await db.write(as_actor(claims, lambda tx, actor: leaving.deactivate(tx, actor, person)))


@post("/people/{person:str}/activate", status_code=204, operation_id="activatePerson", responses=errors(403, 404))
async def activate(claims: Claims, db: Store, person: FromPath[str]) -> None:
    """Lets a deactivated person sign in again."""
    await db.write(as_actor(claims, lambda tx, actor: leaving.activate(tx, actor, person)))


_AUTH = Router(
    "/auth",
    route_handlers=[
        login,
        refresh,
        logout,
        devices,
        revoke_device,
        change_password,
        invite,
        look,
        accept,
        forgot,
        second_step_routes.router,
    ],
)
router = Router("/api/v1", tags=["Sign-in"], route_handlers=[_AUTH, deactivate, activate])
