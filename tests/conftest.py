"""What every room of the tests may ask for."""

from collections.abc import Iterator
from functools import cache

import pytest

from leima.web import static
from tests import postgres
from tests.migrated import copy_in


@pytest.fixture(scope="session", autouse=True)
def build_read_once() -> Iterator[None]:
    """Each of a run's thousand apps would read and pack the same built files again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(static, "read_assets", cache(static.read_assets))
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
