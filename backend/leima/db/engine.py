"""Opens the store that the settings name, and brings its tables up to date."""

from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import Engine
from sqlalchemy.pool import NullPool

from leima.db.database import Database, Hooks, Now
from leima.db.postgres import PostgresDatabase
from leima.db.sqlite import SqliteDatabase
from leima.settings import Settings


def open_database(settings: Settings, now: Now, hooks: Hooks | None = None) -> Database:
    """The store of these settings. Its tables must have been migrated."""
    if settings.is_postgres:
        return PostgresDatabase(settings.database_url, now, hooks)
    return SqliteDatabase(settings.sqlite_path, now, hooks)


def migration_engine(settings: Settings) -> Engine:
    """An engine for migrations alone: its own connection, and our own BEGIN on SQLite."""
    if settings.is_postgres:
        url = settings.database_url.replace("postgres://", "postgresql://", 1)
        return create_engine(url.replace("postgresql://", "postgresql+psycopg://", 1), poolclass=NullPool)
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


def alembic_config() -> Config:
    """Alembic's settings without a file: the scripts lie beside the code."""
    config = Config()
    config.set_main_option("script_location", "leima.db:migrations")
    return config


def migrate(settings: Settings) -> tuple[str | None, str | None]:
    """Brings the tables to the newest version in one transaction. Answers the versions before and after."""
    engine = migration_engine(settings)
    config = alembic_config()
    with engine.begin() as connection:
        before = MigrationContext.configure(connection).get_current_revision()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if not settings.is_postgres:
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise RuntimeError(f"the migration would leave {len(broken)} rows without their parents")
        after = MigrationContext.configure(connection).get_current_revision()
    engine.dispose()
    return before, after


def head_revision() -> str | None:
    """The version that this code needs."""
    return ScriptDirectory.from_config(alembic_config()).get_current_head()


def current_revision(settings: Settings) -> str | None:
    """The version that the store has; None when it is empty."""
    engine = migration_engine(settings)
    with engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    engine.dispose()
    return found
