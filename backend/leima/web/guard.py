"""Every route asks who is calling, unless it says that it is public."""

from collections.abc import Callable
from typing import Any, TypeVar

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from leima.db.door import Actor, load_actor
from leima.db.tx import Tx
from leima.web.errors import Invalid, SignInNeeded, WrongMediaType
from leima.web.given import Store
from leima.web.metrics import begin
from leima.web.tokens import Claims

T = TypeVar("T")
PUBLIC = {"public": True}
"""`opt=PUBLIC` on a handler: the list in tests/house may only shrink."""


def bearer(connection: ASGIConnection[Any, Any, Any, Any]) -> Claims:
    """The claims of the request's bearer token. Raises SignInNeeded."""
    kind, _, token = connection.headers.get("authorization", "").partition(" ")
    if kind.lower() != "bearer" or not token:
        raise SignInNeeded()
    world = connection.app.state.world
    claims: Claims = world.keys.decode_access(token, world.clock.now())
    return claims


async def admit(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """The guard of the whole app, one for everything: Litestar copies the handler for each guard that it calls."""
    begin(connection)
    signed_in(connection, handler)
    no_nul(connection)
    json_only(connection)


def signed_in(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """A good token, or a public route."""
    if not handler.opt.get("public"):
        connection.state.claims = bearer(connection)


def no_nul(connection: ASGIConnection[Any, Any, Any, Any]) -> None:
    """A NUL in a path or query fits into no text column; it names nothing that could exist."""
    if "\x00" in connection.scope["path"] or b"%00" in connection.scope["query_string"]:
        raise Invalid("malformed")


def json_only(connection: ASGIConnection[Any, Any, Any, Any]) -> None:
    """Bodies are JSON and say so."""
    if connection.scope.get("method") not in ("POST", "PUT", "PATCH"):
        return
    kind = connection.headers.get("content-type", "").partition(";")[0].strip().lower()
    sent = connection.headers.get("content-length", "0") != "0" or "transfer-encoding" in connection.headers
    if kind != "application/json" and sent:
        raise WrongMediaType()


async def provide_claims(request: Request[Any, Any, Any], db: Store) -> Claims:
    """The dependency `claims`. It comes after the store: two that stand alone would cost a task each, every time."""
    claims: Claims = request.state.claims
    return claims


def as_actor(claims: Claims, work: Callable[[Tx, Actor], T]) -> Callable[[Tx], T]:
    """Work that first finds out, in its own transaction, what the caller may do now."""

    def with_actor(tx: Tx) -> T:
        return work(tx, load_actor(tx, claims.org, claims.person, claims.family))

    return with_actor
