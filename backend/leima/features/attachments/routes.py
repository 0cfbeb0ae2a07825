"""/api/v1/blobs: files that people attach, by the SHA-256 of what they send."""

import asyncio
import hashlib
from typing import Annotated, Any

import msgspec
from litestar import Request, Response, Router, get, head, put
from litestar.params import PathParameter

from leima.db.actor import Actor
from leima.db.tables.attachments import Blob
from leima.db.tx import Tx
from leima.features.attachments import store
from leima.features.attachments.files import KEEPS, as_file
from leima.web.answers import errors
from leima.web.dependencies import Claims, Outside, Store
from leima.web.errors import FileRefused, Invalid, NotFound, TooMany
from leima.web.guard import as_actor
from leima.world.files.attachment import LIMITS, Attachment, read_attachment

MOST_BYTES = 10 * 1024 * 1024
MOST_AN_HOUR = 200
TAKES = frozenset({"application/octet-stream"})
"""What a file is, its first bytes say."""
Sha256 = Annotated[str, PathParameter(pattern="^[0-9a-f]{64}$")]


class Sent(msgspec.Struct, frozen=True):
    """A file that is kept. `kept` is the SHA-256 of the bytes that are given back; a photo or PDF that held more than
    its picture was made anew, and then it differs from `sha256`."""

    sha256: str
    kept: str
    media: str
    size: int
    pages: int


def _told(blob: Blob) -> Sent:
    return Sent(blob.sha256, blob.kept, blob.media, blob.size, blob.pages)


@put(
    "/{sha256:str}",
    status_code=200,
    operation_id="sendBlob",
    request_max_body_size=MOST_BYTES,
    opt={"takes": TAKES},
    responses=errors(413, 422, 429),
)
async def send(request: Request[Any, Any, Any], claims: Claims, db: Store, world: Outside, sha256: Sha256) -> Sent:
    """Keeps a photo (JPEG, PNG, WebP) or a PDF of at most 10 MB. The same file again changes nothing.

    It is kept as a plain JPEG, or as a PDF of its pages alone: positions, notes, scripts and files within are gone.
    """
    known = await db.read(as_actor(claims, lambda tx, actor: _known(tx, actor, sha256)))
    if known is not None and known.unnamed_at is None:
        return _told(known)
    content = await request.body()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise Invalid("attachment_hash")
    made = await world.files.read(f"{claims.org} {claims.person}", read_attachment, "", content, Attachment, LIMITS)
    kept = hashlib.sha256(made.content).hexdigest()
    await asyncio.to_thread(world.blobs.put, claims.org, kept, made.content)

    def work(tx: Tx, actor: Actor) -> Sent:
        row = Blob(
            org=tx.org,
            person=actor.person,
            sha256=sha256,
            kept=kept,
            media=made.media,
            size=len(made.content),
            pages=made.pages,
            at=tx.now,
        )
        return _told(store.add(tx, row))

    sent = await db.write(as_actor(claims, work))
    # A cleaning may have taken the same content away before the row was there.
    await asyncio.to_thread(world.blobs.put, claims.org, kept, made.content)
    return sent


def _known(tx: Tx, actor: Actor, sha256: str) -> Blob | None:
    """The file if the person has sent it before. Raises TooMany when they send a new one and have sent many."""
    blob = store.find(tx, actor.person, sha256)
    if blob is None and store.sent_lately(tx, actor.person) >= MOST_AN_HOUR:
        raise TooMany("attachments_many", retry_after=600)
    return blob


async def _own(claims: Claims, db: Store, sha256: str) -> Blob:
    blob = await db.read(as_actor(claims, lambda tx, actor: store.find(tx, actor.person, sha256)))
    if blob is None:
        raise NotFound()
    return blob


@head("/{sha256:str}", operation_id="hasBlob", responses=errors(404))
async def has(claims: Claims, db: Store, sha256: Sha256) -> None:
    """Whether the caller's file is kept."""
    await _own(claims, db, sha256)


@get("/{sha256:str}", operation_id="readBlob", opt={"files": KEEPS}, responses=errors(404))
async def read(claims: Claims, db: Store, world: Outside, sha256: Sha256) -> Response[bytes]:
    """The caller's file as it is kept, to be saved or shown as a picture, never opened as a page."""
    blob = await _own(claims, db, sha256)
    content = await asyncio.to_thread(world.blobs.get, claims.org, blob.kept)
    if content is None:
        raise FileRefused("attachment_gone")
    return as_file(content, blob.media, sha256)


router = Router("/api/v1/blobs", tags=["Attachments"], route_handlers=[send, has, read])
