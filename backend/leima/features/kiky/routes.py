"""/api/v1/kiky: deductions, openings, team marks, leavers and the company's switch."""

from typing import Annotated

from litestar import Router, get, post
from litestar.params import FromPath, JSONBody, QueryParameter

from leima.db.trial import try_out
from leima.features.kiky import bonus, bulk, deductions, leavers, marking, proposals, switching, team, wire
from leima.features.kiky.sheet import bytes_of, read_sheet
from leima.features.kiky.wire_waiting import Decided, Waiting
from leima.web.given import Claims, Outside, Store
from leima.web.guard import as_actor
from leima.world.files.cells import Row

YearQuery = Annotated[int | None, QueryParameter(name="year", required=False, ge=2017, le=2100)]


@get("/team")
async def read_team(claims: Claims, db: Store, year: YearQuery = None) -> wire.Team:
    return await db.read(as_actor(claims, lambda tx, actor: team.team(tx, actor, year)))


@post("/deductions", status_code=200)
async def deduct(claims: Claims, db: Store, data: JSONBody[wire.Deduction]) -> wire.Deducted:
    return await db.write(as_actor(claims, lambda tx, actor: deductions.made(tx, actor, data)))


@post("/deductions/preview", status_code=200)
async def preview(claims: Claims, db: Store, data: JSONBody[wire.Deduction]) -> wire.Deducted:
    return await db.read(as_actor(claims, lambda tx, actor: deductions.planned(tx, actor, data)))


@post("/deductions/bulk", status_code=200)
async def from_sheet(claims: Claims, db: Store, world: Outside, data: JSONBody[wire.Bulk]) -> wire.BulkDone:
    await db.read(as_actor(claims, bulk.may_send))
    who, content = f"{claims.org} {claims.person}", bytes_of(data.content)
    sheet = await world.files.read(who, read_sheet, data.name, content, list[Row])
    work = as_actor(claims, lambda tx, actor: bulk.bulk(tx, actor, data, sheet))
    return await (db.read(work) if data.dry_run else db.write(work))


@post("/deductions/{act:str}/paid", status_code=200)
async def bonus_paid(claims: Claims, db: Store, act: FromPath[str], data: JSONBody[wire.BonusPaid]) -> wire.BonusTaken:
    return await db.write(as_actor(claims, lambda tx, actor: bonus.paid(tx, actor, act, data)))


@post("/marks", status_code=200)
async def mark_many(claims: Claims, db: Store, data: JSONBody[wire.Marks]) -> wire.Marked:
    return await db.write(as_actor(claims, lambda tx, actor: marking.marked(tx, actor, data)))


@post("/marks/{act:str}/undo", status_code=204)
async def unmark_many(claims: Claims, db: Store, act: FromPath[str]) -> None:
    await db.write(as_actor(claims, lambda tx, actor: marking.unmarked(tx, actor, act)))


@get("/leaver")
async def read_leaver(
    claims: Claims, db: Store, year: Annotated[int, QueryParameter(ge=2017, le=2100)],
    person: Annotated[str, QueryParameter(max_length=64)],
) -> wire.Leaver:  # fmt: skip
    return await db.read(as_actor(claims, lambda tx, actor: leavers.leaver(tx, actor, person, year)))


@post("/leaver/confirm", status_code=200)
async def confirm_leaver(claims: Claims, db: Store, data: JSONBody[wire.LeaverConfirmed]) -> wire.Leaver:
    return await db.write(as_actor(claims, lambda tx, actor: leavers.confirmed(tx, actor, data)))


@get("/proposals")
async def read_proposals(claims: Claims, db: Store) -> Waiting:
    return await db.read(as_actor(claims, proposals.waiting))


@post("/proposals/decide", status_code=200)
async def decide_proposal(claims: Claims, db: Store, data: JSONBody[Decided]) -> Waiting:
    return await db.write(as_actor(claims, lambda tx, actor: proposals.decided(tx, actor, data)))


@get("/switches")
async def read_switches(claims: Claims, db: Store) -> wire.Switches:
    return await db.read(as_actor(claims, switching.switches))


@post("/switches", status_code=200)
async def switch(claims: Claims, db: Store, data: JSONBody[wire.Switching]) -> wire.SwitchRow:
    return await db.write(as_actor(claims, lambda tx, actor: switching.switched(tx, actor, data)))


@post("/switches/preview", status_code=200)
async def try_switch(claims: Claims, db: Store, data: JSONBody[wire.Switching]) -> wire.SwitchTrial:
    return await try_out(db, as_actor(claims, lambda tx, actor: switching.trial(tx, actor, data)))


@post("/switches/{switch_id:str}/undo", status_code=204)
async def undo_switch(claims: Claims, db: Store, switch_id: FromPath[str]) -> None:
    await db.write(as_actor(claims, lambda tx, actor: switching.undone(tx, actor, switch_id)))


router = Router(
    "/api/v1/kiky",
    route_handlers=[
        *(read_team, deduct, preview, from_sheet, bonus_paid, mark_many, unmark_many),
        *(read_proposals, decide_proposal),
        *(read_leaver, confirm_leaver, read_switches, switch, try_switch, undo_switch),
    ],
)
