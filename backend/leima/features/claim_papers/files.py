"""Exports as CSV, XLSX and JSON, made while their rows come: as few of them in memory as there are in one fetch."""

import asyncio
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import contextmanager

import msgspec
from litestar.response import Stream

from leima.db.database import Database
from leima.features.claim_papers.columns import Column, csv_lines, titles
from leima.features.claim_papers.export import Export, PayrollExport
from leima.features.claim_papers.parts import Part
from leima.features.reports import plain
from leima.features.reports.files import begun, file_name, streamed
from leima.features.reports.long_sheets import LongBook, long_book
from leima.web.answers import JSON
from leima.web.guard import as_actor
from leima.web.tokens import Claims

PIECE = 65_536


async def csv_export(db: Database, claims: Claims, export: Export) -> Stream:
    """The rows as CSV. Rights are looked at before the first byte."""
    content = await begun(_csv(db, claims, export))
    return streamed(content, _name(export, "csv"))


async def _csv(db: Database, claims: Claims, export: Export) -> AsyncGenerator[bytes, None]:
    async with db.stream(as_actor(claims, export.ask)) as found:
        head = dict(zip((one.key for one in export.rows), titles(export.rows, export.lang), strict=True))
        as_text = [Column(one.key) for one in export.rows]
        yield (plain.BOM + csv_lines(as_text, [head], export.lang)).encode()
        async for parts in found:
            yield await asyncio.to_thread(_csv_of, export, parts)


def _csv_of(export: Export, parts: Sequence[Part]) -> bytes:
    rows = [row for part in parts for row in export.rows_of(part)]
    return csv_lines(export.rows, rows, export.lang).encode()


async def xlsx_export(db: Database, claims: Claims, export: Export) -> Stream:
    """The rows as a workbook, with a second sheet of what they come to."""
    async with db.stream(as_actor(claims, export.ask)) as found:
        with _book(export) as book:
            async for parts in found:
                await asyncio.to_thread(book.add, parts)
            content = await asyncio.to_thread(book.done)
    return streamed(_pieces(content), _name(export, "xlsx"))


async def _pieces(content: bytes) -> AsyncGenerator[bytes, None]:
    for at in range(0, len(content), PIECE):
        yield content[at : at + PIECE]


@contextmanager
def _book(export: Export) -> Iterator["_Book"]:
    keys = titles([Column("rows"), Column(export.named)], export.lang)
    columns = [_columns(one, export.lang) for one in (export.rows, export.beside)]
    with long_book(export.lang, dict(zip(keys, columns, strict=True))) as book:
        yield _Book(export, book)


class _Book:
    """A workbook in the making."""

    def __init__(self, export: Export, book: LongBook) -> None:
        self._export, self._book = export, book
        self._rows, self._beside = book.sheets

    def add(self, parts: Sequence[Part]) -> None:
        self._rows.add([row for part in parts for row in self._export.rows_of(part)])
        self._beside.add([row for part in parts for row in self._export.beside_of(part)])

    def done(self) -> bytes:
        self._beside.add(list(self._export.last()))
        return self._book.done()


def _columns(columns: Sequence[Column], lang: str) -> list[dict[str, str]]:
    """The columns as a workbook takes them; amounts come in cents."""
    named = zip(columns, titles(columns, lang), strict=True)
    return [
        {"key": one.key, "kind": "cents" if one.kind == "euros" else one.kind, "title": title} for one, title in named
    ]


async def json_export(db: Database, claims: Claims, export: PayrollExport) -> Stream:
    """The rows and what they come to as JSON, sent as they come."""
    return Stream(await begun(_json(db, claims, export)), media_type=JSON)


async def _json(db: Database, claims: Claims, export: PayrollExport) -> AsyncGenerator[bytes, None]:
    async with db.stream(as_actor(claims, export.ask)) as found:
        over = msgspec.json.encode({"from": export.over.first, "until": export.over.last})
        yield over[:-1] + b',"rows":['
        comma = b""
        async for parts in found:
            some = await asyncio.to_thread(_json_of, export, parts)
            if some:
                yield comma + some
                comma = b",\n"
        yield b'],"sums":' + msgspec.json.encode(export.payroll.sums()) + b"}"


def _json_of(export: PayrollExport, parts: Sequence[Part]) -> bytes:
    return b",\n".join(msgspec.json.encode(row) for part in parts for row in export.made(part))


def _name(export: Export, ending: str) -> str:
    return file_name(export.title, export.over.first, export.over.last, ending=ending)
