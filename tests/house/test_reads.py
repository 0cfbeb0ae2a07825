"""A feature's SQL reads other features' tables only where its `READS` says so, and writes its own."""

import importlib
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import pytest
from sqlmodel import SQLModel

import leima.db.tables
import leima.features
from leima.db.usage import Use
from leima.features.days.queries import READER
from tests.house.house import lines_with, sources
from tests.house.pieces import PIECES
from tests.house.statements import Pieces, Statement, of_facts, statements

KEPT_BY = {
    "kiky_mark": "kiky",
    "day_posting": "days",
    "frozen_day": "reports",
    "audit_event": "db",
    "audit_head": "db",
    "sync_head": "db",
    "change_log": "db",
}
"""Tables whose writer is another room than the one that their file is named after."""
_TABLE = re.compile(r"\b(?:FROM|JOIN|INTO|UPDATE)\s+(\w+)", re.IGNORECASE)
_WRITTEN = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+(\w+)", re.IGNORECASE)
_ROUTES = (
    r"^\s*from leima\.features\.(\w+)(?:\.\w+)*\.(?:\w*routes) import"
    r"|^\s*from leima\.features\.(\w+) import .*routes"
)


class Declared(NamedTuple):
    """Tables of others that a feature says it reads, and those that it writes."""

    reads: frozenset[str]
    writes: frozenset[str]


def owners() -> dict[str, str]:
    """The feature that keeps each table."""
    found: dict[str, str] = {}
    for one in pkgutil.iter_modules(leima.db.tables.__path__):
        module = importlib.import_module(f"leima.db.tables.{one.name}")
        for row in vars(module).values():
            if isinstance(row, type) and issubclass(row, SQLModel) and row.__module__ == module.__name__:
                found[str(row.__tablename__)] = one.name
    return found | KEPT_BY


def declared() -> dict[str, Declared]:
    """What each feature's folder says."""
    found = {}
    for one in (every for every in pkgutil.iter_modules(leima.features.__path__) if every.ispkg):
        module = importlib.import_module(f"leima.features.{one.name}")
        found[one.name] = Declared(frozenset(module.READS), frozenset(getattr(module, "WRITES", ())))
    return found


def _of_usage() -> Iterator[Statement]:
    """What each feature says of its use. Whoever is there today is asked of each, so people are everybody's to read."""
    for one in (every for every in pkgutil.iter_modules(leima.features.__path__) if every.ispkg):
        folder = importlib.import_module(f"leima.features.{one.name}")
        if any(module.name == "usage" for module in pkgutil.iter_modules(folder.__path__)):
            uses = importlib.import_module(f"leima.features.{one.name}.usage").USAGE
            for use in (every for every in uses if isinstance(every, Use)):
                file = f"backend/leima/features/{one.name}/usage.py"
                yield Statement(file, 1, use.kind, "rows", use.row, re.sub(r"(FROM|JOIN) person\b", "", use.select))


def _of_features(files: Iterable[tuple[str, str]], pieces: Pieces) -> Iterator[tuple[str, Statement]]:
    for one in (*statements(files, pieces)[0], *of_facts(READER.facts), *_of_usage()):
        if one.file.startswith("backend/leima/features/"):
            yield one.file.split("/")[3], one


def faults(asked: Iterable[tuple[str, Statement]], said: Mapping[str, Declared]) -> list[str]:
    """A sentence for each undeclared table of another feature, and for each that is declared and not read."""
    kept, reads, found = owners(), defaultdict[str, set[str]](set), []
    for feature, one in asked:
        foreign = {table for table in _TABLE.findall(one.sql) if kept.get(table, feature) != feature}
        written = _WRITTEN.match(one.sql)
        reads[feature] |= foreign
        found += [
            f"{one.place} reads {table} of {kept[table]}: ask {kept[table]} for it,"
            f" or add it to READS of backend/leima/features/{feature}/__init__.py"
            for table in sorted(foreign - said[feature].reads - said[feature].writes)
        ]
        if written and written[1] in foreign - said[feature].writes:
            found.append(f"{one.place} writes {written[1]}: let {kept[written[1]]} write it, whose table it is")
    return found + [
        f"READS of backend/leima/features/{feature}/__init__.py lists {table}, which it does not read: take it away"
        for feature, tables in said.items()
        for table in sorted((tables.reads | tables.writes) - reads[feature])
    ]


def borrowed(files: Iterable[tuple[str, str]]) -> list[str]:
    """A sentence for each service that imports routes of another feature, which routes themselves may."""
    found = []
    for line in lines_with(_ROUTES, iter(files)):
        name = line.partition(":")[0]
        routes = re.search(r"leima\.features\.(\w+)", line)
        service = name.startswith("backend/leima/features/") and not name.endswith("routes.py")
        if service and routes and routes[1] != name.split("/")[3]:
            found.append(
                f"{line.partition(': ')[0]} imports routes of {routes[1]}:"
                " move what both need into a module below them that has no routes"
            )
    return found


def test_a_feature_reads_what_it_declares() -> None:
    asked = _of_features(sources("backend/leima/", endings=(".py",)), PIECES)
    assert faults(asked, declared()) == []


def test_no_service_imports_another_ones_routes() -> None:
    assert borrowed(sources("backend/leima/", endings=(".py",))) == []


def _planted(sql: str) -> list[tuple[str, Statement]]:
    return [("kiky", Statement("backend/leima/features/kiky/planted.py", 3, "ask", "run", None, sql))]


@pytest.mark.parametrize(
    ("sql", "reads", "said"),
    [
        (
            "SELECT id FROM notice WHERE org=:org",
            (),
            "backend/leima/features/kiky/planted.py:3 in ask reads notice of notices: ask notices for it,"
            " or add it to READS of backend/leima/features/kiky/__init__.py",
        ),
        (
            "UPDATE notice SET at=1 WHERE org=:org",
            ("notice",),
            "backend/leima/features/kiky/planted.py:3 in ask writes notice: let notices write it, whose table it is",
        ),
        (
            "SELECT id FROM kiky_mark WHERE org=:org",
            ("notice",),
            "READS of backend/leima/features/kiky/__init__.py lists notice, which it does not read: take it away",
        ),
    ],
)
def test_an_undeclared_table_is_refused(sql: str, reads: tuple[str, ...], said: str) -> None:
    assert faults(_planted(sql), {"kiky": Declared(frozenset(reads), frozenset())}) == [said]


def test_planted_routes_are_refused() -> None:
    line = "from leima.features.days.routes import a_date\n"
    said = borrowed([("backend/leima/features/reports/planted.py", line)])
    assert said == [
        "backend/leima/features/reports/planted.py:1 imports routes of days:"
        " move what both need into a module below them that has no routes"
    ]
    assert borrowed([("backend/leima/features/days/planted.py", line), ("backend/leima/app.py", line)]) == []
