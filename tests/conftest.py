"""What every room of the tests may ask for."""

from collections.abc import Iterator

import psycopg
import pytest

from tests import postgres


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[str]:
    """One private PostgreSQL for the whole run."""
    with postgres.cluster() as url:
        yield url


@pytest.fixture
def postgres_url(postgres_cluster: str) -> str:
    """An emptied database in it."""
    with psycopg.connect(postgres_cluster, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    return postgres_cluster
