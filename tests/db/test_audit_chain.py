"""A chain that an earlier version sealed holds after the migration, and where it was broken it stays broken."""

import hashlib
import json
from pathlib import Path

import psycopg
import pytest
from alembic import command
from sqlalchemy import text

from leima.db.audit import breaks, has_whole_end
from leima.db.engine import alembic_config, migrate, migration_engine, open_database
from leima.db.tx import Tx
from leima.settings import Settings

ADD = text(
    "INSERT INTO audit_event (org, n, at, who, what, entity, entity_id, old, new, person, seal)"
    " VALUES ('o', :n, 1, 'w', 'a', 'e', 'i', NULL, :new, 'p', :seal)"
)


def at_0003(settings: Settings, events: int) -> None:
    """A store of the released version 0003 with a chain of its own kind."""
    engine, config = migration_engine(settings), alembic_config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0003")
        seal = ""
        for n in range(1, events + 1):
            sealed = [seal, n, 1, "w", "a", "e", "i", None, f'{{"n": {n}}}']
            seal = hashlib.sha256(json.dumps(sealed, ensure_ascii=False).encode()).hexdigest()
            connection.execute(ADD, {"n": n, "new": f'{{"n": {n}}}', "seal": seal})
    engine.dispose()


def run(settings: Settings, sql: str) -> None:
    engine = migration_engine(settings)
    with engine.begin() as connection:
        connection.execute(text(sql))
    engine.dispose()


def held(settings: Settings, last: int) -> tuple[list[int], bool]:
    db = open_database(settings, lambda: 0)

    def look(tx: Tx) -> tuple[list[int], bool]:
        tx.org = "o"
        return breaks(tx, 1, last), has_whole_end(tx)

    try:
        return db.read_now(look)
    finally:
        db.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    if request.param == "sqlite":
        return Settings(data=tmp_path)
    url = request.getfixturevalue("postgres_url")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    return Settings(data=tmp_path, database_url=url)


def test_a_whole_chain_is_whole_after_the_migration(settings: Settings) -> None:
    at_0003(settings, 4_100)
    migrate(settings)
    assert held(settings, 4_100) == ([], True)


@pytest.mark.parametrize("damage", ["UPDATE audit_event SET new='{}' WHERE n=3", "DELETE FROM audit_event WHERE n=2"])
def test_a_chain_that_was_broken_stays_broken_at_its_place(settings: Settings, damage: str) -> None:
    at_0003(settings, 5)
    run(settings, damage)
    migrate(settings)
    found, whole_end = held(settings, 5)
    assert (3 in found, 5 not in found, whole_end) == (True, True, True)
