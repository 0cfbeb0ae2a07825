"""/api/v1/people/balances and the leaver's statement: what supervisors and payroll read of many people."""

from typing import Annotated

from litestar import Response, Router, get, post
from litestar.params import FromPath, JSONBody, QueryParameter

from leima.features.balances.schemas import NewStatementLine
from leima.features.days import statement, table
from leima.features.days.routes import DateQuery, _json, a_date
from leima.web.given import Claims, Store
from leima.web.guard import as_actor


@get("/people/balances")
async def read_table(
    claims: Claims,
    db: Store,
    on: DateQuery = None,
    team: Annotated[str | None, QueryParameter(required=False, max_length=64)] = None,
) -> Response[bytes]:
    """Every account of one's people, settled at the end of a date."""
    return _json(await db.read(as_actor(claims, lambda tx, actor: table.table(tx, actor, a_date(on, "on"), team))))


@get("/people/{person:str}/statement")
async def read_statement(claims: Claims, db: Store, person: FromPath[str], on: DateQuery = None) -> Response[bytes]:
    """Every account of somebody who leaves, with what is proposed and what has been decided."""
    work = as_actor(claims, lambda tx, actor: statement.statement(tx, actor, person, a_date(on, "on")))
    return _json(await db.read(work))


@post("/people/{person:str}/statement/lines", status_code=200)
async def decide_line(
    claims: Claims, db: Store, person: FromPath[str], data: JSONBody[NewStatementLine]
) -> Response[bytes]:
    """A person's word on one account of the statement."""
    return _json(await db.write(as_actor(claims, lambda tx, actor: statement.decide(tx, actor, person, data))))


router = Router("/api/v1", route_handlers=[read_table, read_statement, decide_line])
