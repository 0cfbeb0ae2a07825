"""Every route asks who is calling, unless it says that it is public."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from litestar import Request
from litestar.connection import ASGIConnection

from leima.access.api_keys import is_key, key_actor
from leima.db.actor import Actor, load_actor
from leima.db.database import Database
from leima.db.tx import Asks, Tx
from leima.web.dependencies import Store
from leima.web.errors import Invalid, SignInNeeded, WrongMediaType
from leima.web.key_door import admit_key
from leima.web.metrics import begin
from leima.web.tokens import Claims

T = TypeVar("T")
PUBLIC = {"public": True}
"""`opt=PUBLIC` on a handler: the list in tests/house may only shrink."""


def token_of(connection: ASGIConnection[Any, Any, Any, Any]) -> str:
    """The request's bearer token. Raises SignInNeeded."""
    kind, _, token = connection.headers.get("authorization", "").partition(" ")
    if kind.lower() != "bearer" or not token:
        raise SignInNeeded()
    return token


def bearer(connection: ASGIConnection[Any, Any, Any, Any], token: str = "") -> Claims:
    """The claims of a session: of the request's access token. Raises SignInNeeded."""
    world = connection.app.state.world
    claims: Claims = world.keys.decode_access(token or token_of(connection), world.clock.now())
    return claims


async def admit(request: Request[Any, Any, Any]) -> None:
    """What the whole app asks before each request, as its `before_request`: Litestar copies the handler for each guard
    that it calls. A router or route with a `before_request` of its own would be without it; tests/house looks."""
    opt = request.scope["route_handler"].opt
    begin(request)
    if not opt.get("public"):
        token = token_of(request)
        claims = await admit_key(request, token) if is_key(token) else bearer(request, token)
        request.scope["state"]["claims"] = claims
    no_nul(request)
    of_its_kind(request, opt)


_JSON = frozenset({"application/json"})


def no_nul(connection: ASGIConnection[Any, Any, Any, Any]) -> None:
    """A NUL in a path or query fits into no text column; it names nothing that could exist."""
    if "\x00" in connection.scope["path"] or b"%00" in connection.scope["query_string"]:
        raise Invalid("malformed")


def of_its_kind(connection: ASGIConnection[Any, Any, Any, Any], opt: Mapping[str, Any]) -> None:
    """Bodies are JSON and say so, where a route does not take files (`opt["takes"]`: their media types)."""
    if connection.scope.get("method") not in ("POST", "PUT", "PATCH"):
        return
    kind = connection.headers.get("content-type", "").partition(";")[0].strip().lower()
    sent = connection.headers.get("content-length", "0") != "0" or "transfer-encoding" in connection.headers
    if sent and kind not in opt.get("takes", _JSON):
        raise WrongMediaType()


async def provide_claims(request: Request[Any, Any, Any], db: Store) -> Claims:
    """The dependency `claims`. It comes after the store: two that stand alone would cost a task each, every time."""
    claims: Claims = request.scope["state"]["claims"]
    return claims


def asking(request: Request[Any, Any, Any]) -> tuple[Claims, Database]:
    """The claims and the store, as the dependencies `claims` and `db` are, for the routes that are asked most: what
    Litestar does for dependencies costs a tenth of a short request."""
    return request.scope["state"]["claims"], request.app.state.world.db


def as_actor(claims: Claims, work: Callable[[Tx, Actor], T], asks: Asks | None = None) -> Callable[[Tx], T]:
    """Work that first finds out, in its own transaction, what the caller may do now.

    `asks` are the queries that it is sure to ask: they are sent together with that first one.
    """

    return _AsActor(claims, work, asks)


@dataclass(frozen=True)
class _AsActor(Generic[T]):
    """A unit of work that says whose it is, so that no two of a person are done in one group."""

    claims: Claims
    work: Callable[[Tx, Actor], T]
    asks: Asks | None

    @property
    def whose(self) -> str:
        return self.claims.person

    def __call__(self, tx: Tx) -> T:
        claims = self.claims
        if claims.scope is not None:
            return self.work(tx, key_actor(tx, claims.org, claims.person, claims.scope))
        return self.work(tx, load_actor(tx, claims.org, claims.person, claims.family, self.asks))
