"""Every statement stands on both databases, and returns what its row class says."""

import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
from sqlmodel import SQLModel

from leima.db.rows import table_of
from leima.features.days.queries import READER
from leima.settings import Settings
from tests.house.databases import Column, Database, Refused, Sqlite, is_for, postgres, sqlite
from tests.house.house import sources
from tests.house.pieces import PIECES
from tests.house.statements import Statement, of_facts, statements
from tests.migrated import copy_in, migrated

TYPES = {int: ("int2", "int4", "int8"), bool: ("bool",), str: ("text", "varchar"), float: ("float4", "float8")}
"""What PostgreSQL may call a field's type. SUM() of BIGINT is `numeric`, which comes as a Decimal."""


@pytest.fixture(scope="module")
def databases(tmp_path_factory: pytest.TempPathFactory, postgres_cluster: str) -> Iterator[tuple[Database, ...]]:
    """Both, with the tables and no rows."""
    settings = Settings(data=Path(tmp_path_factory.mktemp("statements")))
    migrated(settings)
    with ExitStack() as stack:
        yield (
            stack.enter_context(sqlite(settings.sqlite_path)),
            stack.enter_context(postgres(copy_in(postgres_cluster))),
        )


def faults(asked: Statement, database: Database) -> list[str]:
    """What is wrong with a statement on a database, as sentences."""
    if not is_for(database.name, asked.sql):
        return []
    try:
        columns = database.columns(asked.sql)
    except Refused as refused:
        return [f"{asked.place}: {database.name} refuses the statement: {refused}"]
    if columns is None or asked.row is None:
        return []
    return [f"{asked.place} ({database.name}): {fault}" for fault in _misfits(asked, columns)]


def _misfits(asked: Statement, columns: Sequence[Column]) -> list[str]:
    if asked.method in ("value", "values"):
        if len(columns) != 1:
            return [f"tx.{asked.method}() wants one column, the statement selects {[one.name for one in columns]}"]
        return _mistyped(columns[0], asked.row, asked.row.__name__)
    given, row = [one.name for one in columns], asked.row
    table = issubclass(row, SQLModel)
    wanted = sorted(table_of(row)[1]) if table else list(row._fields)
    if wanted != (sorted(given) if table else given):
        return [f"{row.__name__} has the columns {wanted}, the statement selects {given}: make them the same"]
    hints = get_type_hints(row)
    found = [fault for one in columns for fault in _mistyped(one, hints[one.name], f"{row.__name__}.{one.name}")]
    if not table:
        found += [
            f"{row.__name__}.{one.name} may be NULL: write `| None`, or `{one.name} IS NOT NULL` in the statement"
            for one in columns
            if one.may_be_null and type(None) not in get_args(hints[one.name]) and not _guarded(one.name, asked.sql)
        ]
    return found


def _mistyped(column: Column, hint: Any, field: str) -> list[str]:
    kinds = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    fitting = [name for kind in kinds for name in TYPES.get(kind, ())]
    if column.type is None or not fitting or column.type in fitting:
        return []
    advice = ": write CAST(… AS BIGINT) in the statement" if column.type == "numeric" else ""
    return [f"{field} is {' or '.join(kind.__name__ for kind in kinds)}, the column is {column.type}{advice}"]


def _guarded(column: str, sql: str) -> bool:
    """Whether the statement lets no row through in which the column is NULL: it compares it with a parameter."""
    compared = rf"\b{column} (IS NOT NULL|BETWEEN :|IN :|[<>]?= ?:|[<>] ?:)"
    return re.search(compared, sql) is not None and f"{column} IS NULL" not in sql


def test_every_statement_stands_on_both_databases_and_returns_what_its_class_says(
    databases: tuple[Database, ...],
) -> None:
    found, unclear = statements(sources("backend/leima/", endings=(".py",)), PIECES)
    found += of_facts(READER.facts)
    assert len(found) > 250
    wrong = [fault for one in found for database in databases for fault in faults(one, database)]
    told = [*unclear, *dict.fromkeys(wrong)]
    assert not told, "\n".join(told)


_OF_ONE = re.compile(r"\bperson=:person\b")
_EVERYBODYS = re.compile(r"SEARCH (?!m\b|t\b)\w+ USING .*\(org=\?\)$")
"""A table read by its organisation alone; `m` and `t` are the teams in a condition of sight."""
SMALL = ("round_draft",)
"""Tables of few rows."""


def slow(asked: Statement, database: Sqlite) -> list[str]:
    """Where a statement about one person reads the rows of everybody."""
    if not _OF_ONE.search(asked.sql) or not is_for(database.name, asked.sql):
        return []
    return [
        f"{asked.place}: {read}, so it reads everybody's rows for one person: give the table an index that begins with"
        " (org, person), or sort in Python where SQLite would rather follow the order of another index"
        for read in database.reads(asked.sql)
        if _EVERYBODYS.search(read) and not any(f" {table} " in read for table in SMALL)
    ]


def test_a_statement_about_one_person_reads_no_others_rows(databases: tuple[Database, ...]) -> None:
    found, _ = statements(sources("backend/leima/", endings=(".py",)), PIECES)
    (lite,) = [one for one in databases if isinstance(one, Sqlite)]
    told = [fault for one in found for fault in slow(one, lite)]
    assert not told, "\n".join(dict.fromkeys(told))


def test_a_statement_that_reads_everybodys_rows_for_one_person_is_found(databases: tuple[Database, ...]) -> None:
    call = "tx.values(str, 'SELECT body FROM terms WHERE org=:org AND person=:person ORDER BY id')"
    (lite,) = [one for one in databases if isinstance(one, Sqlite)]
    assert [fault for one in planted(call)[0] for fault in slow(one, lite)]


PLANTED_ROWS = """
from typing import NamedTuple

from leima.db.tables.people import Team


class Sums(NamedTuple):
    person: str
    amount: int


class Working(NamedTuple):
    id: str
    active: str


class Ended(NamedTuple):
    person: str
    until_date: str


def ask(tx, where):
    {call}
"""
"""A module with three row classes and one call."""
PLANTED = {
    "a column that the class does not have": (
        "tx.rows(Sums, 'SELECT person, amount AS minutes FROM posting')",
        "Sums has the columns ['person', 'amount'], the statement selects ['person', 'minutes']: make them the same",
    ),
    "a table's row without all of its columns": (
        "tx.one(Team, 'SELECT org, id FROM team WHERE org=:org', org='')",
        "Team has the columns ['id', 'name', 'org', 'site'], the statement selects ['org', 'id']: make them the same",
    ),
    "a sum that comes as a decimal": (
        "tx.rows(Sums, 'SELECT person, SUM(at) AS amount FROM posting GROUP BY person')",
        "Sums.amount is int, the column is numeric: write CAST(… AS BIGINT) in the statement",
    ),
    "one sum that comes as a decimal": (
        "tx.value(int, 'SELECT SUM(at) FROM posting')",
        "int is int, the column is numeric: write CAST(… AS BIGINT) in the statement",
    ),
    "truth that is read as text": (
        "tx.rows(Working, 'SELECT id, active FROM person')",
        "Working.active is str, the column is bool",
    ),
    "a column that may be NULL": (
        "tx.rows(Ended, 'SELECT person, until_date FROM contract')",
        "Ended.until_date may be NULL: write `| None`, or `until_date IS NOT NULL` in the statement",
    ),
    "a column of what is perhaps not joined": (
        "tx.rows(Working, 'SELECT t.id, p.name AS active FROM team t LEFT JOIN person p ON p.org = t.org')",
        "Working.active may be NULL: write `| None`, or `active IS NOT NULL` in the statement",
    ),
    "two columns for one value": (
        "tx.values(str, 'SELECT id, name FROM team')",
        "tx.values() wants one column, the statement selects ['id', 'name']",
    ),
    "a table that there is not": ("tx.run('DELETE FROM teams')", "sqlite refuses the statement: no such table: teams"),
    "a parameter whose place is wrong": (
        "tx.many('INSERT INTO team (org, id) VALUES (:org, :id, :name)', [])",
        "sqlite refuses the statement: 3 values for 2 columns",
    ),
    "no row class": ("tx.rows('SELECT id FROM team')", "names no row class: write tx.rows(RowClass, sql, …)"),
    "a statement that is put together": (
        "tx.run(f'DELETE FROM team WHERE {where}')",
        "the statement is put together at run time from `where`, so nobody can prepare it: make it a constant, or list"
        " the place in PIECES of tests/house/pieces.py with values for `where`",
    ),
    "a key that is no column": ("tx.get(Team, name='', code='')", "Team has no column code"),
    "a new row with a column too many": ("tx.insert(Team(org='', id='', name='', code=''))", "Team has no column code"),
    "a new row without a column": ("tx.insert(Team(org='', id=''))", "Team(name=…) is missing"),
}


def planted(call: str) -> tuple[list[Statement], list[str]]:
    return statements([("planted.py", PLANTED_ROWS.replace("{call}", call))], {})


@pytest.mark.parametrize("what", PLANTED)
def test_what_is_wrong_is_found_and_the_sentence_says_where_and_what_to_do(
    databases: tuple[Database, ...], what: str
) -> None:
    call, sentence = PLANTED[what]
    found, unclear = planted(call)
    wrong = unclear + [fault for one in found for database in databases for fault in faults(one, database)]
    assert any(sentence in fault and fault.startswith("planted.py:23 in ask") for fault in wrong), wrong


def test_both_sides_of_a_condition_and_a_statement_named_before_it_are_read() -> None:
    found, unclear = planted("sql = 'DELETE FROM team' if where else 'DELETE FROM person'\n    tx.run(sql)")
    assert [one.sql for one in found] == ["DELETE FROM team", "DELETE FROM person"]
    assert unclear == []


def test_a_place_that_is_listed_and_puts_nothing_together_is_found() -> None:
    _, unclear = statements([], {"planted.py ask": []})
    assert unclear == [
        "PIECES of tests/house/pieces.py lists 'planted.py ask', where nothing is put together: take it away"
    ]
