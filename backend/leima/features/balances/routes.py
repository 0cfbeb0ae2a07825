"""Balances, their history and their explanations, to read."""

from typing import Annotated, Any

from litestar import Request, Response, Router, get
from litestar.params import QueryParameter

from leima.db.actor import Actor
from leima.db.site import today
from leima.db.tx import Query, Tx
from leima.features.balances import answers, explain, kiky_year, standing
from leima.features.days.asked import DateQuery, PersonQuery, a_date, whose
from leima.web.answers import as_json, errors, returns
from leima.web.dependencies import Claims, Store
from leima.web.guard import as_actor, asking


@get("/balances", operation_id="readBalances", responses=returns(answers.Balances, 404))
async def read_balances(
    request: Request[Any, Any, Any], on: DateQuery = None, person: PersonQuery = None
) -> Response[bytes]:
    """Every account of a person on a date."""
    claims, db = asking(request)

    def work(tx: Tx, actor: Actor) -> dict[str, Any]:
        return standing.balances(tx, whose(tx, actor, person), a_date(on, "on"))

    def asks(tx: Tx) -> list[Query[Any]]:
        return standing.asked_today(tx, claims.person) if on is None and person in (None, claims.person) else []

    return as_json(await db.read(as_actor(claims, work, asks)), answers.Balances)


@get("/balances/history", operation_id="readBalanceHistory", responses=returns(answers.BalanceHistory, 404))
async def read_history(
    claims: Claims,
    db: Store,
    account: Annotated[str, QueryParameter(max_length=40)] = "flex",
    days: Annotated[int, QueryParameter(ge=1, le=366)] = 30,
    person: PersonQuery = None,
) -> Response[bytes]:
    """The balance at the end of each of the last days."""

    def work(tx: Tx, actor: Actor) -> list[dict[str, Any]]:
        return standing.history(tx, whose(tx, actor, person), account, days)

    return as_json({"points": await db.read(as_actor(claims, work))}, answers.BalanceHistory)


@get("/explain", operation_id="explainBalance", responses=returns(answers.Explanation, 404))
async def read_explanation(
    claims: Claims,
    db: Store,
    account: Annotated[str, QueryParameter(max_length=40)] = "flex",
    on: DateQuery = None,
    person: PersonQuery = None,
    first: Annotated[str | None, QueryParameter(name="from", required=False, max_length=10)] = None,
) -> Response[bytes]:
    """Why a balance is what it is: rows that add up to it."""

    def work(tx: Tx, actor: Actor) -> dict[str, Any]:
        who, when = whose(tx, actor, person), a_date(on, "on") or today(tx)
        return explain.explain(tx, who, account, when, actor.lang, a_date(first, "from"))

    return as_json(await db.read(as_actor(claims, work)), answers.Explanation)


@get("/kiky/year", operation_id="readKikyYear", responses=errors(404))
async def read_kiky_year(
    claims: Claims,
    db: Store,
    year: Annotated[int | None, QueryParameter(required=False, ge=2017, le=2100)] = None,
    person: PersonQuery = None,
) -> kiky_year.KikyYear:
    """How a year of kiky was settled, by line and by month."""

    def work(tx: Tx, actor: Actor) -> kiky_year.KikyYear:
        return kiky_year.kiky_year(tx, whose(tx, actor, person), year or int(today(tx)[:4]))

    return await db.read(as_actor(claims, work))


_READS = [read_balances, read_history, read_explanation, read_kiky_year]
router = Router("/api/v1", tags=["Days"], route_handlers=_READS)
