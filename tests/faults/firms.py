"""The running app in this process, on either database, asked by many threads at once."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import pytest

from leima.app import OPS, hooks
from leima.db.database import Database
from leima.db.engine import open_database
from leima.db.tx import Query, Tx
from leima.features.sync.arrival import arrive
from leima.features.sync.schemas import Envelope
from leima.features.sync.service import Push, asked
from leima.features.sync.store import Answer
from leima.web.guard import as_actor
from leima.web.tokens import Claims
from tests.company import Company, open_company

T = TypeVar("T")
TYPES = {(one.type, one.v): one for one in OPS}


@contextmanager
def company_on(database: str, folder: Path, request: pytest.FixtureRequest) -> Iterator[Company]:
    """A fresh company on `sqlite` or `postgres`."""
    url = request.getfixturevalue("postgres_url") if database == "postgres" else ""
    with open_company(folder, url) as company:
        yield company


@contextmanager
def processes(company: Company, many: int) -> Iterator[list[Database]]:
    """The company's store as so many processes of a server have it, each with writers of its own."""
    world = company.world
    more = [open_database(world.settings, company.clock.now, hooks()) for _ in range(many - 1)]
    try:
        yield [world.db, *more]
    finally:
        for db in more:
            db.close()


def push_now(company: Company, who: str, body: bytes, db: Database | None = None) -> list[dict[str, Any]]:
    """One push as the route does it, from a plain thread; by another process where it has that one's `db`."""
    envelope = msgspec.json.decode(body, type=Envelope)
    arrived = [arrive(raw) for raw in envelope.ops]
    claims = Claims(company.ids["org"], company.ids[who], f"family-{who}")

    def work(tx: Tx, actor: Any) -> list[Answer]:
        return Push(tx, actor, TYPES, envelope, arrived).apply()

    def asks(tx: Tx) -> list[Query[Any]]:
        return asked(tx, claims.person, TYPES, arrived)

    return [answer.wire() for answer in (db or company.world.db).write_now(as_actor(claims, work, asks))]


def side_by_side(work: Callable[[T], Any], items: Iterable[T], threads: int) -> list[Any]:
    """The answers of `work` for every item, from so many threads at once."""
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(work, items))
