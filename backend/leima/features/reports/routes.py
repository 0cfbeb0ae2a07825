"""/api/v1/reports: the working-time report, the balance report, and everything of one's own."""

import asyncio
from typing import Annotated, Any, TypeAlias

import msgspec
from litestar import Response, Router, get
from litestar.params import QueryParameter

from leima.features.days.routes import PersonQuery
from leima.features.reports import service
from leima.features.reports.files import Format, saved
from leima.web.given import Claims, Store
from leima.web.guard import as_actor

FromQuery: TypeAlias = Annotated[str | None, QueryParameter(name="from", required=False, max_length=10)]
ToQuery: TypeAlias = Annotated[str | None, QueryParameter(name="to", required=False, max_length=10)]
TeamQuery: TypeAlias = Annotated[str | None, QueryParameter(name="team", required=False, max_length=64)]
ColumnsQuery: TypeAlias = Annotated[str | None, QueryParameter(name="columns", required=False, max_length=1000)]
FormatQuery: TypeAlias = Annotated[Format, QueryParameter(name="format", required=False)]
AfterQuery: TypeAlias = Annotated[str | None, QueryParameter(name="after", required=False, max_length=64)]
LimitQuery: TypeAlias = Annotated[int, QueryParameter(name="limit", required=False, ge=1, le=500)]


def _json(value: Any) -> Response[bytes]:
    return Response(msgspec.json.encode(value), media_type="application/json")


@get("/working-time")
async def working_time(
    claims: Claims,
    db: Store,
    person: PersonQuery = None,
    team: TeamQuery = None,
    first: FromQuery = None,
    last: ToQuery = None,
    columns: ColumnsQuery = None,
    form: FormatQuery = "json",
) -> Response[bytes]:
    """A row a day with the chosen columns, sums by week and month, and every balance; as JSON, XLSX or CSV."""
    asked = {"person": person or None, "team": team or None, "from": first, "to": last, "columns": columns}
    if form == "json":
        return _json(await db.read(as_actor(claims, lambda tx, actor: service.working_time(tx, actor, asked))))
    made = await db.read(as_actor(claims, lambda tx, actor: service.working_time_file(tx, actor, asked, form)))
    return saved(*made)


@get("/balances")
async def balances(
    claims: Claims,
    db: Store,
    team: TeamQuery = None,
    first: FromQuery = None,
    last: ToQuery = None,
    after: AfterQuery = None,
    limit: LimitQuery = 200,
    form: FormatQuery = "json",
) -> Response[bytes]:
    """A row a person: each account before, changed and after. JSON comes in pages; a file holds everybody."""
    asked = {"team": team or None, "from": first, "to": last}
    if form == "json":
        page = as_actor(claims, lambda tx, actor: service.balance_page(tx, actor, asked, after or None, limit))
        return _json(await db.read(page))
    file = service.BalanceFile(asked, form)
    while await db.read(as_actor(claims, file.take)):
        continue
    return saved(await asyncio.to_thread(file.done), file.name)


@get("/own.zip")
async def own(claims: Claims, db: Store) -> Response[bytes]:
    """Everything that is kept of the caller, as JSON and CSV."""
    return saved(await db.read(as_actor(claims, service.everything_own)), "leima-omat-tiedot.zip")


router = Router("/api/v1/reports", route_handlers=[working_time, balances, own])
