"""Reports of many people as CSV, sent while they are made.

Who is in the report comes by a stream of the store, whose cursor ends there. Then a few people at a time are worked out
on a reader, so that pulls are served between, each time by what the caller may still see. The columns and the rounding
depend on everybody, so the rows wait in a spool until the last one is known.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from functools import partial
from typing import Any, Protocol

from litestar.response import Stream

from leima.db.actor import Actor
from leima.db.database import Database
from leima.db.tx import Query, Tx
from leima.features.reports import plain
from leima.features.reports.files import streamed
from leima.features.reports.spool import Groups, packed, spooled
from leima.features.reports.store import Reported
from leima.web.errors import NotFound
from leima.web.guard import as_actor
from leima.web.tokens import Claims

Asked = dict[str, str | None]


class Csv(Protocol):
    """One report of many people."""

    at_a_time: int
    """People worked out in one unit of reading."""
    lang: str
    totals: plain.Totals

    def who(self, tx: Tx, actor: Actor) -> Query[Reported]:
        """Everybody in the report, in its order. Raises NotFound, Invalid."""
        ...

    def named(self, tx: Tx, actor: Actor, first: Sequence[Reported]) -> str:
        """The file's name, once the first people are known."""
        ...

    def take(self, tx: Tx, actor: Actor, people: Sequence[Reported]) -> Groups:
        """The rows of the next people, counted. Raises NotFound when the caller may see less than at the beginning."""
        ...

    def columns(self) -> Sequence[plain.Column]:
        """The columns, once everybody has been taken in."""
        ...


async def csv_file(db: Database, claims: Claims, report: Csv) -> Stream:
    """The answer. Rights and the question are looked at before its first byte."""
    content = _content(db, claims, report)
    name = (await anext(content)).decode()
    return streamed(_rest(content), name)


async def _rest(content: Any) -> AsyncIterator[bytes]:
    try:
        async for some in content:
            yield some
    finally:
        await content.aclose()


async def _content(db: Database, claims: Claims, report: Csv) -> AsyncIterator[bytes]:
    """The file's name, and then its bytes. The mark goes first, so that nobody on the way takes silence for an end."""
    size = report.at_a_time
    async with db.stream(as_actor(claims, report.who)) as found:
        people = [row async for rows in found for row in rows]
        yield (await db.read(as_actor(claims, partial(report.named, first=people[: size + 1])))).encode()
        yield plain.BOM.encode()
        with spooled() as spool:
            for at in range(0, len(people), size):
                found.check()
                spool.add(await db.read(as_actor(claims, partial(_taken, report, people[at : at + size]))))
            columns = report.columns()
            yield plain.lines([plain.titles(columns, report.lang)], report.lang).encode()
            for groups in spool:
                found.check()
                yield await asyncio.to_thread(_lines, report, columns, groups)


def _taken(report: Csv, people: Sequence[Reported], tx: Tx, actor: Actor) -> bytes:
    return packed(report.take(tx, actor, people))


def _lines(report: Csv, columns: Sequence[plain.Column], groups: Groups) -> bytes:
    return plain.lines(plain.table(columns, groups, report.lang, report.totals), report.lang).encode()


class Rights:
    """What a caller could see when the report began."""

    def __init__(self, actor: Actor) -> None:
        self._seen = (actor.person, actor.may_see_everyone, actor.supervises, actor.barred)

    def hold(self, actor: Actor) -> None:
        """Raises NotFound when they are others now."""
        if (actor.person, actor.may_see_everyone, actor.supervises, actor.barred) != self._seen:
            raise NotFound()
