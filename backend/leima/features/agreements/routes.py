"""/api/v1/agreements: reading, comparing and copying. Changes of rules are in `features/contracts`."""

from typing import Annotated

from litestar import get, post
from litestar.params import FromPath, JSONBody, QueryParameter

from leima.features.agreements import copies as agreement_copies
from leima.features.agreements import schemas as agreement_schemas
from leima.features.agreements import service as agreements
from leima.features.agreements import week as agreement_week
from leima.features.agreements.week_answers import TwoWeeks
from leima.web.answers import errors
from leima.web.dependencies import Claims, Store
from leima.web.guard import as_actor

Key = Annotated[str, QueryParameter(max_length=80)]
On = Annotated[str | None, QueryParameter(required=False, max_length=10)]


@get("/agreements", operation_id="listAgreements", responses=errors(403), tags=["Agreements"])
async def listing(claims: Claims, db: Store) -> agreement_schemas.Agreements:
    """Every agreement that the organisation may use."""
    return await db.read(as_actor(claims, agreements.listing))


@get("/agreements/compare", operation_id="compareAgreements", responses=errors(403, 404), tags=["Agreements"])
async def compare(claims: Claims, db: Store, a: Key, b: Key, on: On = None) -> agreement_schemas.Comparison:
    """The settings of two agreements side by side on a date."""
    return await db.read(as_actor(claims, lambda tx, actor: agreements.compare(tx, actor, a, b, on)))


@post(
    "/agreements/compare/week",
    status_code=200,
    operation_id="compareAgreementWeek",
    responses=errors(403, 404),
    tags=["Agreements"],
)
async def week(claims: Claims, db: Store, data: JSONBody[agreement_schemas.Week]) -> TwoWeeks:
    """One week of work under two agreements."""
    return await db.read(as_actor(claims, lambda tx, actor: agreement_week.two_weeks(tx, actor, data)))


@get("/agreements/{key:str}", operation_id="readAgreement", responses=errors(403, 404), tags=["Agreements"])
async def one(claims: Claims, db: Store, key: FromPath[str]) -> agreement_schemas.OneAgreement:
    """One agreement with its dated rows and its changes."""
    return await db.read(as_actor(claims, lambda tx, actor: agreements.one(tx, actor, key)))


@post("/agreements", operation_id="copyAgreement", responses=errors(403, 404, 409), tags=["Agreements"])
async def copy(claims: Claims, db: Store, data: JSONBody[agreement_schemas.NewCopy]) -> agreement_schemas.OneAgreement:
    """Makes the organisation's own agreement out of another."""
    return await db.write(as_actor(claims, lambda tx, actor: agreement_copies.copy(tx, actor, data)))


HANDLERS = (listing, compare, week, one, copy)
"""They stand in one router with the changes of rules, since a path belongs to one."""
