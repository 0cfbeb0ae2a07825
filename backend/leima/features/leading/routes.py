"""/api/v1/leading: reports for leading as JSON and files, and the choices of them that a person keeps."""

from typing import Annotated, Any, TypeAlias

from litestar import Response, Router, delete, get, put
from litestar.params import FromPath, JSONBody, QueryParameter

from leima.db.actor import Actor
from leima.db.tx import Tx
from leima.features.leading import kept
from leima.features.leading.files import as_file
from leima.features.leading.report import Kind, LeadingReport
from leima.features.leading.scope import Whom
from leima.features.leading.service import Asked, leading
from leima.features.reports.files import MEDIA, Format, saved
from leima.web.answers import as_json, errors, returns
from leima.web.dependencies import Claims, Store
from leima.web.forms import A_MONTH, Id
from leima.web.guard import as_actor

KindQuery: TypeAlias = Annotated[Kind, QueryParameter(name="report")]
OwnQuery: TypeAlias = Annotated[bool, QueryParameter(name="own", required=False)]
TeamQuery: TypeAlias = Annotated[str | None, QueryParameter(name="team", required=False, max_length=64)]
FromQuery: TypeAlias = Annotated[str | None, QueryParameter(name="from", required=False, pattern=A_MONTH)]
ToQuery: TypeAlias = Annotated[str | None, QueryParameter(name="to", required=False, pattern=A_MONTH)]
FormatQuery: TypeAlias = Annotated[Format, QueryParameter(name="format", required=False)]
FILES = {"files": [MEDIA["xlsx"], MEDIA["csv"]]}


@get("/leading", operation_id="reportForLeading", opt=FILES, responses=returns(LeadingReport, 404))
async def read_leading(
    claims: Claims,
    db: Store,
    kind: KindQuery,
    own: OwnQuery = False,
    team: TeamQuery = None,
    first: FromQuery = None,
    last: ToQuery = None,
    form: FormatQuery = "json",
) -> Response[Any]:
    """Hours by work type, cost centre or place; flex and overtime by month; kiky; time away. Of the days that have
    ended, of everybody whom the caller sees on each of them, of a team, or of oneself. As JSON, XLSX with pictures, or
    CSV."""
    asked = Asked(kind, Whom(own, team or None), first, last)
    if form == "json":
        return as_json(await db.read(as_actor(claims, lambda tx, actor: leading(tx, actor, asked))), LeadingReport)

    def file(tx: Tx, actor: Actor) -> tuple[bytes, str]:
        return as_file(leading(tx, actor, asked), form)

    return saved(*await db.read(as_actor(claims, file)))


@get("/leading/kept", operation_id="listKeptReports", responses=returns(kept.KeptReports))
async def read_kept(claims: Claims, db: Store) -> Response[bytes]:
    """The choices of reports that the caller keeps."""
    return as_json(await db.read(as_actor(claims, kept.listed)), kept.KeptReports)


@put("/leading/kept/{kept_id:str}", operation_id="keepReport", responses=errors(409))
async def keep(claims: Claims, db: Store, kept_id: FromPath[Id], data: JSONBody[kept.KeepReport]) -> kept.Kept:
    """Keeps a choice of a report under the caller's own name for it, or changes one that is kept."""
    return await db.write(as_actor(claims, lambda tx, actor: kept.keep(tx, actor, kept_id, data)))


@delete("/leading/kept/{kept_id:str}", operation_id="dropKeptReport", responses=errors(404))
async def drop(claims: Claims, db: Store, kept_id: FromPath[str]) -> None:
    """Forgets one of the caller's choices."""
    await db.write(as_actor(claims, lambda tx, actor: kept.drop(tx, actor, kept_id)))


router = Router("/api/v1", tags=["Reports"], route_handlers=[read_leading, read_kept, keep, drop])
