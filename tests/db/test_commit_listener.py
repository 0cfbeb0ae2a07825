"""A process over PostgreSQL hears what the others commit, and stops listening when it is told to."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest

from leima.db.database import Database, Hooks
from leima.db.engine import open_database
from leima.db.tx import Tx
from leima.features.people.store import add_organisation
from leima.settings import Settings

LONG = 10.0
"""Seconds that nobody waits for here, unless something is wrong."""
Heard = list[tuple[str, frozenset[str], frozenset[str]]]


class Ear:
    """What one process has heard, and when it hears."""

    def __init__(self) -> None:
        self.heard: Heard = []
        self._more = threading.Condition()

    def hear(self, org: str, owners: frozenset[str], units: frozenset[str]) -> None:
        with self._more:
            self.heard.append((org, owners, units))
            self._more.notify_all()

    def count(self, wanted: int) -> bool:
        """Whether so many words have come, or come soon."""
        with self._more:
            return self._more.wait_for(lambda: len(self.heard) >= wanted, LONG)


@pytest.fixture
def process(postgres_url: str, tmp_path: Path) -> Iterator[Callable[[Ear], Database]]:
    """Opens one more process over the same database."""
    with ExitStack() as stack:

        def opened(ear: Ear) -> Database:
            settings = Settings(data=tmp_path, database_url=postgres_url)
            database = open_database(settings, lambda: 0, Hooks(heard=ear.hear))
            stack.callback(database.close)
            database.listen()
            assert ear.count(1), "whoever begins to listen may have missed something"
            return database

        yield opened


def founds(org: str) -> Callable[[Tx], str]:
    """A commit that everybody of an organisation hears of."""
    return lambda tx: add_organisation(tx, "Oy", id=org)


def test_a_process_hears_each_commit_of_another_one_and_not_its_own(process: Callable[[Ear], Database]) -> None:
    mine, others = Ear(), Ear()
    me, other = process(mine), process(others)
    for number, writer in enumerate((other, me, other)):
        writer.write_now(founds(f"org{number}"))
        assert (others if writer is me else mine).count(2 + number // 2)
    assert [org for org, *_ in mine.heard] == ["*", "org0", "org2"]
    assert others.heard[1:] == [("org1", frozenset({"*"}), frozenset())]


def test_a_process_that_has_lost_its_connection_listens_again_and_hears(
    process: Callable[[Ear], Database], postgres_url: str
) -> None:
    ear = Ear()
    process(ear)
    other = process(Ear())
    with psycopg.connect(postgres_url, autocommit=True) as killer:
        killer.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'")
    assert ear.count(2) and ear.heard[1][0] == "*", "it may have missed something"
    other.write_now(founds("org"))
    assert ear.count(3) and ear.heard[2][0] == "org"


def test_a_store_that_listens_is_closed_at_once(
    process: Callable[[Ear], Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("leima.db.commit_listener.RETRY_SECONDS", LONG)
    database = process(Ear())
    began = time.monotonic()
    database.close()
    assert time.monotonic() - began < LONG / 3
