"""How rows are found for a device."""

import sqlite3
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from leima.app import VIEWS
from leima.db.cache import Cache
from leima.db.engine import migrate
from leima.db.tx import Tx
from leima.settings import Settings

IDS = [f"p:2026-11-{n:02d}" for n in range(1, 31)]


class _Asked:
    """A unit of work that keeps what it is asked, with each value written out."""

    org, now, dialect = "o", 0, "sqlite"
    actor = SimpleNamespace(person="p", supervises=frozenset({"u"}), roles=frozenset(), barred=frozenset())

    def __init__(self) -> None:
        self.cache = Cache(zone={"o": "Europe/Helsinki"})
        self.said: list[str] = []

    def rows(self, row: type, sql: str = "", **params: Any) -> list[Any]:
        sql = sql or str(row)
        for name in sorted(params, key=len, reverse=True):
            value = params[name]
            some = value if isinstance(value, (list, tuple)) else [value]
            told = ", ".join(f"'{one}'" for one in some)
            sql = sql.replace(f":{name}", f"({told})" if isinstance(value, (list, tuple)) else told)
        self.said.append(sql)
        return []

    query = rows


def test_rows_of_a_pull_are_found_by_their_ids_however_long_a_life_is(tmp_path: Path) -> None:
    migrate(Settings(data=tmp_path))
    by_life: dict[str, list[str]] = {}
    with closing(sqlite3.connect(tmp_path / "leima.sqlite3")) as connection:
        for view in (one for one in VIEWS if one.type not in ("organisation", "person")):
            asked = _Asked()
            view.by_ids(cast(Tx, asked), IDS)
            plan = [row[3] for sql in asked.said for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}")]
            by_life[view.type] = [step for step in plan if "_person" in step and "INDEX ix_" in step]
    assert {type: steps for type, steps in by_life.items() if steps} == {}
