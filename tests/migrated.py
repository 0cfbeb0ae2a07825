"""Migrated, empty stores for tests: the migrations run once, and every test gets a copy of what they made."""

import shutil
import tempfile
from functools import cache
from pathlib import Path

import psycopg

from leima.db.engine import migrate
from leima.settings import Settings

_TEMPLATE = "migrated"
_COPY = "one_test"


@cache
def _embedded() -> tuple[tempfile.TemporaryDirectory[str], Path]:
    """The file of a migrated, empty embedded store, and its folder, which goes when the process ends."""
    folder = tempfile.TemporaryDirectory(prefix="leima-migrated-")
    settings = Settings(data=Path(folder.name))
    migrate(settings)
    return folder, settings.sqlite_path


def migrated(settings: Settings) -> None:
    """Brings the tables into the store of these settings, as `migrate` does."""
    if settings.database_url.endswith(f"/{_COPY}"):
        return
    if settings.is_postgres or settings.sqlite_path.exists():
        migrate(settings)
        return
    settings.data.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(_embedded()[1], settings.sqlite_path)


@cache
def _template(cluster: str) -> None:
    with psycopg.connect(cluster, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {_TEMPLATE}")
    with tempfile.TemporaryDirectory() as folder:
        migrate(Settings(data=Path(folder), database_url=_beside(cluster, _TEMPLATE)))


def _beside(cluster: str, database: str) -> str:
    return f"{cluster.rpartition('/')[0]}/{database}"


def copy_in(cluster: str) -> str:
    """The URL of a fresh database with the tables in it; the one before it is gone."""
    _template(cluster)
    with psycopg.connect(cluster, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {_COPY} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {_COPY} TEMPLATE {_TEMPLATE}")
    return _beside(cluster, _COPY)
