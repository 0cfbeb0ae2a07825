"""Questions asked ahead get the answers of the moment in which the work asks them, and cost no wait of their own."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
import pytest

from leima.db.database import Database
from leima.db.engine import open_database
from leima.db.tx import Query, Tx
from leima.db.wire import Wire
from leima.db.wire_cursor import EVERYTHING, changes
from leima.settings import Settings
from tests.company import Company, open_company, punch
from tests.migrated import migrated

PULL_WAITS = 3
"""What is asked of everybody, the rows that changed, and the end of the transaction."""
PUSH_WAITS = 7
"""Lock and receipts; the punch and its day; a proposal; what came of it; the balances; the numbers; the commit."""


class Team(NamedTuple):
    id: str
    name: str


@pytest.fixture
def database(postgres_url: str, tmp_path: Path) -> Iterator[Database]:
    settings = Settings(data=tmp_path, database_url=postgres_url)
    migrated(settings)
    opened = open_database(settings, lambda: 0)
    opened.write_now(lambda tx: tx.run("INSERT INTO team (org, id, name) VALUES ('o', 'a', 'first')"))
    yield opened
    opened.close()


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many statements each wait was for."""
    seen: list[int] = []
    wait = Wire.wait

    def counted(wire: Wire) -> None:
        if wire._sent and threading.current_thread().name != "leima-mouth":
            seen.append(len(wire._sent))
        wait(wire)

    monkeypatch.setattr(Wire, "wait", counted)
    return seen


def teams(tx: Tx, id: str = "a") -> Query[Team]:
    return tx.query(Team, "SELECT id, name FROM team WHERE org='o' AND id=:id", id=id)


def rename(tx: Tx, name: str) -> None:
    tx.run("UPDATE team SET name=:name WHERE org='o' AND id='a'", name=name)


def named(tx: Tx) -> list[str]:
    return [row.name for row in tx.all(teams(tx))]


def test_what_was_asked_ahead_is_there_for_the_same_wait(database: Database, waits: list[int]) -> None:
    def work(tx: Tx) -> tuple[list[str], int]:
        waits.clear()
        tx.ask_ahead(lambda tx: [teams(tx), teams(tx, "b")])
        other = tx.values(str, "SELECT zone FROM organisation")
        return [*named(tx), *other, *(row.name for row in tx.all(teams(tx, "b")))], len(waits)

    assert database.read_now(work) == (["first"], 1)


def test_another_question_is_asked_anew(database: Database) -> None:
    def work(tx: Tx) -> list[Team]:
        tx.ask_ahead(lambda tx: [teams(tx, "b")])
        return tx.all(teams(tx, "a"))

    assert database.read_now(work) == [Team("a", "first")]


def test_an_answer_is_good_for_one_asking(database: Database, postgres_url: str) -> None:
    def work(tx: Tx) -> list[list[str]]:
        tx.ask_ahead(lambda tx: [teams(tx)])
        before = named(tx)
        with psycopg.connect(postgres_url, autocommit=True) as other:
            other.execute("UPDATE team SET name='theirs' WHERE id='a'")
        return [before, named(tx)]

    assert database.write_now(work) == [["first"], ["theirs"]]


def test_the_units_own_writing_is_seen(database: Database) -> None:
    def work(tx: Tx) -> list[str]:
        tx.ask_ahead(lambda tx: [teams(tx)])
        rename(tx, "second")
        return named(tx)

    assert database.write_now(work) == ["second"]


def test_rows_that_wait_are_written_before(database: Database) -> None:
    def work(tx: Tx) -> list[str]:
        tx.ask_ahead(lambda tx: [teams(tx)])
        tx.later("UPDATE team SET name=:name WHERE org='o' AND id='a'", name="later")
        return named(tx)

    assert database.write_now(work) == ["later"]


def test_what_a_savepoint_takes_back_is_not_remembered(database: Database) -> None:
    def work(tx: Tx) -> list[str]:
        with pytest.raises(KeyError), tx.savepoint():
            rename(tx, "undone")
            tx.ask_ahead(lambda tx: [teams(tx)])
            raise KeyError
        return named(tx)

    assert database.write_now(work) == ["first"]


def test_what_is_read_after_a_lock_was_asked_after_it(database: Database, postgres_url: str) -> None:
    def work(tx: Tx) -> list[str]:
        tx.ask_ahead(lambda tx: [teams(tx)])
        with psycopg.connect(postgres_url, autocommit=True) as other:
            tx.cursor.execute("SELECT 1")
            tx.cursor.fetchall()
            other.execute("UPDATE team SET name='theirs' WHERE id='a'")
        tx.run("SELECT id FROM team WHERE org='o' FOR UPDATE")
        return named(tx)

    assert database.write_now(work) == ["theirs"]


def test_a_failure_is_never_told_as_no_rows(database: Database) -> None:
    def work(tx: Tx) -> list[str]:
        tx.ask_ahead(lambda tx: [teams(tx)])
        with pytest.raises(psycopg.errors.DivisionByZero):
            tx.value(int, "SELECT 1 / 0")
        return named(tx)

    with pytest.raises(psycopg.errors.InFailedSqlTransaction):
        database.read_now(work)


def test_each_kind_of_statement_makes_doubtful_what_it_may_change() -> None:
    assert changes("INSERT INTO team (org) VALUES ('o') ON CONFLICT DO NOTHING RETURNING org") == "team"
    assert changes("UPDATE team SET name=''") == changes("DELETE FROM team WHERE org=''") == "team"
    assert changes("SELECT id FROM team") == changes("WITH t AS MATERIALIZED (SELECT 1) SELECT * FROM t") == ""
    assert changes("SAVEPOINT op1") == changes("RELEASE SAVEPOINT op1") == ""
    for one in (
        "SELECT id FROM person ORDER BY id FOR UPDATE",
        "ROLLBACK TO SAVEPOINT op1",
        "WITH gone AS (DELETE FROM team RETURNING id) SELECT * FROM gone",
        "SELECT pg_advisory_xact_lock(1)",
        "TRUNCATE team",
    ):
        assert changes(one) == EVERYTHING, one


@pytest.fixture
def company(postgres_url: str, tmp_path: Path) -> Iterator[Company]:
    with open_company(tmp_path, postgres_url) as opened:
        yield opened


def of_one(company: Company, waits: list[int], work: Any) -> list[int]:
    """The waits of one request, once what the server does by itself at its start is over."""
    before = -1
    while before != len(waits):
        before = len(waits)
        time.sleep(0.2)
    waits.clear()
    work()
    return list(waits)


def test_a_pull_of_ten_changes_waits_three_times(company: Company, waits: list[int]) -> None:
    company.push("aino", punch(company.ids["aino"], "in", "2026-11-02T08:00"))
    cursor = ""
    while (page := company.get("aino", "sync/pull", limit=500, **({"cursor": cursor} if cursor else {})))["more"]:
        cursor = page["cursor"]
    cursor = page["cursor"]
    for day in range(3, 8):
        company.push("aino", punch(company.ids["aino"], "in", f"2026-11-{day:02}T08:00"))
        company.push("aino", punch(company.ids["aino"], "out", f"2026-11-{day:02}T16:00"))
    pulled: list[Any] = []
    waited = of_one(company, waits, lambda: pulled.append(company.get("aino", "sync/pull", cursor=cursor)))
    assert sum(one["type"] == "punch" for one in pulled[0]["changes"]) == 10
    assert pulled[0]["balances"]
    print(f"waits of a pull of ten: {waited}")
    assert len(waited) <= PULL_WAITS


def test_a_push_of_a_punch_waits_seven_times(company: Company, waits: list[int]) -> None:
    company.push("aino", punch(company.ids["aino"], "in", "2026-11-20T08:00"))
    company.push("aino", punch(company.ids["aino"], "out", "2026-11-20T16:00"))
    company.get("aino", "sync/pull")
    operation = punch(company.ids["aino"], "in", "2026-11-18T08:00")
    told: list[Any] = []
    waited = of_one(company, waits, lambda: told.append(company.push("aino", operation)))
    assert told[0]["results"][0]["status"] == "applied"
    print(f"waits of a push: {waited}")
    assert len(waited) <= PUSH_WAITS
