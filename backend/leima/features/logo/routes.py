"""/api/v1/logo: the organisation's logo, which its admins choose and everybody of it sees."""

import base64
from typing import Any

from litestar import Request, Response, Router, delete, get, put
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import JSONBody

from leima.db.actor import Actor
from leima.db.tables.logo import Logo
from leima.db.tx import Tx
from leima.features.logo import schemas, store
from leima.web.answers import errors
from leima.web.dependencies import Claims, Outside, Store
from leima.web.errors import Forbidden, NotFound
from leima.web.guard import as_actor
from leima.world.files import logo as files
from leima.world.files.encoded import bytes_of
from leima.world.files.refused import Refused

PNG = "image/png"
SAME = {304: ResponseSpec(None, description="It is the one whose ETag the caller sent.")}


def _refuse_others(_: Tx, actor: Actor) -> None:
    if not actor.may_import:
        raise Forbidden()


def _found(tx: Tx) -> Logo:
    found = store.find(tx)
    if found is None:
        raise NotFound()
    return found


@get("/", operation_id="readLogo", opt={"files": [PNG]}, responses=errors(404) | SAME)
async def read(request: Request[Any, Any, Any], claims: Claims, db: Store) -> Response[bytes]:
    """The logo of the caller's organisation. Its ETag is the version that the organisation's row names."""
    row = await db.read(as_actor(claims, lambda tx, _: _found(tx)))
    headers = {
        "ETag": f'"{row.version}"',
        "Cache-Control": "private, no-cache",
        "Vary": "Authorization",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(b"", status_code=304, headers=headers)
    return Response(base64.b64decode(row.png), media_type=PNG, headers=headers)


@put(
    "/",
    status_code=200,
    operation_id="setLogo",
    request_max_body_size=schemas.MOST_BODY + 100,
    responses=errors(403, 422, 429),
)
async def put_logo(claims: Claims, db: Store, world: Outside, data: JSONBody[schemas.SetLogo]) -> schemas.KeptLogo:
    """Sets the organisation's logo: a PNG, JPEG or WebP. It is drawn anew and made small; only its picture is kept.

    A picture that is refused changes nothing: the earlier logo stays.
    """
    await db.read(as_actor(claims, _refuse_others))
    content = bytes_of(data.content, "logo_damaged")
    if len(content) > schemas.MOST_BYTES:
        raise Refused("logo_large", most=schemas.MOST_BYTES // 1_000_000)
    who = f"{claims.org} {claims.person}"
    made = await world.files.read(who, files.read_logo, "", content, files.Logo, files.LIMITS)

    def work(tx: Tx, actor: Actor) -> schemas.KeptLogo:
        _refuse_others(tx, actor)
        row = store.put(tx, made)
        return schemas.KeptLogo(row.version, row.width, row.height)

    return await db.write(as_actor(claims, work))


@delete("/", operation_id="removeLogo", responses=errors(403, 404))
async def remove(claims: Claims, db: Store) -> None:
    """Removes the organisation's logo."""

    def work(tx: Tx, actor: Actor) -> None:
        _refuse_others(tx, actor)
        if not store.remove(tx):
            raise NotFound()

    await db.write(as_actor(claims, work))


router = Router("/api/v1/logo", tags=["Setting up"], route_handlers=[read, put_logo, remove])
