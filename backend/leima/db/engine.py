"""Opens the store that the settings name, and brings its tables up to date.

A server on SQLite loads neither PostgreSQL's driver nor what migrations need: it starts a quarter sooner.
"""

import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, create_engine, event, inspect, text
from sqlalchemy.engine import Engine
from sqlalchemy.pool import NullPool

from leima.db.database import Database, Hooks, Now
from leima.db.sqlite import SqliteDatabase
from leima.settings import Settings

if TYPE_CHECKING:
    from alembic.config import Config

_VERSIONS = Path(__file__).parent / "migrations" / "versions"
_REVISION = re.compile(r'^(revision|down_revision)(?:: [^=]+)? = "(\w+)"$', re.MULTILINE)


def open_database(settings: Settings, now: Now, hooks: Hooks | None = None) -> Database:
    """The store of these settings. Its tables must have been migrated."""
    if settings.is_postgres:
        from leima.db.postgres import PostgresDatabase

        return PostgresDatabase(settings, now, hooks)
    return SqliteDatabase(settings.sqlite_path, now, hooks)


def migration_engine(settings: Settings) -> Engine:
    """An engine for migrations alone: its own connection, and our own BEGIN on SQLite."""
    if settings.is_postgres:
        import psycopg

        connecting = partial(psycopg.connect, settings.direct_url)
        return create_engine("postgresql+psycopg://", creator=connecting, poolclass=NullPool)
    settings.data.mkdir(parents=True, exist_ok=True)
    engine = create_engine(f"sqlite:///{settings.sqlite_path}", poolclass=NullPool)

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA foreign_keys=OFF")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def alembic_config() -> "Config":
    """Alembic's settings without a file: the scripts lie beside the code."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "leima.db:migrations")
    return config


def migrate(settings: Settings) -> tuple[str | None, str | None]:
    """Brings the tables to the newest version in one transaction. Answers the versions before and after.

    On PostgreSQL a second one that begins meanwhile waits for the first, and finds nothing left to do.
    """
    from alembic import command

    engine = migration_engine(settings)
    config = alembic_config()
    with engine.begin() as connection:
        if settings.is_postgres:
            from leima.db.postgres import LOCKS

            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCKS["migrate"]})
        before = _revision_of(connection)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if not settings.is_postgres:
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise RuntimeError(f"the migration would leave {len(broken)} rows without their parents")
        after = _revision_of(connection)
    engine.dispose()
    return before, after


NEWER = "The database is of version {have}, which a newer Leima has made; this one knows up to {head}."
NEWER_ADVICE = "Install the newer Leima again, or restore a copy from before the upgrade."


def is_newer(revision: str | None) -> bool:
    """Whether a newer program has migrated a store of this version."""
    known = {dict(_REVISION.findall(file.read_text("utf-8")))["revision"] for file in _VERSIONS.glob("[0-9]*.py")}
    return revision is not None and revision not in known


def head_revision() -> str | None:
    """The version that this code needs: the migration that no other one follows."""
    found = [dict(_REVISION.findall(file.read_text("utf-8"))) for file in sorted(_VERSIONS.glob("[0-9]*.py"))]
    followed = {one.get("down_revision") for one in found}
    return next((one["revision"] for one in found if one["revision"] not in followed), None)


def _revision_of(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def current_revision(settings: Settings) -> str | None:
    """The version that the store has; None when it is empty."""
    engine = migration_engine(settings)
    with engine.connect() as connection:
        found = _revision_of(connection)
    engine.dispose()
    return found
