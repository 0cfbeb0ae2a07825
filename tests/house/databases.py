"""What the two databases say of a statement before it runs: whether it stands, and the columns that it returns."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import psycopg
from psycopg.pq import ExecStatus

PARAMETER = re.compile(r"(?<!:):([a-z_][a-z0-9_]*)")
_LIST = re.compile(r"\bIN :([a-z_][a-z0-9_]*)")
_ONLY = {"sqlite": re.compile(r"^PRAGMA"), "postgresql": re.compile(r"\bFOR (?:UPDATE|SHARE)\b|\bpg_\w+\(")}
"""Statements that the code gives to one of the databases alone."""


@dataclass(frozen=True)
class Column:
    """A column that a statement returns. What a database does not know is None."""

    name: str
    type: str | None = None
    may_be_null: bool | None = None


class Refused(Exception):
    """The database does not take the statement."""


class Database(Protocol):
    name: str

    def columns(self, sql: str) -> list[Column] | None:
        """The columns that a statement returns, None where they cannot be told. Raises Refused."""
        ...


def is_for(database: str, sql: str) -> bool:
    """Whether the code gives the statement to this database."""
    return not any(pattern.search(sql) for name, pattern in _ONLY.items() if name != database)


def _listed(sql: str) -> str:
    return _LIST.sub(r"IN (:\1)", sql)


class Sqlite:
    """Executes with NULL for every parameter, and takes it back."""

    name = "sqlite"

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def columns(self, sql: str) -> list[Column] | None:
        self._connection.execute("BEGIN")
        try:
            done = self._connection.execute(_listed(sql), dict.fromkeys(PARAMETER.findall(sql)))
            return [Column(one[0]) for one in done.description or ()]
        except sqlite3.IntegrityError:  # It stands: NULL alone is refused.
            return None
        except sqlite3.Error as error:
            raise Refused(str(error)) from error
        finally:
            self._connection.rollback()

    def reads(self, sql: str) -> list[str]:
        """How the statement reads each table, in SQLite's words."""
        asked = _listed(sql)
        found = self._connection.execute(f"EXPLAIN QUERY PLAN {asked}", dict.fromkeys(PARAMETER.findall(sql)))
        return [str(row[3]) for row in found.fetchall()]


@contextmanager
def sqlite(file: Path) -> Iterator[Sqlite]:
    """The migrated file."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        yield Sqlite(connection)


_TABLE_COLUMNS = (
    "SELECT a.attrelid, a.attnum, c.relname, a.attnotnull FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid"
    " WHERE a.attnum > 0 AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace"
)


class Postgres:
    """Prepares, and describes what was prepared: nothing is executed."""

    name = "postgresql"

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection
        self._types = dict(connection.execute("SELECT oid::bigint, typname FROM pg_type").fetchall())
        rows = connection.execute(_TABLE_COLUMNS).fetchall()
        self._stored = {(table, n): (name, bool(filled)) for table, n, name, filled in rows}

    def columns(self, sql: str) -> list[Column] | None:
        numbers = {name: n for n, name in enumerate(dict.fromkeys(PARAMETER.findall(sql)), 1)}
        numbered = PARAMETER.sub(lambda found: f"${numbers[found[1]]}", _listed(sql))
        prepared = self._connection.pgconn.prepare(b"", numbered.encode())
        if prepared.status != ExecStatus.COMMAND_OK:
            raise Refused(prepared.error_message.decode().strip())
        told = self._connection.pgconn.describe_prepared(b"")
        outer = set(re.findall(r"\bLEFT JOIN (\w+)", sql))
        return [
            Column(
                (told.fname(n) or b"").decode(),
                self._types[told.ftype(n)],
                self._may_be_null(told.ftable(n), told.ftablecol(n), outer),
            )
            for n in range(told.nfields)
        ]

    def _may_be_null(self, table: int, column: int, outer: set[str]) -> bool | None:
        if (table, column) not in self._stored:
            return None
        name, filled = self._stored[table, column]
        return not filled or name in outer


@contextmanager
def postgres(url: str) -> Iterator[Postgres]:
    """A database with the tables in it."""
    with psycopg.connect(url, autocommit=True) as connection:
        yield Postgres(connection)
