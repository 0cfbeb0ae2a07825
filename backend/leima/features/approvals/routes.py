"""Months, requests and the trail of changes over HTTP."""

from typing import Annotated, Any

from litestar import Response, Router, get, post
from litestar.params import JSONBody, QueryParameter

from leima.db.actor import Actor
from leima.db.tx import Tx
from leima.features.approvals import answers, lists
from leima.features.approvals.closing import close
from leima.features.approvals.comparison import frozen_month
from leima.features.approvals.one_month import one_month
from leima.features.approvals.schemas import CloseMonths
from leima.features.approvals.totals import bounds
from leima.features.approvals.trail import trail
from leima.features.days.asked import PersonQuery, a_date, whose
from leima.web.answers import as_json, returns
from leima.web.dependencies import Claims, Store
from leima.web.forms import A_MONTH
from leima.web.guard import as_actor

MonthQuery = Annotated[str | None, QueryParameter(pattern=A_MONTH, required=False)]


@get("/months", operation_id="listMonths", responses=returns(answers.Months, 403))
async def read_months(claims: Claims, db: Store, month: MonthQuery = None) -> Response[bytes]:
    """Everybody's month for payroll; the team's for supervisors: who has sent, who is approved, who is closed."""

    def work(tx: Tx, actor: Actor) -> dict[str, Any]:
        return lists.months(tx, actor, month)

    return as_json(await db.read(as_actor(claims, work)), answers.Months)


@get("/months/waiting", operation_id="listWaitingMonths", responses=returns(answers.WaitingMonths, 403))
async def read_waiting(claims: Claims, db: Store) -> Response[bytes]:
    """Months and requests that wait for the caller's word."""
    return as_json(await db.read(as_actor(claims, lists.waiting)), answers.WaitingMonths)


@get("/months/person", operation_id="readMonth", responses=returns(answers.OneMonth, 404))
async def read_one_month(
    claims: Claims, db: Store, month: MonthQuery = None, person: PersonQuery = None
) -> Response[bytes]:
    """One person's month day by day: one's own, or of somebody whose month one may see."""

    def work(tx: Tx, actor: Actor) -> dict[str, Any]:
        return one_month(tx, actor, whose(tx, actor, person, *(bounds(month) if month else ())), month)

    return as_json(await db.read(as_actor(claims, work)), answers.OneMonth)


@get("/months/frozen", operation_id="readFrozenMonth", responses=returns(answers.FrozenMonth, 404))
async def read_frozen_month(
    month: Annotated[str, QueryParameter(pattern=A_MONTH)], claims: Claims, db: Store, person: PersonQuery = None
) -> Response[bytes]:
    """What a closed month was frozen at, and what has corrected it since; one's own, or of somebody one may see."""

    def work(tx: Tx, actor: Actor) -> dict[str, Any]:
        return frozen_month(tx, whose(tx, actor, person, *bounds(month)), month)

    return as_json(await db.read(as_actor(claims, work)), answers.FrozenMonth)


@post("/months/close", status_code=200, operation_id="closeMonths", responses=returns(answers.Closed, 403, 404, 409))
async def close_months(data: JSONBody[CloseMonths], claims: Claims, db: Store) -> Response[bytes]:
    """Freezes approved months; names the others with the reason."""

    def work(tx: Tx, actor: Actor) -> dict[str, Any]:
        return close(tx, actor, data)

    return as_json(await db.write(as_actor(claims, work)), answers.Closed)


DateQuery = Annotated[str | None, QueryParameter(max_length=10, required=False)]
IdQuery = Annotated[str | None, QueryParameter(max_length=64, required=False)]


@get("/audit", operation_id="readAudit", responses=returns(answers.Audit, 404))
async def read_audit(
    claims: Claims,
    db: Store,
    person: IdQuery = None,
    entity: Annotated[str | None, QueryParameter(max_length=40, required=False)] = None,
    day: DateQuery = None,
    first: Annotated[str | None, QueryParameter(name="from", required=False, max_length=10)] = None,
    last: Annotated[str | None, QueryParameter(name="to", required=False, max_length=10)] = None,
    after: Annotated[int | None, QueryParameter(ge=1, le=2**53, required=False)] = None,
) -> Response[bytes]:
    """Who changed what and when, newest first; `after` continues below the number that a page ended at."""

    def work(tx: Tx, actor: Actor) -> dict[str, Any]:
        dates = {"from": a_date(first, "from"), "to": a_date(last, "to"), "day": a_date(day, "day")}
        return trail(tx, actor, {"person": person or None, "entity": entity or None, **dates}, after)

    return as_json(await db.read(as_actor(claims, work)), answers.Audit)


router = Router(
    "/api/v1",
    tags=["Months"],
    route_handlers=[read_months, read_waiting, read_one_month, read_frozen_month, close_months, read_audit],
)
