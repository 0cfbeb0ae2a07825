"""/api/v1/reports: the working-time report, the balance report, and everything of one's own."""

import asyncio
from typing import Annotated, Any, TypeAlias

from litestar import Response, Router, get
from litestar.params import QueryParameter
from litestar.response import Stream

from leima.features.days.asked import PersonQuery
from leima.features.reports import answers, service
from leima.features.reports.balances.csv import BalanceCsv
from leima.features.reports.csv_files import csv_file
from leima.features.reports.files import MEDIA, Format, begun, saved, streamed
from leima.features.reports.own_data.archive import archive
from leima.features.reports.working_time.csv import WorkingTimeCsv
from leima.web.answers import as_json, returns
from leima.web.dependencies import Claims, Outside, Store
from leima.web.guard import as_actor

FromQuery: TypeAlias = Annotated[str | None, QueryParameter(name="from", required=False, max_length=10)]
ToQuery: TypeAlias = Annotated[str | None, QueryParameter(name="to", required=False, max_length=10)]
TeamQuery: TypeAlias = Annotated[str | None, QueryParameter(name="team", required=False, max_length=64)]
ColumnsQuery: TypeAlias = Annotated[str | None, QueryParameter(name="columns", required=False, max_length=1000)]
FormatQuery: TypeAlias = Annotated[Format, QueryParameter(name="format", required=False)]
AfterQuery: TypeAlias = Annotated[str | None, QueryParameter(name="after", required=False, max_length=64)]
LimitQuery: TypeAlias = Annotated[int, QueryParameter(name="limit", required=False, ge=1, le=500)]
EverybodyQuery: TypeAlias = Annotated[bool, QueryParameter(name="everybody", required=False)]
FILES = {"files": [MEDIA["xlsx"], MEDIA["csv"]]}
"""A report is JSON, or a file."""


@get(
    "/working-time",
    operation_id="reportWorkingTime",
    opt=FILES,
    responses=returns(answers.WorkingTimeReport, 403, 404, 429),
)
async def working_time(
    claims: Claims,
    db: Store,
    person: PersonQuery = None,
    team: TeamQuery = None,
    first: FromQuery = None,
    last: ToQuery = None,
    columns: ColumnsQuery = None,
    everybody: EverybodyQuery = False,
    form: FormatQuery = "json",
) -> Response[Any]:
    """A row a day with the chosen columns, sums by week and month, and every balance; as JSON, XLSX or CSV.

    `everybody` takes in all whom the caller may see; without it, without a person and a team, the report is one's own.
    A CSV has no most number of days.
    """
    asked = {"person": person or None, "team": team or None, "from": first, "to": last, "columns": columns}
    asked["everybody"] = "yes" if everybody else None
    if form == "json":
        return as_json(
            await db.read(as_actor(claims, lambda tx, actor: service.working_time(tx, actor, asked))),
            answers.WorkingTimeReport,
        )
    if form == "csv":
        return await csv_file(db, claims, WorkingTimeCsv(asked))
    return saved(*await db.read(as_actor(claims, lambda tx, actor: service.working_time_book(tx, actor, asked))))


@get("/balances", operation_id="reportBalances", opt=FILES, responses=returns(answers.BalanceReport, 404))
async def balances(
    claims: Claims,
    db: Store,
    team: TeamQuery = None,
    first: FromQuery = None,
    last: ToQuery = None,
    after: AfterQuery = None,
    limit: LimitQuery = 200,
    form: FormatQuery = "json",
) -> Response[Any]:
    """A row a person: each account before, changed and after. JSON comes in pages; a file holds everybody."""
    asked = {"team": team or None, "from": first, "to": last}
    if form == "json":
        page = as_actor(claims, lambda tx, actor: service.balance_page(tx, actor, asked, after or None, limit))
        return as_json(await db.read(page), answers.BalanceReport)
    if form == "csv":
        return await csv_file(db, claims, BalanceCsv(asked))
    file = service.BalanceBookFile(asked)
    while await db.read(as_actor(claims, file.take)):
        continue
    return saved(await asyncio.to_thread(file.done), file.name)


@get("/own.zip", operation_id="exportOwnData", opt={"files": [MEDIA["zip"]]})
async def own(claims: Claims, db: Store, world: Outside) -> Stream:
    """Everything that is kept of the caller: JSON, CSV, and the files that they attached."""
    return streamed(await begun(archive(db, claims, world.blobs)), "leima-omat-tiedot.zip")


router = Router("/api/v1/reports", tags=["Reports"], route_handlers=[working_time, balances, own])
