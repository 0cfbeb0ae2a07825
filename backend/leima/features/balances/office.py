"""/api/v1/people/balances and the leaver's statement: what supervisors and payroll read of many people."""

from typing import Annotated

from litestar import Response, Router, get, post
from litestar.params import FromPath, JSONBody, QueryParameter

from leima.features.balances import answers as balances_answers
from leima.features.balances import statement, table
from leima.features.days.asked import DateQuery, a_date
from leima.features.ledger.schemas import NewStatementLine
from leima.web.answers import as_json, returns
from leima.web.dependencies import Claims, Store
from leima.web.guard import as_actor


@get("/people/balances", operation_id="listBalances", responses=returns(balances_answers.BalanceTable, 403))
async def read_table(
    claims: Claims,
    db: Store,
    on: DateQuery = None,
    team: Annotated[str | None, QueryParameter(required=False, max_length=64)] = None,
) -> Response[bytes]:
    """Every account of one's people, settled at the end of a date."""
    return as_json(
        await db.read(as_actor(claims, lambda tx, actor: table.table(tx, actor, a_date(on, "on"), team))),
        balances_answers.BalanceTable,
    )


@get(
    "/people/{person:str}/statement",
    operation_id="readStatement",
    responses=returns(balances_answers.Statement, 403, 404),
)
async def read_statement(claims: Claims, db: Store, person: FromPath[str], on: DateQuery = None) -> Response[bytes]:
    """Every account of somebody who leaves, with what is proposed and what has been decided."""
    work = as_actor(claims, lambda tx, actor: statement.statement(tx, actor, person, a_date(on, "on")))
    return as_json(await db.read(work), balances_answers.Statement)


@post(
    "/people/{person:str}/statement/lines",
    status_code=200,
    operation_id="decideStatementLine",
    responses=returns(balances_answers.Statement, 403, 404, 409),
)
async def decide_line(
    claims: Claims, db: Store, person: FromPath[str], data: JSONBody[NewStatementLine]
) -> Response[bytes]:
    """A person's word on one account of the statement."""
    return as_json(
        await db.write(as_actor(claims, lambda tx, actor: statement.decide(tx, actor, person, data))),
        balances_answers.Statement,
    )


router = Router("/api/v1", tags=["Ledger"], route_handlers=[read_table, read_statement, decide_line])
