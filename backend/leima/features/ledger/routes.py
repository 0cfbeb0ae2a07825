"""/api/v1/postings, /transfers and /acts: the ledger at a desk, and its lines to read."""

from collections.abc import Callable
from typing import Annotated

from litestar import Router, get, post
from litestar.params import FromPath, JSONBody, QueryParameter

from leima.db.actor import Actor
from leima.db.site import reach, today
from leima.db.tx import Tx
from leima.features.ledger import schemas, service
from leima.rules.zone import next_date
from leima.web.answers import errors
from leima.web.dependencies import Claims, Store
from leima.web.guard import as_actor

DateQuery = Annotated[str | None, QueryParameter(required=False, max_length=10)]
YEAR = 366


@get("/postings", operation_id="listPostings", responses=errors(404))
async def read_postings(
    claims: Claims,
    db: Store,
    person: Annotated[str | None, QueryParameter(required=False, max_length=64)] = None,
    account: Annotated[str | None, QueryParameter(required=False, max_length=40)] = None,
    first: Annotated[str | None, QueryParameter(name="from", required=False, max_length=10)] = None,
    last: Annotated[str | None, QueryParameter(name="to", required=False, max_length=10)] = None,
) -> schemas.Ledger:
    """Ledger lines of a person, newest first; without dates the last year and what lies ahead."""

    def work(tx: Tx, actor: Actor) -> schemas.Ledger:
        since = first or next_date(today(tx), -YEAR)
        until = last or reach(tx)[1]
        for date in (since, until):
            service.validate_date(tx, date)
        return service.ledger(tx, actor, person or actor.person, account, since, until)

    return await db.read(as_actor(claims, work))


@post("/transfers", status_code=200, operation_id="addTransfer", responses=errors(403, 404, 409))
async def add_transfer(claims: Claims, db: Store, data: JSONBody[schemas.NewTransfer]) -> schemas.Done:
    """Moves minutes from one account of a person to another. The same `id` again changes nothing."""
    return await db.write(as_actor(claims, lambda tx, actor: service.transfer(tx, actor, data)))


@post("/acts/{act:str}/undo", status_code=200, operation_id="undoAct", responses=errors(403, 404, 409))
async def undo_act(claims: Claims, db: Store, act: FromPath[str]) -> schemas.Undone:
    """Takes back a hand-made act by lines of the opposite sign."""
    return await db.write(as_actor(claims, lambda tx, actor: service.undo(tx, actor, act)))


def ledger_router(add: Callable[[Tx, Actor, schemas.NewPosting], schemas.Done]) -> Router:
    """Returns the ledger's routes; `add` makes a hand-made line, which may turn out to be another room's act."""

    @post("/postings", status_code=200, operation_id="addPosting", responses=errors(403, 404, 409, 422))
    async def add_posting(claims: Claims, db: Store, data: JSONBody[schemas.NewPosting]) -> schemas.Done:
        """Adds a line to an account of a person. The same `id` again changes nothing."""
        return await db.write(as_actor(claims, lambda tx, actor: add(tx, actor, data)))

    return Router("/api/v1", tags=["Ledger"], route_handlers=[add_posting, read_postings, add_transfer, undo_act])
