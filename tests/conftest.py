"""What every room of the tests may ask for."""

import gc
import sys
from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec
import pytest

from leima.web import answers, static
from tests import postgres
from tests.migrated import copy_in, copy_url
from tests.shapes import differences


def pytest_collection_finish() -> None:
    """All that is loaded by now stays: each look for garbage would go through it again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def build_read_once() -> Iterator[None]:
    """Each of a run's thousand apps would read and pack the same built files again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(static, "read_assets", cache(static.read_assets))
        yield


@pytest.fixture(scope="session", autouse=True)
def answers_have_their_shapes() -> Iterator[None]:
    """Each JSON answer that a test gets is held to the shape that its route declares; another one is a 500."""

    def held(value: Any, shape: Any) -> bytes:
        content = msgspec.json.encode(value)
        if found := differences(msgspec.json.decode(content), shape):
            print(f"not as declared: {getattr(shape, '__name__', shape)}: {found}", file=sys.stderr)
            raise AssertionError(found)
        return content

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(answers, "encoded", held)
        yield


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[str]:
    """One private PostgreSQL for the whole run. No test here outlives a crash of the machine, so none waits for it."""
    with postgres.cluster(fsync=False) as url:
        yield url


@pytest.fixture
def postgres_url(postgres_cluster: str) -> str:
    """A database in it, with the tables and nothing in them."""
    return copy_in(postgres_cluster)


@pytest.fixture
def company_url(postgres_cluster: str) -> str:
    """Where `open_company` makes the test's own copy of its company."""
    return copy_url(postgres_cluster)
