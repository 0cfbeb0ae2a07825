"""A locked run as JSON, CSV and XLSX: the same rows in the same order, whoever asks and whenever."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Mapping, Sequence
from functools import partial
from typing import Any

import msgspec
from litestar.response import Stream

from leima.db.actor import Actor
from leima.db.database import Database
from leima.db.tables.payroll import PayRun
from leima.db.tx import Query, Tx
from leima.features.payroll import store
from leima.features.payroll.kinds import unit_of
from leima.features.payroll.mapped import RowFault, body, decimal, faults, head, tail
from leima.features.payroll.mapper import Mapper
from leima.features.payroll.runs import run_of
from leima.features.payroll.totals import kept, told
from leima.features.payroll.tracing import told as row_told
from leima.features.reports import plain
from leima.features.reports.files import begun, file_name, headers, streamed
from leima.features.reports.long_sheets import long_book
from leima.web.answers import JSON
from leima.web.errors import Conflict
from leima.web.guard import as_actor
from leima.web.tokens import Claims
from leima.world.files.harmless import harmless

SCHEMA = "leima-payroll/1"
COLUMNS: Mapping[str, str] = {
    "row": "count",
    "person": "text",
    "number": "text",
    "name": "text",
    "code": "text",
    "kind": "text",
    "unit": "text",
    "percent": "count",
    "hourly_cents": "count",
    "correction": "text",
    "minutes": "count",
    "hours": "hundredths",
    "days": "hundredths",
    "cents": "count",
    "dates": "text",
}
"""The columns of the neutral table and their kinds, as docs/payroll.md tells them."""
PIECE = 65_536
MOST_FAULTS = 100
"""Rows without a target that an answer tells of."""


class Unmapped(Conflict):
    """Rows have no target in the other system; `fields` names them, and nothing was written."""

    code = "payroll_unmapped"


def cells(row: store.Stored) -> dict[str, Any]:
    """A row by column; decimals are hundredths."""
    found = {name: getattr(row, name) for name in COLUMNS if name not in ("row", "unit", "dates")}
    listed = " ".join(f"{date}:{quantity}" for date, quantity in row.by_date.items())
    return {"row": row.n, **found, "unit": unit_of(row.kind), "dates": listed}


async def neutral(db: Database, claims: Claims, run: str, form: str) -> Stream:
    """The run as a file of our own form. Raises Forbidden, NotFound before the first byte."""
    name = await db.read(as_actor(claims, lambda tx, actor: _name(run_of(tx, actor, run), form)))
    if form == "xlsx":
        return streamed(_pieces(await _xlsx(db, claims, run)), name)
    if form == "csv":
        return streamed(await begun(_csv(db, claims, run)), name)
    return Stream(await begun(_json(db, claims, run)), media_type=JSON, headers=headers(name))


def _name(run: PayRun, ending: str, *more: str) -> str:
    return file_name("palkat", run.from_date, run.until_date, str(run.number), *more, ending=ending)


def _ask(run: str, tx: Tx, actor: Actor) -> Query[store.Stored]:
    return store.all_rows(tx, run_of(tx, actor, run).id)


async def _csv(db: Database, claims: Claims, run: str) -> AsyncGenerator[bytes, None]:
    lang = await db.read(as_actor(claims, lambda tx, actor: actor.lang))
    async with db.stream(as_actor(claims, partial(_ask, run))) as found:
        yield (plain.BOM + plain.lines([list(COLUMNS)], lang)).encode()
        async for rows in found:
            yield await asyncio.to_thread(_csv_of, rows, lang)


def _csv_of(rows: Sequence[store.Stored], lang: str) -> bytes:
    mark = "." if lang == "en" else ","
    return plain.lines(
        [[_cell(value, COLUMNS[key], mark) for key, value in _ordered(row)] for row in rows], lang
    ).encode()


def _ordered(row: store.Stored) -> list[tuple[str, Any]]:
    of = cells(row)
    return [(key, of[key]) for key in COLUMNS]


def _cell(value: Any, kind: str, mark: str) -> str:
    if value is None:
        return ""
    if kind == "hundredths":
        return decimal(value, mark)
    return str(value) if kind == "count" else harmless(str(value))


async def _json(db: Database, claims: Claims, run: str) -> AsyncGenerator[bytes, None]:
    head = await db.read(as_actor(claims, lambda tx, actor: _head(run_of(tx, actor, run))))
    async with db.stream(as_actor(claims, partial(_ask, run))) as found:
        yield msgspec.json.encode(head)[:-1] + b',"rows":['
        comma = b""
        async for rows in found:
            some = await asyncio.to_thread(_json_of, rows)
            yield comma + some
            comma = b",\n"
        yield b"]}"


def _head(run: PayRun) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "run": run.id,
        "from": run.from_date,
        "until": run.until_date,
        "number": run.number,
        "pay_day": run.pay_day,
        "hash": run.hash,
        "lines": run.lines,
        "totals": [{**msgspec.to_builtins(one), "before": None} for one in told(kept(run))],
    }


def _json_of(rows: Sequence[store.Stored]) -> bytes:
    who = ({"person": row.person, "number": row.number, "name": row.name} for row in rows)
    return b",\n".join(
        msgspec.json.encode({**one, **msgspec.to_builtins(row_told(row))}) for one, row in zip(who, rows, strict=True)
    )


async def _xlsx(db: Database, claims: Claims, run: str) -> bytes:
    lang = await db.read(as_actor(claims, lambda tx, actor: actor.lang))
    columns = [
        {"key": key, "kind": "number" if kind == "hundredths" else kind, "title": key} for key, kind in COLUMNS.items()
    ]
    with long_book(lang, {"rows": columns}) as book:
        async with db.stream(as_actor(claims, partial(_ask, run))) as found:
            async for rows in found:
                await asyncio.to_thread(book.sheets[0].add, [_for_sheet(row) for row in rows])
        return await asyncio.to_thread(book.done)


def _for_sheet(row: store.Stored) -> dict[str, Any]:
    of = cells(row)
    return {**of, "hours": of["hours"] / 100, "days": of["days"] / 100}


async def _pieces(content: bytes) -> AsyncGenerator[bytes, None]:
    for at in range(0, len(content), PIECE):
        yield content[at : at + PIECE]


async def mapped(db: Database, claims: Claims, id: str, mapper: Mapper) -> Stream:
    """The run as another system's file. Raises Forbidden, NotFound, and Unmapped with every row that has no target."""
    run, lang, before = await db.read(as_actor(claims, partial(_begun, id)))
    name = _name(run, mapper.shape, mapper.key)
    return streamed(await begun(_mapped(db, claims, mapper, run, lang, before)), name)


def _begun(id: str, tx: Tx, actor: Actor) -> tuple[PayRun, str, list[str]]:
    """The run, the reader's language, and the period's earlier runs."""
    run = run_of(tx, actor, id)
    before = [one.id for one in store.runs(tx) if one.from_date == run.from_date and one.number < run.number]
    return run, actor.lang, before


async def _mapped(
    db: Database, claims: Claims, mapper: Mapper, run: PayRun, lang: str, before: Sequence[str]
) -> AsyncGenerator[bytes, None]:
    found: list[RowFault] = []
    people: set[str] = set()
    async for rows in _of_people(db, claims, run.id):
        found += await asyncio.to_thread(faults, mapper, rows)
        people |= {row.person for row in rows} if before else set()
    earlier: dict[str, list[store.Stored]] = {}
    for one in before:
        async for rows in _of_people(db, claims, one):
            for row in rows:
                if row.person in people:
                    earlier.setdefault(row.person, []).append(row)
    found += faults(mapper, [row for rows in earlier.values() for row in rows])
    if found:
        raise Unmapped(fields=[one.in_words(lang) for one in found[:MOST_FAULTS]], n=len(found))
    yield head(mapper, run)
    async for rows in _of_people(db, claims, run.id):
        theirs = [row for person in dict.fromkeys(row.person for row in rows) for row in earlier.get(person, ())]
        yield await asyncio.to_thread(body, mapper, run, rows, theirs)
    yield tail(mapper)


async def _of_people(db: Database, claims: Claims, run: str) -> AsyncIterator[list[store.Stored]]:
    """A run's rows, some whole people's at a time."""
    async with db.stream(as_actor(claims, partial(_ask, run))) as found:
        held: list[store.Stored] = []
        async for rows in found:
            held += rows
            last = held[-1].person
            whole = [row for row in held if row.person != last]
            held = [row for row in held if row.person == last]
            if whole:
                yield whole
        if held:
            yield held
