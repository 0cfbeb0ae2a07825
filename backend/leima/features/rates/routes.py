"""/api/v1/travel/rates and /currencies: what admins bring in by hand."""

from typing import Annotated

from litestar import Router, get, post
from litestar.params import FromPath, JSONBody, QueryParameter

from leima.features.rates import currencies, schemas, service, taking
from leima.features.rates.ecb import BankDay, read_ecb
from leima.features.rates.sheet import read_rates
from leima.web.answers import errors
from leima.web.dependencies import Claims, Outside, Store
from leima.web.guard import as_actor
from leima.world.files.cells import Row
from leima.world.files.encoded import bytes_of

YearQuery = Annotated[int | None, QueryParameter(name="year", required=False, ge=2017, le=2100)]


@get("/rates", operation_id="readTravelRates", responses=errors(403))
async def read_rates_of(claims: Claims, db: Store, year: YearQuery = None) -> schemas.RatesOfYear:
    """A year's travel rates beside those of the year before, with sources and what is missing."""
    return await db.read(as_actor(claims, lambda tx, actor: service.read(tx, actor, year)))


@post("/rates", status_code=200, operation_id="addTravelRate", responses=errors(403, 409))
async def add(claims: Claims, db: Store, data: JSONBody[schemas.NewRate]) -> schemas.Taken:
    """Adds a value of the organisation's own, with its source."""
    return await db.write(as_actor(claims, lambda tx, actor: service.add(tx, actor, data)))


@post("/rates/{batch:str}/undo", status_code=200, operation_id="undoTravelRates", responses=errors(403, 404, 409))
async def undo(claims: Claims, db: Store, batch: FromPath[str]) -> schemas.Taken:
    """Takes back what was added at once: a value, or a file of them."""
    return await db.write(as_actor(claims, lambda tx, actor: service.undo(tx, actor, batch)))


@post("/rates/file", status_code=200, operation_id="takeTravelRates", responses=errors(403, 409, 422, 429))
async def from_file(claims: Claims, db: Store, world: Outside, data: JSONBody[schemas.RatesFile]) -> schemas.FileTaken:
    """A year's rates from a file, compared by name with the year before; with `dry_run` nothing is kept."""
    await db.read(as_actor(claims, service.refuse_others))
    who, content = f"{claims.org} {claims.person}", bytes_of(data.content)
    sheet = await world.files.read(who, read_rates, data.name, content, list[Row])
    work = as_actor(claims, lambda tx, actor: taking.take(tx, actor, data, sheet))
    return await (db.read(work) if data.dry_run else db.write(work))


@get("/currencies", operation_id="readCurrencies", responses=errors(403))
async def read_currencies(claims: Claims, db: Store) -> schemas.Currencies:
    """The currencies of the last banking days."""
    return await db.read(as_actor(claims, currencies.read))


@post("/currencies/file", status_code=200, operation_id="takeCurrencies", responses=errors(403, 422, 429))
async def currencies_from_file(
    claims: Claims, db: Store, world: Outside, data: JSONBody[schemas.CurrencyFile]
) -> schemas.CurrenciesTaken:
    """Currencies from the European Central Bank's file; with `dry_run` nothing is kept."""
    await db.read(as_actor(claims, service.refuse_others))
    who, content = f"{claims.org} {claims.person}", bytes_of(data.content)
    days = await world.files.read(who, read_ecb, data.name, content, list[BankDay])
    work = as_actor(claims, lambda tx, actor: currencies.take(tx, actor, days, dry_run=data.dry_run))
    return await (db.read(work) if data.dry_run else db.write(work))


router = Router(
    "/api/v1/travel",
    tags=["Travel rates"],
    route_handlers=[read_rates_of, add, undo, from_file, read_currencies, currencies_from_file],
)
