"""/api/v1/claims: travel claims to read, and the files of their receipts."""

import asyncio
from typing import Annotated

from litestar import Response, Router, get
from litestar.params import PathParameter, QueryParameter

from leima.features.attachments.files import KEEPS, as_file
from leima.features.travel import answers, listing
from leima.rules.zone import is_date
from leima.web.answers import as_json, errors, returns
from leima.web.dependencies import Claims, Outside, Store
from leima.web.errors import FileRefused, Invalid, NotFound
from leima.web.guard import as_actor

DateQuery = Annotated[str | None, QueryParameter(max_length=10, required=False)]
IdQuery = Annotated[str | None, QueryParameter(max_length=64, required=False)]
Id = Annotated[str, PathParameter(max_length=64)]
Sha256 = Annotated[str, PathParameter(pattern="^[0-9a-f]{64}$")]


@get("", operation_id="listClaims", responses=returns(answers.Claims, 404))
async def read_claims(
    claims: Claims,
    db: Store,
    status: Annotated[answers.Status | None, QueryParameter(required=False)] = None,
    person: IdQuery = None,
    first: Annotated[str | None, QueryParameter(name="from", required=False, max_length=10)] = None,
    last: Annotated[str | None, QueryParameter(name="to", required=False, max_length=10)] = None,
    after: IdQuery = None,
) -> Response[bytes]:
    """Claims with trips and receipts: one's own, those that one's people have sent, and for payroll everybody's.

    `from` and `to` are about the date that a claim ends on. `after` continues from where a page ended.
    """
    asked = listing.Asked(status, person or None, _date(first, "from"), _date(last, "to"), after or None)
    found = await db.read(as_actor(claims, lambda tx, actor: listing.claims(tx, actor, asked)))
    return as_json(found, answers.Claims)


def _date(text: str | None, field: str) -> str | None:
    if text and not is_date(text):
        raise Invalid("bad_date", fields=[{"field": field, "message": text}])
    return text or None


@get("/{id:str}/files/{sha256:str}", operation_id="readClaimFile", opt={"files": KEEPS}, responses=errors(404))
async def read_file(claims: Claims, db: Store, world: Outside, id: Id, sha256: Sha256) -> Response[bytes]:
    """A file of a claim's receipt as it is kept, for whoever may see the claim."""
    found = await db.read(as_actor(claims, lambda tx, actor: listing.file_of(tx, actor, id, sha256)))
    if found is None:
        raise NotFound()
    content = await asyncio.to_thread(world.blobs.get, claims.org, found.kept)
    if content is None:
        raise FileRefused("attachment_gone")
    return as_file(content, found.media, sha256)


router = Router("/api/v1/claims", tags=["Travel"], route_handlers=[read_claims, read_file])
