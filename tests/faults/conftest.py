"""What the faults ask for beyond the rest."""

from collections.abc import Callable

import psycopg
import pytest


@pytest.fixture
def fresh_postgres(postgres_cluster: str) -> Callable[[], str]:
    """Empties the database, as often as it is called, and gives its URL."""

    def empty() -> str:
        with psycopg.connect(postgres_cluster, autocommit=True) as connection:
            connection.execute("DROP SCHEMA public CASCADE")
            connection.execute("CREATE SCHEMA public")
        return postgres_cluster

    return empty
