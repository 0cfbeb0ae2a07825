"""/api/v1/agreements: reading, comparing and copying. Changes of rules are in `features/contracts`."""

from typing import Annotated

from litestar import get, post
from litestar.params import FromPath, JSONBody, QueryParameter

from leima.features.people import agreement_copies, agreement_schemas, agreement_week, agreements
from leima.web.given import Claims, Store
from leima.web.guard import as_actor

Key = Annotated[str, QueryParameter(max_length=80)]
On = Annotated[str | None, QueryParameter(required=False, max_length=10)]


@get("/agreements")
async def listing(claims: Claims, db: Store) -> agreement_schemas.Agreements:
    return await db.read(as_actor(claims, agreements.listing))


@get("/agreements/compare")
async def compare(claims: Claims, db: Store, a: Key, b: Key, on: On = None) -> agreement_schemas.Comparison:
    return await db.read(as_actor(claims, lambda tx, actor: agreements.compare(tx, actor, a, b, on)))


@post("/agreements/compare/week", status_code=200)
async def week(claims: Claims, db: Store, data: JSONBody[agreement_schemas.Week]) -> agreement_schemas.TwoWeeks:
    return await db.read(as_actor(claims, lambda tx, actor: agreement_week.two_weeks(tx, actor, data)))


@get("/agreements/{key:str}")
async def one(claims: Claims, db: Store, key: FromPath[str]) -> agreement_schemas.OneAgreement:
    return await db.read(as_actor(claims, lambda tx, actor: agreements.one(tx, actor, key)))


@post("/agreements")
async def copy(claims: Claims, db: Store, data: JSONBody[agreement_schemas.NewCopy]) -> agreement_schemas.OneAgreement:
    return await db.write(as_actor(claims, lambda tx, actor: agreement_copies.copy(tx, actor, data)))


HANDLERS = (listing, compare, week, one, copy)
"""They stand in one router with the changes of rules, since a path belongs to one."""
