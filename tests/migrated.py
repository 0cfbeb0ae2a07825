"""Stores for tests: what one begins with is made once, and every test gets a copy of it."""

import shutil
import tempfile
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

import psycopg

from leima.db.engine import migrate
from leima.settings import Settings

T = TypeVar("T")
Make = Callable[[Settings], T]
"""Brings something into an empty store, and answers what a test must know of it. Two that are equal bring the same."""
_COPY = "one_test"
_HAS_STRATEGIES = 150_000
"""The first PostgreSQL that copies through its log unless it is told not to."""
_NUMBERS = count(1)


def _tables(settings: Settings) -> None:
    migrate(settings)


@cache
def _embedded(make: Make[Any]) -> tuple[tempfile.TemporaryDirectory[str], Path, Any]:
    """The file of an embedded store with this in it and what was told. Its folder goes when the process ends."""
    folder = tempfile.TemporaryDirectory(prefix="leima-begins-")
    settings = Settings(data=Path(folder.name))
    told = make(settings)
    return folder, settings.sqlite_path, told


@cache
def _database(cluster: str, make: Make[Any]) -> tuple[str, Any]:
    """The name of a database with this in it, and what was told."""
    name = f"begins{next(_NUMBERS)}"
    with psycopg.connect(cluster, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    with tempfile.TemporaryDirectory() as folder:
        return name, make(Settings(data=Path(folder), database_url=_beside(cluster, name)))


def _beside(url: str, database: str) -> str:
    return f"{url.rpartition('/')[0]}/{database}"


def begun(settings: Settings, make: Make[T]) -> T:
    """What `make` makes, in the empty store of these settings; at `copy_url` and in a new file it is a copy."""
    if settings.database_url.endswith(f"/{_COPY}"):
        return _copied(_beside(settings.database_url, "postgres"), make)
    if settings.is_postgres or settings.sqlite_path.exists():
        return make(settings)
    settings.data.mkdir(parents=True, exist_ok=True)
    _, file, told = _embedded(make)
    shutil.copyfile(file, settings.sqlite_path)
    copied: T = deepcopy(told)
    return copied


def _copied(cluster: str, make: Make[T]) -> T:
    name, told = _database(cluster, make)
    with psycopg.connect(cluster, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {_COPY} WITH (FORCE)")
        how = "STRATEGY FILE_COPY" if connection.info.server_version >= _HAS_STRATEGIES else ""
        connection.execute(f"CREATE DATABASE {_COPY} TEMPLATE {name} {how}")
    copied: T = deepcopy(told)
    return copied


def migrated(settings: Settings) -> None:
    """Brings the tables into the store of these settings, as `migrate` does."""
    if not settings.database_url.endswith(f"/{_COPY}"):
        begun(settings, _tables)


def copy_url(cluster: str) -> str:
    """Where `begun` makes its copy in a server. There is one at a time: the one before it is gone."""
    return _beside(cluster, _COPY)


def copy_in(cluster: str) -> str:
    """The URL of a fresh database with the tables in it; the one before it is gone."""
    _copied(cluster, _tables)
    return copy_url(cluster)
