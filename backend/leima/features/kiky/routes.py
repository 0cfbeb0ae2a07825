"""/api/v1/kiky: deductions, openings, team marks, leavers and the company's switch."""

from typing import Annotated

from litestar import Router, get, post
from litestar.params import FromPath, JSONBody, QueryParameter

from leima.features.agreements import switch_schemas, switching
from leima.features.kiky import bonus, leavers, proposals, schemas, team
from leima.features.kiky import deduct as deductions
from leima.features.kiky import deduct_sheet as bulk
from leima.features.kiky import mark as marking
from leima.features.kiky.schemas import Decided, Waiting
from leima.features.kiky.sheet import read_sheet
from leima.web.answers import errors
from leima.web.dependencies import Claims, Outside, Store
from leima.web.guard import as_actor
from leima.world.files.cells import Row
from leima.world.files.encoded import bytes_of

YearQuery = Annotated[int | None, QueryParameter(name="year", required=False, ge=2017, le=2100)]


@get("/team", operation_id="readKikyTeam", responses=errors(403))
async def read_team(claims: Claims, db: Store, year: YearQuery = None) -> schemas.KikyTeam:
    """Where each of the caller's people stands with a year's kiky."""
    return await db.read(as_actor(claims, lambda tx, actor: team.team(tx, actor, year)))


@post("/deductions", status_code=200, operation_id="deductKiky", responses=errors(403, 404, 409, 422))
async def deduct(claims: Claims, db: Store, data: JSONBody[schemas.Deduction]) -> schemas.Deducted:
    """Settles minutes of a person's kiky from other accounts."""
    return await db.write(as_actor(claims, lambda tx, actor: deductions.make(tx, actor, data)))


@post("/deductions/preview", status_code=200, operation_id="previewKikyDeduction", responses=errors(403, 404, 409, 422))
async def preview(claims: Claims, db: Store, data: JSONBody[schemas.Deduction]) -> schemas.Deducted:
    """What a deduction would take and from where. Nothing is kept."""
    return await db.read(as_actor(claims, lambda tx, actor: deductions.preview(tx, actor, data)))


@post("/deductions/bulk", status_code=200, operation_id="deductKikyBySheet", responses=errors(403, 409, 422, 429))
async def from_sheet(claims: Claims, db: Store, world: Outside, data: JSONBody[schemas.Bulk]) -> schemas.BulkDone:
    """Deductions of many people from a spreadsheet; with `dry_run` nothing is kept."""
    await db.read(as_actor(claims, bulk.refuse_without_team))
    who, content = f"{claims.org} {claims.person}", bytes_of(data.content)
    sheet = await world.files.read(who, read_sheet, data.name, content, list[Row])
    work = as_actor(claims, lambda tx, actor: bulk.bulk(tx, actor, data, sheet))
    return await (db.read(work) if data.dry_run else db.write(work))


@post("/deductions/{act:str}/paid", status_code=200, operation_id="settleKikyBonus", responses=errors(403, 404, 409))
async def bonus_paid(
    claims: Claims, db: Store, act: FromPath[str], data: JSONBody[schemas.BonusPaid]
) -> schemas.BonusTaken:
    """Says that a bonus was paid for minutes deducted from it."""
    return await db.write(as_actor(claims, lambda tx, actor: bonus.pay(tx, actor, act, data)))


@post("/marks", status_code=200, operation_id="markKikyDays", responses=errors(403, 404, 409))
async def mark_many(claims: Claims, db: Store, data: JSONBody[schemas.Marks]) -> schemas.Marked:
    """Marks a date as an extension day for many people."""
    return await db.write(as_actor(claims, lambda tx, actor: marking.mark(tx, actor, data)))


@post("/marks/{act:str}/undo", status_code=204, operation_id="unmarkKikyDays", responses=errors(403, 404, 409))
async def unmark_many(claims: Claims, db: Store, act: FromPath[str]) -> None:
    """Takes back marks that were made together."""
    await db.write(as_actor(claims, lambda tx, actor: marking.unmark(tx, actor, act)))


@get("/leaver", operation_id="readKikyLeaver", responses=errors(403, 404))
async def read_leaver(
    claims: Claims, db: Store, year: Annotated[int, QueryParameter(ge=2017, le=2100)],
    person: Annotated[str, QueryParameter(max_length=64)],
) -> schemas.Leaver:  # fmt: skip
    """What a leaver still owes of a year's kiky, and what may be done."""
    return await db.read(as_actor(claims, lambda tx, actor: leavers.leaver(tx, actor, person, year)))


@post("/leaver/confirm", status_code=200, operation_id="settleKikyLeaver", responses=errors(403, 404, 409))
async def confirm_leaver(claims: Claims, db: Store, data: JSONBody[schemas.LeaverConfirmed]) -> schemas.Leaver:
    """Decides what happens to a leaver's kiky."""
    return await db.write(as_actor(claims, lambda tx, actor: leavers.confirm(tx, actor, data)))


@get("/proposals", operation_id="listKikyProposals", responses=errors(403))
async def read_proposals(claims: Claims, db: Store) -> Waiting:
    """Proposals that wait for the caller's decision."""
    return await db.read(as_actor(claims, proposals.waiting))


@post("/proposals/decide", status_code=200, operation_id="decideKikyProposal", responses=errors(403, 404, 409))
async def decide_proposal(claims: Claims, db: Store, data: JSONBody[Decided]) -> Waiting:
    """Decides a proposal, and returns those that still wait."""
    return await db.write(as_actor(claims, lambda tx, actor: proposals.decide(tx, actor, data)))


@get("/switches", operation_id="listKikySwitches", responses=errors(403))
async def read_switches(claims: Claims, db: Store) -> switch_schemas.Switches:
    """When kiky runs in the organisation, and when not."""
    return await db.read(as_actor(claims, switching.switches))


@post("/switches", status_code=200, operation_id="switchKiky", responses=errors(403, 409))
async def switch(claims: Claims, db: Store, data: JSONBody[switch_schemas.Switching]) -> switch_schemas.SwitchRow:
    """Switches kiky on or off from a date on."""
    return await db.write(as_actor(claims, lambda tx, actor: switching.switch(tx, actor, data)))


@post("/switches/preview", status_code=200, operation_id="previewKikySwitch", responses=errors(403))
async def try_switch(claims: Claims, db: Store, data: JSONBody[switch_schemas.Switching]) -> switch_schemas.SwitchTrial:
    """What a switch would do. Nothing is kept."""
    return await db.write(as_actor(claims, lambda tx, actor: switching.preview(tx, actor, data)))


@post("/switches/{switch_id:str}/undo", status_code=204, operation_id="undoKikySwitch", responses=errors(403, 404))
async def undo_switch(claims: Claims, db: Store, switch_id: FromPath[str]) -> None:
    """Takes back a switch."""
    await db.write(as_actor(claims, lambda tx, actor: switching.undo(tx, actor, switch_id)))


router = Router(
    "/api/v1/kiky",
    tags=["Kiky"],
    route_handlers=[
        *(read_team, deduct, preview, from_sheet, bonus_paid, mark_many, unmark_many),
        *(read_proposals, decide_proposal),
        *(read_leaver, confirm_leaver, read_switches, switch, try_switch, undo_switch),
    ],
)
