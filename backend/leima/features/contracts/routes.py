"""/api/v1/contracts, and changes of an agreement's rules."""

from typing import Annotated

from litestar import Router, get, post, put
from litestar.params import FromPath, JSONBody, QueryParameter

from leima.features.agreements.routes import HANDLERS
from leima.features.contracts import previews, reading, rules, schemas, service
from leima.web.answers import errors
from leima.web.dependencies import Claims, Store
from leima.web.guard import as_actor

PersonQuery = Annotated[str | None, QueryParameter(name="person", required=False, max_length=64)]


@get("/contracts", operation_id="listContracts", responses=errors(403, 404), tags=["Contracts"])
async def contracts(claims: Claims, db: Store, person: PersonQuery = None) -> schemas.Contracts:
    """Contracts with their stretches, of one person or of everybody whom the caller may see."""
    return await db.read(as_actor(claims, lambda tx, actor: reading.contracts(tx, actor, person)))


@get("/contracts/changes", operation_id="listContractChanges", responses=errors(403), tags=["Contracts"])
async def changes(claims: Claims, db: Store) -> schemas.Changes:
    """Changes of contracts, newest first."""
    return await db.read(as_actor(claims, service.changes))


@post(
    "/contracts/preview",
    status_code=200,
    operation_id="previewContracts",
    responses=errors(403),
    tags=["Contracts"],
)
async def preview(claims: Claims, db: Store, data: JSONBody[schemas.Wanted]) -> schemas.Outcome:
    """What a change of contracts would do to each person. Nothing is kept."""
    return await previews.contracts(db, claims, data)


@post("/contracts", operation_id="changeContracts", responses=errors(403, 409), tags=["Contracts"])
async def do(claims: Claims, db: Store, data: JSONBody[schemas.Deed]) -> schemas.Outcome:
    """Changes contracts of one person or of many from a date on."""
    return await db.write(as_actor(claims, lambda tx, actor: service.do(tx, actor, data)))


@post(
    "/contracts/changes/{change:str}/undo",
    status_code=200,
    operation_id="undoContractChange",
    responses=errors(403, 404, 409),
    tags=["Contracts"],
)
async def undo(claims: Claims, db: Store, change: FromPath[str]) -> schemas.Outcome:
    """Takes back a change of contracts."""
    return await db.write(as_actor(claims, lambda tx, actor: service.undo(tx, actor, change)))


@post(
    "/agreements/{key:str}/preview",
    status_code=200,
    operation_id="previewAgreement",
    responses=errors(403, 404, 409),
    tags=["Agreements"],
)
async def preview_rules(
    claims: Claims, db: Store, key: FromPath[str], data: JSONBody[schemas.Rules]
) -> schemas.RulesOutcome:
    """What changed rules of an agreement would do. Nothing is kept."""
    return await previews.agreement(db, claims, key, data)


@put("/agreements/{key:str}", operation_id="changeAgreement", responses=errors(403, 404, 409), tags=["Agreements"])
async def change_rules(
    claims: Claims, db: Store, key: FromPath[str], data: JSONBody[schemas.Rules]
) -> schemas.RulesOutcome:
    """Writes the rules of the organisation's own agreement."""
    return await db.write(as_actor(claims, lambda tx, actor: rules.do(tx, actor, key, data)))


@post(
    "/agreements/{key:str}/changes/{version:int}/undo",
    status_code=200,
    operation_id="undoAgreementChange",
    responses=errors(403, 404, 409),
    tags=["Agreements"],
)
async def undo_rules(claims: Claims, db: Store, key: FromPath[str], version: FromPath[int]) -> schemas.RulesOutcome:
    """Takes back a change of an agreement's rules."""
    return await db.write(as_actor(claims, lambda tx, actor: rules.undo(tx, actor, key, version)))


OWN = (contracts, changes, preview, do, undo, preview_rules, change_rules, undo_rules)
router = Router("/api/v1", route_handlers=[*HANDLERS, *OWN])
