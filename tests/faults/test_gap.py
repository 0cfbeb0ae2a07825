"""A reader that follows its cursor sees every row, and writers that meet do not deadlock: on PostgreSQL, 8 at once."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest

from leima.db import sync_sql
from leima.db.database import number
from leima.db.tx import Change, Tx
from tests.sizes import size

WRITERS = 8
ORG = "org"
Write = Callable[[psycopg.Connection[Any], int], None]

TABLES = """
CREATE TABLE sync_head (org text PRIMARY KEY, seq bigint NOT NULL, epoch text NOT NULL);
CREATE TABLE change_log (org text, seq bigint, entity_type text, entity_id text, version int, owner text, unit text,
                         deleted bool, op_id text, by text, PRIMARY KEY (org, seq));
CREATE TABLE serial_log (seq bigserial PRIMARY KEY, entity_id text);
CREATE TABLE person (org text, id text, PRIMARY KEY (org, id));
INSERT INTO sync_head VALUES ('org', 0, 'e1');
INSERT INTO person SELECT 'org', 'p' || n FROM generate_series(0, 15) n;
"""


@pytest.fixture
def log_url(postgres_url: str) -> str:
    """A database with the counter and the log alone."""
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(TABLES)
    return postgres_url


def numbered_last(connection: psycopg.Connection[Any], n: int) -> None:
    """Ours: the work first, the numbers last of all."""
    tx = Tx(connection.cursor(), "postgresql", 0, ORG)
    tx.changes.append(Change("punch", str(n), 1, "aino", None, False, None, None))
    time.sleep(0.001 * (n % 7))
    number([tx])
    connection.commit()


def numbered_serially(connection: psycopg.Connection[Any], n: int) -> None:
    """The planted fault: a serial number taken early, committed in any order."""
    connection.execute("INSERT INTO serial_log (entity_id) VALUES (%s)", [str(n)])
    time.sleep(0.001 * (n % 7))
    connection.commit()


@contextmanager
def writing(url: str, write: Write, rows: int) -> Iterator[list["Any"]]:
    """Eight writers, each on its own connection, sharing `rows` rows."""

    def some(first: int) -> None:
        with psycopg.connect(url) as connection:
            for n in range(first, rows, WRITERS):
                write(connection, n)

    with ThreadPoolExecutor(WRITERS) as pool:
        yield [pool.submit(some, first) for first in range(WRITERS)]


def follow(url: str, query: str, write: Write, rows: int) -> set[str]:
    """What a reader sees that asks again and again for what comes after its cursor, until the writers are done."""
    seen: set[str] = set()
    cursor = 0
    with psycopg.connect(url, autocommit=True) as reader, writing(url, write, rows) as writers:
        done = False
        while not done:
            done = all(writer.done() for writer in writers)
            for seq, entity in reader.execute(query, {"after": cursor}).fetchall():
                cursor = seq
                seen.add(entity)
        for writer in writers:
            writer.result()
    return seen


def test_a_reader_that_follows_its_cursor_sees_every_row(log_url: str) -> None:
    rows = size("gap_rows")
    query = "SELECT seq, entity_id FROM change_log WHERE org='org' AND seq > %(after)s ORDER BY seq"
    seen = follow(log_url, query, numbered_last, rows.wanted)
    assert rows.wanted - len(seen) == 0
    rows.reached(len(seen))


def test_a_serial_cursor_loses_rows(log_url: str) -> None:
    rows = size("gap_rows")
    query = "SELECT seq, entity_id FROM serial_log WHERE seq > %(after)s ORDER BY seq"
    seen = follow(log_url, query, numbered_serially, rows.wanted)
    print(f"a serial cursor lost {rows.wanted - len(seen)} of {rows.wanted} rows")
    assert len(seen) < rows.wanted


def lock_last(tx: Tx, people: list[str]) -> None:
    """Ours: people in the order of their ids, numbers last."""
    sync_sql.lock_people(tx, sorted(people))
    time.sleep(0.002)
    number([tx])


def numbers_first(tx: Tx, people: list[str]) -> None:
    """The planted fault: numbers taken early, people locked afterwards by those who took none yet."""
    half = people[: len(people) // 2]
    for person in half:
        sync_sql.lock_people(tx, [person])
    time.sleep(0.002)
    number([tx])
    for person in people[len(half) :]:
        sync_sql.lock_people(tx, [person])


def deadlocks(url: str, lock: Callable[[Tx, list[str]], None], tries: int) -> tuple[int, int]:
    """Eight supervisors, each pushing for the same people in their own order. Answers (deadlocks, tries done)."""
    met, done, turn = [0], [0], threading.Lock()

    def one(n: int) -> None:
        people = [f"p{(n * 5 + step * (1 if n % 2 else -1)) % 4}" for step in range(4)]
        with psycopg.connect(url, options="-c deadlock_timeout=50ms") as connection:
            tx = Tx(connection.cursor(), "postgresql", 0, ORG)
            tx.changes.append(Change("punch", str(n), 1, people[0], None, False, None, None))
            try:
                lock(tx, people)
                connection.commit()
            except psycopg.errors.DeadlockDetected:
                with turn:
                    met[0] += 1
            with turn:
                done[0] += 1

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(one, range(tries)))
    return met[0], done[0]


def test_supervisors_who_push_for_the_same_people_never_deadlock(log_url: str) -> None:
    tries = size("lock_order_tries")
    met, done = deadlocks(log_url, lock_last, tries.wanted)
    assert met == 0
    tries.reached(done)


def test_numbers_taken_before_the_people_are_locked_deadlock(log_url: str) -> None:
    met, done = deadlocks(log_url, numbers_first, size("lock_order_tries").wanted)
    print(f"numbers taken early: {met} deadlocks in {done} tries")
    assert met > 0
