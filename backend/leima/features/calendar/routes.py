"""/api/v1/calendar: a team's holiday calendar, its year plan as a file, and how many people it needs."""

import asyncio
from typing import Annotated, Any, Literal, TypeAlias

from litestar import Response, Router, get, put
from litestar.params import FromPath, JSONBody, QueryParameter

from leima.features.calendar import answers, service
from leima.features.calendar.schemas import SetMinimum
from leima.features.calendar.sheet import named, plan
from leima.features.reports.files import MEDIA, saved
from leima.web.answers import as_json, errors, returns
from leima.web.dependencies import Claims, Store
from leima.web.guard import as_actor

FromQuery: TypeAlias = Annotated[str | None, QueryParameter(name="from", required=False, max_length=10)]
ToQuery: TypeAlias = Annotated[str | None, QueryParameter(name="to", required=False, max_length=10)]
TeamQuery: TypeAlias = Annotated[str | None, QueryParameter(name="team", required=False, max_length=64)]
FormatQuery: TypeAlias = Annotated[Literal["json", "xlsx"], QueryParameter(name="format", required=False)]


@get(
    "/calendar",
    operation_id="readCalendar",
    opt={"files": [MEDIA["xlsx"]]},
    responses=returns(answers.Calendar, 404),
)
async def read_calendar(
    claims: Claims,
    db: Store,
    first: FromQuery = None,
    last: ToQuery = None,
    team: TeamQuery = None,
    form: FormatQuery = "json",
) -> Response[Any]:
    """Who of a team is away, asks to be, or plans an extension day; kinds go to those alone who may know them."""
    work = as_actor(
        claims, lambda tx, actor: (actor.lang, service.calendar(tx, actor, first or None, last or None, team or None))
    )
    lang, found = await db.read(work)
    if form == "json":
        return as_json(found, answers.Calendar)
    return saved(await asyncio.to_thread(plan, found, lang), named(found, lang))


@put("/teams/{team:str}/minimum", operation_id="setTeamMinimum", responses=errors(403, 404))
async def set_minimum(claims: Claims, db: Store, team: FromPath[str], data: JSONBody[SetMinimum]) -> answers.Minimums:
    """Says how many people a team needs from a date on: too few is a warning, and forbids nothing."""
    return await db.write(as_actor(claims, lambda tx, actor: service.set_minimum(tx, actor, team, data)))


router = Router("/api/v1", tags=["Calendar"], route_handlers=[read_calendar, set_minimum])
