"""The store in trouble: a push is answered 503 with Retry-After, nothing is lost, reads go on, and it heals alone."""

import asyncio
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest

from leima.db import sqlite as store
from leima.features.days.recompute import recompute_days
from tests.company import Company, new_id, open_company, punch
from tests.faults.firms import company_on

Trouble = Callable[[Company, pytest.MonkeyPatch], Any]


def writers_own(company: Company) -> sqlite3.Connection:
    """The connection of the writer thread."""
    connection: Any = company.world.db.write_now(lambda tx: getattr(tx.cursor, "connection", None))
    assert isinstance(connection, sqlite3.Connection)
    return connection


@contextmanager
def disk_full(company: Company, _: pytest.MonkeyPatch) -> Iterator[None]:
    """No page can be added to the file."""
    connection = writers_own(company)
    connection.execute("PRAGMA max_page_count = 1")
    yield
    connection.execute("PRAGMA max_page_count = 1073741823")


@contextmanager
def read_only(company: Company, _: pytest.MonkeyPatch) -> Iterator[None]:
    """SQLITE_READONLY at the first write."""
    connection = writers_own(company)
    connection.execute("PRAGMA query_only = ON")
    yield
    connection.execute("PRAGMA query_only = OFF")


class Failing(sqlite3.Connection):
    """A connection whose commits fail while `broken`."""

    broken = False

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        if Failing.broken and sql == "COMMIT":
            raise sqlite3.OperationalError("disk I/O error")
        return super().execute(sql, parameters)


@contextmanager
def commit_fails(_: Company, patch: pytest.MonkeyPatch) -> Iterator[None]:
    """The last step fails, after all the work was done."""
    patch.setattr(Failing, "broken", True)
    yield
    patch.setattr(Failing, "broken", False)


@contextmanager
def locked(company: Company, _: pytest.MonkeyPatch) -> Iterator[None]:
    """Another program holds the write lock."""
    with closing(sqlite3.connect(company.world.settings.sqlite_path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


TROUBLES: dict[str, Trouble] = {
    "disk full": disk_full,
    "read-only": read_only,
    "commit fails": commit_fails,
    "locked": locked,
}


@pytest.fixture
def company(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Company]:
    """On SQLite, with a short patience for locks and commits that can be made to fail."""
    connect: Callable[..., sqlite3.Connection] = sqlite3.connect

    def failing(*args: Any, **named: Any) -> sqlite3.Connection:
        return connect(*args, **{**named, "factory": Failing})

    monkeypatch.setattr(sqlite3, "connect", failing)
    monkeypatch.setattr(store, "BUSY_SECONDS", 0.3)
    with open_company(tmp_path) as opened:
        yield opened


def ask(company: Company, *ops: dict[str, Any]) -> Any:
    body = {"device_id": "phone-aino", "batch_id": new_id(), "sent_at": company.clock.now(), "ops": ops}
    return company.client.post("/api/v1/sync/push", json=body, headers=company.headers("aino"))


def stored(company: Company) -> list[str]:
    """What is in the file, read from beside the server."""
    with closing(sqlite3.connect(company.world.settings.sqlite_path)) as beside:
        return [row[0] for row in beside.execute("SELECT op_id FROM op_receipt UNION ALL SELECT op_id FROM punch")]


@pytest.mark.parametrize("name", TROUBLES)
def test_a_store_in_trouble_refuses_for_now_reads_on_and_heals_alone(
    name: str, company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    aino = company.ids["aino"]
    before = punch(aino, "in", "2026-11-20T06:30")
    company.push("aino", before)
    ops = [
        punch(aino, "out" if n % 2 else "in", f"2026-11-{n % 18 + 1:02}T08:{n:02}", body={"note": "x" * 900})
        for n in range(40)
    ]
    with TROUBLES[name](company, monkeypatch):
        answer = ask(company, *ops)
        assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
        assert int(answer.headers["retry-after"]) > 0
        assert company.get("aino", "sync/pull")["changes"]
        assert company.get("aino", "balances")["accounts"]
        assert company.client.get("/health/live").status_code == 200
        if name != "disk full":
            assert company.client.get("/health/ready").status_code == 503
        assert sorted(stored(company)) == [before["op_id"]] * 2
    assert company.client.get("/health/ready").status_code == 200
    answer = ask(company, *ops)
    assert [one["status"] for one in answer.json()["results"]] == ["applied"] * 40
    assert len(stored(company)) == 2 * 41
    assert company.rows("SELECT op_id FROM op_quarantine WHERE org=:org") == []


def test_readiness_tells_of_a_disk_without_room(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    assert company.client.get("/health/ready").status_code == 200
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1_000_000))
    answer = company.client.get("/health/ready", headers={"accept-language": "en"})
    assert (answer.status_code, answer.json()["code"]) == (503, "disk_full")
    assert "make room" in answer.json()["detail"]


@pytest.mark.parametrize("database", ["sqlite", "postgres"])
def test_only_the_operation_that_cannot_be_settled_is_put_aside(
    database: str, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(tx: Any) -> None:
        if any("2026-11-13" in dates for dates in tx.touched.values()):
            raise ZeroDivisionError
        recompute_days(tx)

    with company_on(database, tmp_path, request) as company:
        aino = company.ids["aino"]
        days = ["2026-11-12", "2026-11-13", "2026-11-16"]
        ops = [punch(aino, "in", f"{day}T08:00") for day in days]
        monkeypatch.setattr(company.world.db.hooks, "recompute", failing)
        results = company.push("aino", *ops)["results"]
        assert [(one["status"], one.get("code")) for one in results] == [
            ("applied", None),
            ("deferred", "quarantined"),
            ("applied", None),
        ]
        kept = company.rows("SELECT op_id, raw FROM op_quarantine WHERE org=:org")
        assert [row.op_id for row in kept] == [ops[1]["op_id"]] and ops[1]["entity"]["id"] in kept[0].raw
        monkeypatch.setattr(company.world.db.hooks, "recompute", recompute_days)
        again = company.push("aino", *ops)["results"]
        assert [(one["status"], one["dup"]) for one in again] == [
            ("applied", True),
            ("applied", False),
            ("applied", True),
        ]
        assert company.rows("SELECT op_id FROM op_quarantine WHERE org=:org") == []


def test_work_that_nobody_waits_for_any_more_does_not_stop_the_writer(tmp_path: Path) -> None:
    with open_company(tmp_path) as company:
        db, entered, go_on = company.world.db, threading.Event(), threading.Event()

        def slow(tx: Any) -> None:
            entered.set()
            go_on.wait(10)

        async def leave() -> None:
            first = asyncio.create_task(db.write(slow))
            await asyncio.to_thread(entered.wait, 10)
            second = asyncio.create_task(db.write(lambda tx: None))
            await asyncio.sleep(0)
            first.cancel()
            second.cancel()
            await asyncio.gather(first, second, return_exceptions=True)
            go_on.set()
            await asyncio.wait_for(db.write(lambda tx: None), 10)

        asyncio.run(leave())


def test_a_poke_that_fails_does_not_stop_the_writer(tmp_path: Path) -> None:
    with open_company(tmp_path) as company:

        def broken(org: str, changes: Any) -> None:
            raise RuntimeError("the loop is closed")

        company.world.db.hooks.after_commit = broken
        for at in ("08:00", "09:00"):
            assert ask(company, punch(company.ids["aino"], "in", f"2026-11-19T{at}")).status_code == 200


def test_a_lost_postgres_connection_is_a_503_and_heals(tmp_path: Path, postgres_url: str) -> None:
    with open_company(tmp_path, postgres_url) as company:
        op = punch(company.ids["aino"], "in", "2026-11-20T06:30")
        with psycopg.connect(postgres_url, autocommit=True) as other:
            other.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
        answers = [ask(company, op) for _ in range(20)]
        assert {answer.status_code for answer in answers} <= {200, 503}
        assert answers[-1].status_code == 200
        with psycopg.connect(postgres_url) as other:
            assert other.execute("SELECT op_id FROM punch").fetchall() == [(op["op_id"],)]
