"""/api/v1/tables, the person card, and what is done with many months at once."""

from collections.abc import Callable
from typing import Annotated, Any, TypeAlias

from litestar import Response, Router, get, post, put
from litestar.params import FromPath, JSONBody, QueryParameter

from leima.db.actor import Actor
from leima.db.database import Database
from leima.db.tx import Tx
from leima.features.days.asked import a_date
from leima.features.desk import looks, schemas
from leima.features.desk.card import card
from leima.features.desk.files import as_file
from leima.features.desk.months import months
from leima.features.desk.people import people
from leima.features.desk.reminding import remind
from leima.features.desk.reopening import reopen
from leima.features.desk.table import LARGEST, Asked, List, asked, page_of
from leima.features.desk.trail import chain, of_file, trail
from leima.features.desk.week import read_week, week_list
from leima.features.reports.files import MEDIA, Format, saved
from leima.web.answers import as_json, errors, returns
from leima.web.dependencies import Claims, Store
from leima.web.forms import A_MONTH
from leima.web.guard import as_actor

Read = Callable[[Tx, Actor, Asked], List]
Text: TypeAlias = Annotated[str | None, QueryParameter(required=False, max_length=200)]
FilterQuery: TypeAlias = Annotated[list[str] | None, QueryParameter(name="filter", required=False, max_items=50)]
PageQuery: TypeAlias = Annotated[int, QueryParameter(ge=0, le=100_000, required=False)]
SizeQuery: TypeAlias = Annotated[int, QueryParameter(ge=1, le=LARGEST, required=False)]
ColumnsQuery: TypeAlias = Annotated[str | None, QueryParameter(name="columns", required=False, max_length=400)]
FormatQuery: TypeAlias = Annotated[Format, QueryParameter(name="format", required=False)]
WeekQuery: TypeAlias = Annotated[str | None, QueryParameter(name="from", required=False, max_length=10)]
MonthQuery: TypeAlias = Annotated[str | None, QueryParameter(name="month", pattern=A_MONTH, required=False)]
FILES = {"files": [MEDIA["xlsx"], MEDIA["csv"]]}
"""A list is a page of JSON, or a file of all that fits."""


async def _told(
    claims: Claims, db: Database, read: Read, want: Asked, columns: str | None, form: Format
) -> Response[Any]:
    """The page or the file that was asked for."""
    if form == "json":

        def page(tx: Tx, actor: Actor) -> dict[str, Any]:
            told = read(tx, actor, want)
            return {**page_of(told, want, actor.lang), "look": looks.kept(tx, actor, told.name)}

        return as_json(await db.read(as_actor(claims, page)), schemas.Table)
    keys = [one for one in (columns or "").split(",") if one]

    def file(tx: Tx, actor: Actor) -> tuple[bytes, str]:
        return as_file(tx, read(tx, actor, of_file(want)), want, keys, form, actor.lang)

    return saved(*await db.read(as_actor(claims, file)))


@get("/tables/people", operation_id="tablePeople", opt=FILES, responses=returns(schemas.Table, 403))
async def table_people(
    claims: Claims,
    db: Store,
    search: Text = None,
    sort: Text = None,
    filters: FilterQuery = None,
    page: PageQuery = 0,
    size: SizeQuery = 100,
    columns: ColumnsQuery = None,
    form: FormatQuery = "json",
) -> Response[Any]:
    """The people of the organisation as a list; supervisors see names and teams of their own. `filter` is
    `column:value`, and comes as often as there are values."""

    def read(tx: Tx, actor: Actor, _: Asked) -> List:
        return people(tx, actor)

    return await _told(claims, db, read, asked(search, sort, filters, page, size), columns, form)


@get("/tables/months", operation_id="tableMonths", opt=FILES, responses=returns(schemas.Table, 403))
async def table_months(
    claims: Claims,
    db: Store,
    month: MonthQuery = None,
    search: Text = None,
    sort: Text = None,
    filters: FilterQuery = None,
    page: PageQuery = 0,
    size: SizeQuery = 100,
    columns: ColumnsQuery = None,
    form: FormatQuery = "json",
) -> Response[Any]:
    """Everybody's month as a list: how far it has come, its hours and findings. Last month when none is named."""

    def read(tx: Tx, actor: Actor, _: Asked) -> List:
        return months(tx, actor, month)

    return await _told(claims, db, read, asked(search, sort, filters, page, size), columns, form)


@get("/tables/audit", operation_id="tableAudit", opt=FILES, responses=returns(schemas.Table, 403))
async def table_audit(
    claims: Claims,
    db: Store,
    first: Annotated[str | None, QueryParameter(name="from", required=False, max_length=10)] = None,
    last: Annotated[str | None, QueryParameter(name="to", required=False, max_length=10)] = None,
    search: Text = None,
    sort: Text = None,
    filters: FilterQuery = None,
    page: PageQuery = 0,
    size: SizeQuery = 100,
    columns: ColumnsQuery = None,
    form: FormatQuery = "json",
) -> Response[Any]:
    """The audit log of dates as a list, for payroll and admins; a file has 20,000 events at most."""
    dates = {"from": a_date(first, "from"), "to": a_date(last, "to")}

    def read(tx: Tx, actor: Actor, want: Asked) -> List:
        return trail(tx, actor, dates, want)

    return await _told(claims, db, read, asked(search, sort, filters, page, size), columns, form)


@put("/tables/{name:str}/look", operation_id="keepListLook", responses=errors(403, 404))
async def keep_look(name: FromPath[str], data: JSONBody[schemas.Look], claims: Claims, db: Store) -> schemas.Look:
    """Keeps which columns of a list the caller wants to see, and how close its rows stand, for all their devices."""

    def work(tx: Tx, actor: Actor) -> schemas.Look:
        return looks.keep(tx, actor, name, data)

    return await db.write(as_actor(claims, work))


@get("/weeks", operation_id="readWeek", responses=errors(403))
async def read_one_week(claims: Claims, db: Store, first: WeekQuery = None) -> schemas.PeopleWeek:
    """The week of a date, or this one, as people and days; supervisors see their people on the dates of theirs."""
    date = a_date(first or None, "from")
    return await db.read(as_actor(claims, lambda tx, actor: read_week(tx, actor, date)))


@get("/tables/week", operation_id="tableWeek", opt=FILES, responses=returns(schemas.Table, 403))
async def table_week(
    claims: Claims,
    db: Store,
    first: WeekQuery = None,
    search: Text = None,
    sort: Text = None,
    filters: FilterQuery = None,
    page: PageQuery = 0,
    size: SizeQuery = 100,
    columns: ColumnsQuery = None,
    form: FormatQuery = "json",
) -> Response[Any]:
    """The same week as a list, a line a person and a column a day."""
    date = a_date(first or None, "from")

    def read(tx: Tx, actor: Actor, _: Asked) -> List:
        return week_list(tx, actor, date)

    return await _told(claims, db, read, asked(search, sort, filters, page, size), columns, form)


@get("/audit/chain", operation_id="checkAuditChain", responses=errors(403))
async def check_chain(claims: Claims, db: Store) -> schemas.Chain:
    """Whether anybody has altered or cut the audit log: every event of the organisation is looked at."""
    return await db.read(as_actor(claims, chain))


@get("/people/{person:str}/card", operation_id="readPersonCard", responses=returns(schemas.PersonCard, 404))
async def person_card(claims: Claims, db: Store, person: FromPath[str]) -> Response[bytes]:
    """Who somebody is, who decides on what they ask for, and when they are away."""

    def work(tx: Tx, actor: Actor) -> dict[str, Any]:
        return card(tx, actor, person)

    return as_json(await db.read(as_actor(claims, work)), schemas.PersonCard)


@post("/months/remind", status_code=200, operation_id="remindMonths", responses=returns(schemas.MonthsDone, 403, 404))
async def remind_months(data: JSONBody[schemas.RemindMonths], claims: Claims, db: Store) -> Response[bytes]:
    """Reminds those who have not sent their month, each once a day at the most."""

    def work(tx: Tx, actor: Actor) -> dict[str, Any]:
        return remind(tx, actor, data)

    return as_json(await db.write(as_actor(claims, work)), schemas.MonthsDone)


@post(
    "/months/reopen", status_code=200, operation_id="reopenMonths", responses=returns(schemas.MonthsDone, 403, 404, 409)
)
async def reopen_months(data: JSONBody[schemas.ReopenMonths], claims: Claims, db: Store) -> Response[bytes]:
    """Opens closed months again, by name and with a reason: they are approved as before they were closed."""

    def work(tx: Tx, actor: Actor) -> dict[str, Any]:
        return reopen(tx, actor, data)

    return as_json(await db.write(as_actor(claims, work)), schemas.MonthsDone)


router = Router(
    "/api/v1",
    tags=["Lists"],
    route_handlers=[
        table_people,
        table_months,
        table_audit,
        keep_look,
        table_week,
        read_one_week,
        check_chain,
        person_card,
        remind_months,
        reopen_months,
    ],
)
