"""/api/v1/contracts, and changes of an agreement's rules."""

from typing import Annotated

from litestar import Router, get, post, put
from litestar.params import FromPath, JSONBody, QueryParameter

from leima.features.contracts import previews, reading, rules, schemas, service
from leima.features.people.agreement_routes import HANDLERS
from leima.web.given import Claims, Store
from leima.web.guard import as_actor

PersonQuery = Annotated[str | None, QueryParameter(name="person", required=False, max_length=64)]


@get("/contracts")
async def contracts(claims: Claims, db: Store, person: PersonQuery = None) -> schemas.Contracts:
    return await db.read(as_actor(claims, lambda tx, actor: reading.contracts(tx, actor, person)))


@get("/contracts/changes")
async def changes(claims: Claims, db: Store) -> schemas.Changes:
    return await db.read(as_actor(claims, service.changes))


@post("/contracts/preview", status_code=200)
async def preview(claims: Claims, db: Store, data: JSONBody[schemas.Wanted]) -> schemas.Outcome:
    return await previews.contracts(db, claims, data)


@post("/contracts")
async def do(claims: Claims, db: Store, data: JSONBody[schemas.Deed]) -> schemas.Outcome:
    return await db.write(as_actor(claims, lambda tx, actor: service.do(tx, actor, data)))


@post("/contracts/changes/{change:str}/undo", status_code=200)
async def undo(claims: Claims, db: Store, change: FromPath[str]) -> schemas.Outcome:
    return await db.write(as_actor(claims, lambda tx, actor: service.undo(tx, actor, change)))


@post("/agreements/{key:str}/preview", status_code=200)
async def preview_rules(
    claims: Claims, db: Store, key: FromPath[str], data: JSONBody[schemas.Rules]
) -> schemas.RulesOutcome:
    return await previews.agreement(db, claims, key, data)


@put("/agreements/{key:str}")
async def change_rules(
    claims: Claims, db: Store, key: FromPath[str], data: JSONBody[schemas.Rules]
) -> schemas.RulesOutcome:
    return await db.write(as_actor(claims, lambda tx, actor: rules.do(tx, actor, key, data)))


@post("/agreements/{key:str}/changes/{version:int}/undo", status_code=200)
async def undo_rules(claims: Claims, db: Store, key: FromPath[str], version: FromPath[int]) -> schemas.RulesOutcome:
    return await db.write(as_actor(claims, lambda tx, actor: rules.undo(tx, actor, key, version)))


OWN = (contracts, changes, preview, do, undo, preview_rules, change_rules, undo_rules)
router = Router("/api/v1", route_handlers=[*HANDLERS, *OWN])
