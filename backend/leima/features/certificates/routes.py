"""/api/v1/certificates: a certificate of an absence or a request, and its files, for whoever may see it."""

import asyncio
from typing import Annotated

from litestar import Response, Router, get
from litestar.params import PathParameter

from leima.db.actor import Actor
from leima.db.tx import Tx
from leima.features.attachments.files import KEEPS, as_file
from leima.features.certificates.answers import CertificateData
from leima.features.certificates.seeing import file_of, seen
from leima.features.certificates.views import certificate_data
from leima.web.answers import as_json, errors, returns
from leima.web.dependencies import Claims, Outside, Store
from leima.web.errors import FileRefused, NotFound
from leima.web.guard import as_actor

Id = Annotated[str, PathParameter(max_length=64)]
Sha256 = Annotated[str, PathParameter(pattern="^[0-9a-f]{64}$")]


@get("/{id:str}", operation_id="readCertificate", responses=returns(CertificateData, 404))
async def read_certificate(claims: Claims, db: Store, id: Id) -> Response[bytes]:
    """The certificate of an absence or a request: its files for its person and who decides, for payroll that it is."""

    def work(tx: Tx, actor: Actor) -> dict[str, object]:
        found = seen(tx, actor, id)
        if found is None:
            raise NotFound()
        return certificate_data(found.row, opened=found.opened)

    return as_json(await db.read(as_actor(claims, work)), CertificateData)


@get("/{id:str}/files/{sha256:str}", operation_id="readCertificateFile", opt={"files": KEEPS}, responses=errors(404))
async def read_file(claims: Claims, db: Store, world: Outside, id: Id, sha256: Sha256) -> Response[bytes]:
    """A file of a certificate as it is kept, for its person and who decides on them."""
    found = await db.read(as_actor(claims, lambda tx, actor: file_of(tx, actor, id, sha256)))
    if found is None:
        raise NotFound()
    content = await asyncio.to_thread(world.blobs.get, claims.org, found.kept)
    if content is None:
        raise FileRefused("attachment_gone")
    return as_file(content, found.media, sha256)


router = Router("/api/v1/certificates", tags=["Certificates"], route_handlers=[read_certificate, read_file])
