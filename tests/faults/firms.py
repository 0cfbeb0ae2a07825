"""The running app in this process, on either database, asked by many threads at once."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import pytest

from leima.app import OPS
from leima.db.tx import Tx
from leima.features.sync.schemas import Envelope
from leima.features.sync.service import Push, arrive
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


def push_now(company: Company, who: str, body: bytes) -> list[dict[str, Any]]:
    """One push as the route does it, from a plain thread."""
    envelope = msgspec.json.decode(body, type=Envelope)
    arrived = [arrive(raw) for raw in envelope.ops]
    claims = Claims(company.ids["org"], company.ids[who], f"family-{who}")

    def work(tx: Tx, actor: Any) -> list[Answer]:
        return Push(tx, actor, TYPES, envelope, arrived).apply()

    return [answer.wire() for answer in company.world.db.write_now(as_actor(claims, work))]


def side_by_side(work: Callable[[T], Any], items: Iterable[T], threads: int) -> list[Any]:
    """The answers of `work` for every item, from so many threads at once."""
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(work, items))
