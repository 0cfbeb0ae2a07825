"""What a stream promises: one state, typed rows, constant memory, a time, a number at once, and an end in any case."""

import asyncio
import threading
import time
import tracemalloc
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from leima.db import stream as streams
from leima.db.database import Database, Unavailable
from leima.db.engine import open_database
from leima.db.rows import WrongColumns
from leima.db.stream import TooLong
from leima.db.tx import Query, Tx
from leima.settings import Settings
from tests.look import look
from tests.migrated import migrated

MANY = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :most)"
    " SELECT i AS n, i > 1 AS more FROM n"
)
NEVER = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400000000)"
    " SELECT COUNT(*) AS n, COUNT(*) > 1 AS more FROM n"
)


class Counted(NamedTuple):
    n: int
    more: bool


class Named(NamedTuple):
    id: str
    name: str


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    url = request.getfixturevalue("postgres_url") if request.param == "postgres" else ""
    settings = Settings(data=tmp_path, database_url=url)
    migrated(settings)
    opened = open_database(settings, lambda: 0)
    yield opened
    opened.close()


def run(work: Callable[[], Awaitable[Any]]) -> Any:
    """The work, and the end of every cursor and thread that it began."""

    async def within() -> Any:
        found = await work()
        await asyncio.sleep(0.05)
        return found

    before = set(threading.enumerate())
    found = asyncio.run(within())
    began = [one for one in threading.enumerate() if one not in before and not one.name.startswith("leima-")]
    assert began == []
    return found


def many(most: int) -> Callable[[Tx], Query[Counted]]:
    return lambda tx: tx.query(Counted, MANY, most=most)


def add_teams(tx: Tx, *names: str) -> None:
    tx.many("INSERT INTO team (org, id, name) VALUES ('o', :name, :name)", [{"name": name} for name in names])


def teams(tx: Tx) -> Query[Named]:
    return tx.query(Named, "SELECT id, name FROM team WHERE org='o' AND id IN :ids ORDER BY id", ids=("a", "b", "c"))


def open_readings(database: Database) -> int:
    """Transactions that stay open on the store beside the asking one, on PostgreSQL, whose sessions take a moment to
    end once they are told to."""
    sql = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%leima_stream%'"
    asked = f"{sql} AND pid <> pg_backend_pid()"
    is_postgres = type(database).__name__ == "PostgresDatabase"
    left = 0
    for _ in range(100 if is_postgres else 0):
        left = int(database.read_now(lambda tx: look(tx, asked)[0][0]))
        if not left:
            break
        time.sleep(0.05)
    return left


def test_rows_are_typed_and_come_in_chunks(database: Database) -> None:
    async def work() -> list[list[Counted]]:
        async with database.stream(many(1200)) as found:
            return [rows async for rows in found]

    chunks = run(work)
    assert [len(rows) for rows in chunks] == [500, 500, 200]
    assert chunks[0][:2] == [Counted(1, False), Counted(2, True)]
    assert chunks[0][0].more is False
    assert open_readings(database) == 0


def test_other_columns_than_the_class_names_are_refused(database: Database) -> None:
    async def work() -> None:
        async with database.stream(lambda tx: tx.query(Named, "SELECT id FROM team")):
            pass

    with pytest.raises(WrongColumns, match="Named has the columns"):
        run(work)


def test_a_stream_sees_one_state_of_the_store(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "CHUNK", 1)
    database.write_now(lambda tx: add_teams(tx, "a", "c"))

    async def work() -> list[str]:
        names = []
        async with database.stream(teams) as found:
            async for rows in found:
                if not names:
                    await database.write(lambda tx: add_teams(tx, "b"))
                    await database.write(lambda tx: tx.run("UPDATE team SET name='new' WHERE id='c'"))
                names += [row.name for row in rows]
        return names

    assert run(work) == ["a", "c"]


def test_several_queries_come_one_after_another_of_the_same_state(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "CHUNK", 2)
    database.write_now(lambda tx: add_teams(tx, "a", "b", "c"))

    def three(tx: Tx) -> list[Query[Any]]:
        none = tx.query(Named, "SELECT id, name FROM team WHERE org='nobody'")
        return [teams(tx), none, tx.query(Counted, MANY, most=1), teams(tx)]

    async def work() -> list[tuple[int, list[Any]]]:
        found = []
        async with database.stream(three) as stream:
            async for rows in stream:
                if not found:
                    await database.write(lambda tx: tx.run("DELETE FROM team WHERE id='c'"))
                found.append((stream.at, rows))
        return found

    a, b, c = (Named(name, name) for name in "abc")
    assert run(work) == [(0, [a, b]), (0, [c]), (2, [Counted(1, False)]), (3, [a, b]), (3, [c])]
    assert open_readings(database) == 0


def test_memory_does_not_grow_with_the_rows(database: Database) -> None:
    async def peak(most: int) -> int:
        tracemalloc.start()
        async with database.stream(many(most)) as found:
            count = sum([len(rows) async for rows in found])
        assert count == most
        _, highest = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return highest

    async def work() -> tuple[int, int]:
        await peak(1_000)
        return await peak(2_000), await peak(100_000)

    few, lots = run(work)
    assert lots < few + 200_000, (few, lots)


def test_no_reader_is_taken_while_streams_stand_open(database: Database) -> None:
    async def work() -> int:
        async with database.stream(many(5_000)) as one, database.stream(many(5_000)) as two:
            await anext(one), await anext(two)
            asked = [database.read(lambda tx: tx.value(int, "SELECT 1")) for _ in range(20)]
            done: list[int | None] = await asyncio.wait_for(asyncio.gather(*asked), 5)
            return sum(one or 0 for one in done)

    assert run(work) == 20


def test_so_many_at_once_and_the_next_is_told_to_come_again(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "AT_ONCE", 1)

    async def work() -> None:
        async with database.stream(many(2_000)):
            with pytest.raises(Unavailable, match="too many") as refused:
                async with database.stream(many(1)):
                    pass
            assert refused.value.retry_after > 0
        async with database.stream(many(1)) as found:
            assert [rows async for rows in found] == [[Counted(1, False)]]

    run(work)


def test_a_query_that_takes_too_long_is_ended(database: Database) -> None:
    async def work() -> float:
        began = asyncio.get_running_loop().time()
        with pytest.raises(TooLong):
            async with database.stream(lambda tx: tx.query(Counted, NEVER), seconds=0.3) as found:
                async for _ in found:
                    pass
        return asyncio.get_running_loop().time() - began

    assert run(work) < 3
    assert open_readings(database) == 0


def test_a_reader_that_hangs_holds_neither_the_cursor_nor_the_place(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "AT_ONCE", 1)

    async def work() -> None:
        async with database.stream(many(5_000), seconds=0.2) as hanging:
            await anext(hanging)
            await asyncio.sleep(0.4)
            assert await asyncio.to_thread(open_readings, database) == 0
            async with database.stream(many(1)) as found:
                assert [len(rows) async for rows in found] == [1]
            with pytest.raises(TooLong):
                await anext(hanging)

    run(work)


def test_whoever_goes_away_midway_closes_the_stream(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "AT_ONCE", 1)

    async def reading(begun: asyncio.Event) -> None:
        async with database.stream(many(5_000)) as found:
            async for _ in found:
                begun.set()
                await asyncio.sleep(60)

    async def work() -> None:
        begun = asyncio.Event()
        task = asyncio.create_task(reading(begun))
        await begun.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await asyncio.sleep(0.1)
        assert await asyncio.to_thread(open_readings, database) == 0
        async with database.stream(many(1)) as found:
            assert [len(rows) async for rows in found] == [1]

    run(work)


def test_a_failure_of_the_unit_that_looks_at_rights_frees_the_place(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "AT_ONCE", 1)

    def refused(tx: Tx) -> Query[Counted]:
        raise PermissionError

    async def work() -> None:
        for _ in range(2):
            with pytest.raises(PermissionError):
                async with database.stream(refused):
                    pass

    run(work)


def test_after_its_last_row_a_stream_keeps_no_old_state(database: Database) -> None:
    async def work() -> None:
        async with database.stream(many(3)) as found:
            assert [len(rows) async for rows in found] == [3]
            assert await asyncio.to_thread(open_readings, database) == 0
            found.check()

    run(work)


def test_the_store_closes_though_a_stream_stands_open(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    migrated(settings)
    opened = open_database(settings, lambda: 0)

    async def work() -> None:
        async with opened.stream(many(5_000)) as found:
            await anext(found)
            opened.close()

    run(work)
