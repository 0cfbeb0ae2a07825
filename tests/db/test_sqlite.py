"""What the one writer and the readers of SQLite promise."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from leima.db.sqlite import SqliteDatabase
from leima.db.tx import Tx


@pytest.mark.parametrize("way", [SqliteDatabase.read_now, SqliteDatabase.write_now], ids=["read", "write"])
@pytest.mark.parametrize("fails", [False, True], ids=["done", "failed"])
def test_a_unit_of_work_holds_no_cursor_after_its_end(
    way: Callable[[SqliteDatabase, Callable[[Tx], None]], None], fails: bool, tmp_path: Path
) -> None:
    """A cursor that ends later, in another thread, would reset a cached statement under the writer's hands."""
    database = SqliteDatabase(tmp_path / "leima.db", lambda: 0)
    kept: list[Tx] = []

    def work(tx: Tx) -> None:
        kept.append(tx)
        if fails:
            raise KeyError("planted")

    try:
        way(database, work)
    except KeyError:
        assert fails
    with pytest.raises(sqlite3.ProgrammingError, match="closed cursor"):
        kept[0].value(int, "SELECT 1")
    database.close()
