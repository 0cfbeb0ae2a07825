"""What the faults ask for beyond the rest."""

from collections.abc import Callable, Iterator

import psycopg
import pytest

from tests import postgres


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[str]:
    """A private PostgreSQL that waits for its disk, as a real one does."""
    with postgres.cluster() as url:
        yield url


@pytest.fixture
def fresh_postgres(postgres_cluster: str) -> Callable[[], str]:
    """Empties the database, as often as it is called, and gives its URL."""

    def empty() -> str:
        with psycopg.connect(postgres_cluster, autocommit=True) as connection:
            connection.execute("DROP SCHEMA public CASCADE")
            connection.execute("CREATE SCHEMA public")
        return postgres_cluster

    return empty


@pytest.fixture
def postgres_url(fresh_postgres: Callable[[], str]) -> str:
    """An emptied database, where each test's own servers bring the tables in."""
    return fresh_postgres()
