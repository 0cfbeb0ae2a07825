"""A migration that is killed leaves the old tables or the new ones, never something between, and runs through later."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import inspect

from leima.db.engine import current_revision, head_revision, migrate, migration_engine
from leima.db.tables import metadata
from leima.settings import Settings
from tests.sizes import size

SLOWLY = """
import random, sys, time
from pathlib import Path
from sqlalchemy import event
from sqlalchemy.engine import Engine
from leima.db.engine import migrate
from leima.settings import Settings

@event.listens_for(Engine, "before_cursor_execute")
def wait(*_):
    time.sleep(0.01)

print("migrating", flush=True)
migrate(Settings(data=Path(sys.argv[1]), database_url=sys.argv[2]))
print("migrated", flush=True)
"""


def tables(settings: Settings) -> set[str]:
    engine = migration_engine(settings)
    try:
        return set(inspect(engine).get_table_names()) - {"alembic_version"}
    finally:
        engine.dispose()


def between(settings: Settings) -> str:
    """What is wrong when the tables are neither those of before nor those of after; empty when all is well."""
    there, revision = tables(settings), current_revision(settings)
    if revision is None:
        return f"{len(there)} tables without a version" if there else ""
    return "" if there == set(metadata.tables) and revision == head_revision() else f"{revision}: {sorted(there)}"


def kill_while_migrating(settings: Settings, after: float) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", SLOWLY, str(settings.data), settings.database_url], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None and child.stdout.readline() == "migrating\n"
    time.sleep(after)
    child.kill()
    child.wait(30)
    child.stdout.close()


@pytest.mark.parametrize("database", ["sqlite", "postgres"])
def test_a_killed_migration_leaves_old_or_new(database: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    kills, chance = size("migration_kills"), random.Random(3)
    done = 0
    for n in range(kills.wanted):
        url = request.getfixturevalue("fresh_postgres")() if database == "postgres" else ""
        settings = Settings(data=tmp_path / str(n), database_url=url)
        settings.data.mkdir()
        kill_while_migrating(settings, chance.uniform(0.05, 2.0))
        assert between(settings) == ""
        migrate(settings)
        assert tables(settings) == set(metadata.tables)
        done += 1
    kills.reached(done)


def test_the_check_finds_half_a_migration(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    engine = migration_engine(settings)
    with engine.begin() as connection:
        metadata.tables["person"].create(connection)
    engine.dispose()
    assert between(settings) == "1 tables without a version"
