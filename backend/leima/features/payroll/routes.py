"""/api/v1/payroll: codes, previews, locked runs and what they are made of; for payroll alone."""

from typing import Annotated, Literal, TypeAlias

from litestar import Response, Router, get, post
from litestar.params import FromPath, JSONBody, QueryParameter
from litestar.response import Stream

from leima.db.actor import Actor
from leima.db.tx import Tx
from leima.features.ledger.schemas import Done, NewExchange
from leima.features.payroll import exchanging, files, own_codes, schemas, store, tracing
from leima.features.payroll.mapper import ready_mappers
from leima.features.payroll.own_mapper import own_mapper
from leima.features.payroll.period import next_period
from leima.features.payroll.runs import Asked, locked, previewed, refuse_others, run_of, shown, worked
from leima.features.reports.files import MEDIA
from leima.web.answers import as_json, errors, returns
from leima.web.dependencies import Claims, Store
from leima.web.errors import NotFound
from leima.web.guard import as_actor

DateQuery: TypeAlias = Annotated[str, QueryParameter(max_length=10)]
FromQuery: TypeAlias = Annotated[str, QueryParameter(name="from", max_length=10)]
PayDayQuery: TypeAlias = Annotated[str | None, QueryParameter(required=False, max_length=10)]
FormatQuery: TypeAlias = Annotated[Literal["json", "csv", "xlsx"], QueryParameter(name="format", required=False)]
MapperQuery: TypeAlias = Annotated[str | None, QueryParameter(required=False, max_length=40)]
FILES = {"files": [MEDIA["xlsx"], MEDIA["csv"], MEDIA["xml"]]}
SearchQuery: TypeAlias = Annotated[str, QueryParameter(required=False, max_length=100)]
PageQuery: TypeAlias = Annotated[int, QueryParameter(required=False, ge=0, le=1000)]
PersonQuery: TypeAlias = Annotated[str, QueryParameter(max_length=64)]


@get("/codes", operation_id="listPayCodes", responses=errors(403))
async def read_codes(claims: Claims, db: Store) -> schemas.Codes:
    """Which code each kind of pay has: the organisation's own, and the ready ones below them."""
    return await db.read(as_actor(claims, own_codes.listed))


@post("/codes", status_code=200, operation_id="addPayCode", responses=errors(403, 409))
async def add_code(claims: Claims, db: Store, data: JSONBody[schemas.NewCode]) -> schemas.CodeAdded:
    """Gives a kind of pay a code from a date on. The same `id` again changes nothing."""
    return await db.write(as_actor(claims, lambda tx, actor: own_codes.add(tx, actor, data)))


@post("/codes/{code:str}/undo", status_code=200, operation_id="undoPayCode", responses=errors(403, 404))
async def undo_code(claims: Claims, db: Store, code: FromPath[str]) -> schemas.CodeAdded:
    """Takes a code back. Locked runs keep it."""
    return await db.write(as_actor(claims, lambda tx, actor: own_codes.undo(tx, actor, code)))


@get("/preview", operation_id="previewPayroll", responses=returns(schemas.Preview, 403, 409))
async def read_preview(
    claims: Claims, db: Store, first: FromQuery, until: DateQuery, pay_day: PayDayQuery = None
) -> Response[bytes]:
    """What a run of the dates would hold, beside the last period: totals by code, and what stands in the way of whom.

    Where the period has a locked run, exactly what differs from it.
    """
    found = await worked(db, claims, Asked(first, until, pay_day))
    lang = await db.read(as_actor(claims, lambda tx, actor: actor.lang))
    return as_json(previewed(found, lang), schemas.Preview)


@post("/runs", status_code=200, operation_id="lockPayroll", responses=errors(403, 409))
async def lock_run(claims: Claims, db: Store, data: JSONBody[schemas.LockRun]) -> schemas.Run:
    """Locks what was seen in a preview: for ever, and whole. The same form again returns the same run."""
    return await locked(db, claims, data)


@get("/runs", operation_id="listPayrollRuns", responses=returns(schemas.Runs, 403))
async def read_runs(claims: Claims, db: Store) -> Response[bytes]:
    """Locked runs, the newest period first, and the dates to pay next."""

    def work(tx: Tx, actor: Actor) -> schemas.Runs:
        refuse_others(actor)
        runs = store.runs(tx)
        mappers = [schemas.MapperTold(one.key, one.name, one.mode) for one in ready_mappers().values()]
        return schemas.Runs([shown(tx, one) for one in runs], *next_period(tx, runs), mappers)

    return as_json(await db.read(as_actor(claims, work)), schemas.Runs)


@get("/runs/{run:str}", operation_id="readPayrollRun", responses=returns(schemas.Run, 403, 404))
async def read_run(claims: Claims, db: Store, run: FromPath[str]) -> Response[bytes]:
    """One locked run with its totals."""
    work = as_actor(claims, lambda tx, actor: shown(tx, run_of(tx, actor, run)))
    return as_json(await db.read(work), schemas.Run)


@get("/runs/{run:str}/people", operation_id="readPayrollPeople", responses=returns(schemas.RunPeople, 403, 404))
async def read_run_people(
    claims: Claims, db: Store, run: FromPath[str], search: SearchQuery = "", page: PageQuery = 0
) -> Response[bytes]:
    """Those who have rows in a run, by name, a hundred at a time."""
    work = as_actor(claims, lambda tx, actor: tracing.people_of(tx, actor, run, search, page))
    return as_json(await db.read(work), schemas.RunPeople)


@get("/runs/{run:str}/rows", operation_id="readPayrollRows", responses=returns(schemas.RunRows, 403, 404))
async def read_rows(claims: Claims, db: Store, run: FromPath[str], person: PersonQuery) -> Response[bytes]:
    """One person's rows of a run, each with the dates that it is made of."""
    work = as_actor(claims, lambda tx, actor: tracing.rows_of(tx, actor, run, person))
    return as_json(await db.read(work), schemas.RunRows)


@get(
    "/runs/{run:str}/file",
    operation_id="exportPayrollRun",
    opt=FILES,
    responses=returns(schemas.RunFile, 403, 404, 409),
)
async def export_run(
    claims: Claims, db: Store, run: FromPath[str], form: FormatQuery = "json", mapper: MapperQuery = None
) -> Stream:
    """A locked run as a file, the same each time: our own JSON, CSV or XLSX, or by `mapper` a payroll system's.

    A row that the other system has no target for is named, and nothing is written.
    """
    if mapper is None:
        return await files.neutral(db, claims, run, form)
    known = ready_mappers().get(mapper)
    if known is None:
        raise NotFound()
    return await files.mapped(db, claims, run, known)


@post(
    "/runs/{run:str}/mapped",
    status_code=200,
    operation_id="mapPayrollRun",
    opt=FILES,
    responses=errors(403, 404, 409, 422),
)
async def map_run(claims: Claims, db: Store, run: FromPath[str], data: JSONBody[schemas.OwnMapper]) -> Stream:
    """A locked run as a file by a mapper that is sent along and kept nowhere; each fault of it is named."""
    lang = await db.read(as_actor(claims, lambda tx, actor: (run_of(tx, actor, run), actor.lang)[1]))
    return await files.mapped(db, claims, run, own_mapper(data.mapper, lang))


@post("/exchanges", status_code=200, operation_id="exchangePay", responses=errors(403, 404, 409, 422))
async def exchange_pay(claims: Claims, db: Store, data: JSONBody[NewExchange]) -> Done:
    """Turns part of a person's pay into time in the bank, before it is due. The same `id` again changes nothing."""
    return await db.write(as_actor(claims, lambda tx, actor: exchanging.exchange(tx, actor, data)))


router = Router(
    "/api/v1/payroll",
    tags=["Payroll"],
    route_handlers=[
        read_codes,
        add_code,
        undo_code,
        read_preview,
        lock_run,
        read_runs,
        read_run,
        read_run_people,
        read_rows,
        export_run,
        map_run,
        exchange_pay,
    ],
)
