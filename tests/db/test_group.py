"""What group commit promises, on both databases: one commit for what waits, and no job in another's place."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest

from leima.db.database import Database, Unavailable
from leima.db.engine import open_database
from leima.db.sync_sql import lock_people
from leima.db.tx import Tx
from leima.settings import Settings
from leima.world.clock import FakeClock
from tests.migrated import migrated

Work = Callable[[Tx], Any]


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    url = request.getfixturevalue("postgres_url") if request.param == "postgres" else ""
    opened = on(Settings(data=tmp_path, database_url=url))
    yield opened
    opened.close()


@pytest.fixture
def postgres(postgres_url: str, tmp_path: Path) -> Iterator[Database]:
    opened = on(Settings(data=tmp_path, database_url=postgres_url, database_writers=1))
    yield opened
    opened.close()


def on(settings: Settings) -> Database:
    migrated(settings)
    return open_database(settings, lambda: 0)


class Of:
    """Work of a person."""

    def __init__(self, whose: str, work: Work) -> None:
        self.whose, self.work = whose, work

    def __call__(self, tx: Tx) -> Any:
        return self.work(tx)


def together(database: Database, works: list[Work]) -> list[Future[Any]]:
    """The outcomes of works that have waited while every writer was held up: they come in one group."""
    writers = 1 if type(database).__name__ == "SqliteDatabase" else 2
    held, go_on = threading.Semaphore(0), threading.Event()

    def hold(tx: Tx) -> None:
        held.release()
        go_on.wait(20)

    with ThreadPoolExecutor(len(works) + writers) as pool:
        holding = []
        for _ in range(writers):
            holding.append(pool.submit(database.write_now, hold))
            if not held.acquire(timeout=1):
                break
        waiting = [pool.submit(database.write_now, work) for work in works]
        threading.Event().wait(0.3)
        go_on.set()
        for one in [*holding, *waiting]:
            one.exception(30)
    return waiting


def add(name: str, fails: type[BaseException] | None = None) -> Work:
    """Writes a team, and may fail then."""

    def work(tx: Tx) -> str:
        tx.org = "o"
        tx.run("INSERT INTO team (org, id, name) VALUES ('o', :name, :name)", name=name)
        if fails is not None:
            raise fails(name)
        return name

    return work


def names(database: Database) -> list[str]:
    return database.read_now(lambda tx: tx.values(str, "SELECT name FROM team WHERE org='o' ORDER BY name"))


def test_a_job_that_fails_takes_nobody_with_it(database: Database) -> None:
    works = [add("a"), add("b", KeyError), add("c"), add("a"), add("d")]
    outcomes = [one.exception() for one in together(database, works)]
    assert [type(one).__name__ for one in outcomes[:3]] == ["NoneType", "KeyError", "NoneType"]
    assert "Unique" in type(outcomes[3]).__name__ or "Integrity" in type(outcomes[3]).__name__
    assert outcomes[4] is None
    assert names(database) == ["a", "c", "d"]


def test_a_job_that_is_alone_needs_no_savepoint_and_leaves_nothing_when_it_fails(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def save(link: object) -> None:
        raise AssertionError("a savepoint")

    monkeypatch.setattr("leima.db.sqlite._SqliteLink.save", save)
    monkeypatch.setattr("leima.db.postgres._PostgresLink.save", save)
    assert database.write_now(add("a")) == "a"
    for fails in (KeyError, SystemExit):
        with pytest.raises(fails):
            database.write_now(add("b", fails))
    with pytest.raises(Exception, match=r"(?i)unique"):
        database.write_now(add("a"))
    assert database.write_now(add("c")) == "c"
    assert names(database) == ["a", "c"]


def test_a_failure_at_the_numbering_is_told_to_its_own_job_alone(database: Database) -> None:
    """There is no counter for its organisation: the group is done again, a job at a time."""

    def without_counter(tx: Tx) -> None:
        add("lost")(tx)
        tx.changed("team", "lost", owner="*", version=1)

    outcomes = [one.exception() for one in together(database, [add("a"), without_counter, add("b")])]
    assert [type(one) for one in outcomes] == [type(None), LookupError, type(None)]
    assert names(database) == ["a", "b"]


def test_changes_of_a_group_are_numbered_in_a_row(database: Database) -> None:
    def changing(n: int) -> Work:
        def work(tx: Tx) -> None:
            tx.org = "o"
            for version in (1, 2):
                tx.changed("team", f"t{n}", owner="*", version=version)
            tx.after_numbering.append(lambda first: told.append((n, first)))

        return work

    told: list[tuple[int, int]] = []
    database.write_now(lambda tx: tx.run("INSERT INTO sync_head (org, seq, epoch) VALUES ('o', 0, 'e1')"))
    for one in together(database, [changing(n) for n in range(5)]):
        one.result()
    sql = "SELECT entity_id FROM change_log WHERE org='o' ORDER BY seq"
    logged = database.read_now(lambda tx: tx.values(str, sql))
    assert sorted(first for _, first in told) == [1, 3, 5, 7, 9]
    assert [logged[first - 1] for _, first in told] == [f"t{n}" for n, _ in told]
    assert logged == [f"t{n}" for n, _ in sorted(told, key=lambda one: one[1]) for _ in range(2)]


def test_two_jobs_of_a_person_are_never_in_one_group(database: Database) -> None:
    """The second would not see the receipt of the first, which is written when the group is numbered."""
    database.write_now(lambda tx: tx.run("INSERT INTO sync_head (org, seq, epoch) VALUES ('o', 0, 'e1')"))

    def once(tx: Tx) -> bool:
        tx.org = "o"
        if tx.values(str, "SELECT id FROM team WHERE org='o' AND id='once'"):
            return False
        insert = "INSERT INTO team (org, id, name) VALUES ('o', 'once', 'once')"
        tx.after_numbering.append(lambda first: tx.run(insert))
        return True

    outcomes = [one.result() for one in together(database, [Of("aino", once) for _ in range(6)])]
    assert sorted(outcomes) == [False] * 5 + [True]


def test_a_job_that_meets_a_lock_of_somebody_elses_holds_up_nobody(
    postgres: Database, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("leima.db.postgres._LOCK_MS", 60_000)

    def move(name: str) -> Work:
        return lambda tx: tx.run("UPDATE team SET name=:new WHERE org='o' AND id=:id", new=f"{name}!", id=name)

    for name in ("a", "b", "c"):
        postgres.write_now(add(name))
    held, begun = threading.Event(), threading.Semaphore(0)

    def hold(tx: Tx) -> None:
        begun.release()
        held.wait(20)

    with psycopg.connect(postgres_url) as other, ThreadPoolExecutor(5) as pool:
        other.execute("SELECT id FROM team WHERE id='b' FOR UPDATE")
        holding = []
        for _ in range(2):  # every writer is held up: what comes next is one group, however slow the machine is
            holding.append(pool.submit(postgres.write_now, hold))
            if not begun.acquire(timeout=1):
                break
        waiting = []
        for name in ("a", "b", "c"):  # in this order: the first of a group has the longest to wait for a lock
            waiting.append(pool.submit(postgres.write_now, move(name)))
            threading.Event().wait(0.1)
        held.set()
        for one in (*holding, waiting[0], waiting[2]):
            one.result(30)
        other.rollback()
        waiting[1].result(30)
    assert names(postgres) == ["a!", "b!", "c!"]


def test_who_waits_too_long_for_a_lock_is_told_to_come_again(postgres: Database, postgres_url: str) -> None:
    postgres.write_now(add("a"))
    with psycopg.connect(postgres_url) as other:
        other.execute("SELECT id FROM team WHERE id='a' FOR UPDATE")
        with pytest.raises(Unavailable):
            postgres.write_now(lambda tx: tx.run("UPDATE team SET name='z' WHERE org='o' AND id='a'"))
        other.rollback()
    assert names(postgres) == ["a"]


def test_who_has_waited_for_a_person_reads_the_clock_anew(postgres_url: str, tmp_path: Path) -> None:
    clock = FakeClock(1_000)
    settings = Settings(data=tmp_path, database_url=postgres_url, database_writers=1)
    migrated(settings)
    begun = threading.Event()

    def wait_for_aino(tx: Tx) -> tuple[int, int]:
        tx.org, before = "o", tx.now
        begun.set()
        lock_people(tx, ["aino"])
        return before, tx.now

    insert = (
        "INSERT INTO person (org, id, name, email, lang, active, counts_from, version)"
        " VALUES ('o', 'aino', 'Aino', 'aino@example.test', 'fi', TRUE, '2026-11-01', 1)"
    )
    with closing(open_database(settings, clock.now)) as opened:
        opened.write_now(lambda tx: tx.run(insert))
        with psycopg.connect(postgres_url) as other, ThreadPoolExecutor(1) as pool:
            other.execute("SELECT id FROM person WHERE id='aino' FOR UPDATE")
            told = pool.submit(opened.write_now, wait_for_aino)
            assert begun.wait(20)
            clock.set(3_000)
            other.rollback()
            assert told.result(20) == (1_000, 3_000)


def test_a_writer_lives_on_whatever_a_job_raises(database: Database) -> None:
    def ends(tx: Tx) -> None:
        raise SystemExit

    for _ in range(4):
        with pytest.raises(SystemExit):
            database.write_now(ends)
    assert database.write_now(add("a")) == "a"


def test_a_text_with_nul_reaches_no_column(postgres: Database) -> None:
    with pytest.raises(psycopg.DataError):
        postgres.write_now(add("a\0b"))
    assert names(postgres) == []
