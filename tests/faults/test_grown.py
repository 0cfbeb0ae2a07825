"""PostgreSQL as an operator lets it grow: a pooler between, and a replica that takes over when the primary dies."""

import random
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from leima.db.engine import migrate
from leima.settings import SettingError, Settings, load
from tests.faults import phones as pushing
from tests.faults.at_rest import at_rest, faults, send_the_rest
from tests.faults.pair import PGBOUNCER, Node, nodes, pgbouncer
from tests.faults.phones import Phone
from tests.faults.server import Firm, Served, found_firm
from tests.sizes import size

PEOPLE = ("aino", "eino", "hourly", "boss")
BACK_SECONDS = 30.0
"""After the death of the primary the next operation must be accepted within this."""


def phones_of(firm: Firm, url: str) -> list[Phone]:
    return [Phone(firm, who, url, random.Random(n)) for n, who in enumerate(PEOPLE * 2)]


def acked(phones: list[Phone]) -> int:
    return sum(len(phone.acked) for phone in phones)


def test_behind_a_pooler_that_shares_sessions_nothing_is_lost_and_others_hear_of_it(
    tmp_path: Path, fresh_postgres: Callable[[], str]
) -> None:
    if PGBOUNCER is None:
        print("PgBouncer is not on this machine: install the package `pgbouncer`")
        return
    direct, wanted = fresh_postgres(), size("pooled_operations")
    with pgbouncer(direct) as url:
        firm = found_firm(tmp_path, direct)
        pooled = replace(firm.settings, database_url=url)
        env = {"LEIMA_DATABASE_POOLING": "transaction", "LEIMA_DATABASE_DIRECT_URL": direct, "LEIMA_WORKERS": "2"}
        served = Served(pooled, tmp_path / "log", env)
        phones = phones_of(firm, served.url)
        try:
            served.start()
            threads = pushing.start(phones)
            until = time.monotonic() + 60
            while acked(phones) < wanted.wanted and time.monotonic() < until:
                time.sleep(0.1)
            pushing.stop(phones, threads)
            again = send_the_rest(phones, served.url)
        finally:
            served.stop()
    assert faults(phones, at_rest(firm)) == []
    assert acked(phones) == again
    wanted.reached(again)


def take_over(primary: Node, replica: Node, phones: list[Phone]) -> float:
    """Kills the primary and promotes the replica. Answers the seconds until an operation was accepted again."""
    began = time.monotonic()
    primary.kill()
    replica.promote()
    before = acked(phones)
    while acked(phones) == before:
        if time.monotonic() - began > 2 * BACK_SECONDS:
            raise AssertionError("nothing was accepted any more")
        time.sleep(0.05)
    return time.monotonic() - began


def test_a_primary_that_dies_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    failovers, seconds = size("failovers"), list[float]()
    with nodes() as (primary, replica):
        hosts = ",".join(f"127.0.0.1:{node.port}" for node in (primary, replica))
        firm = found_firm(tmp_path, f"postgresql://leima@{hosts}/postgres?target_session_attrs=read-write")
        served = Served(firm.settings, tmp_path / "log")
        phones = phones_of(firm, served.url)
        try:
            served.start()
            threads = pushing.start(phones)
            for n in range(failovers.wanted):
                if n:
                    replica.follow(primary)
                time.sleep(random.Random(n).uniform(0.5, 1.5))
                seconds.append(take_over(primary, replica, phones))
                primary, replica = replica, primary
            pushing.stop(phones, threads)
            again = send_the_rest(phones, served.url)
        finally:
            served.kill()
        rows = at_rest(firm)
    assert faults(phones, rows) == []
    assert acked(phones) == again == len(rows["punch"])
    print(f"{again} operations, accepted again after {max(seconds):.1f} s at most")
    assert max(seconds) < BACK_SECONDS
    failovers.reached(len(seconds))


def test_two_that_migrate_at_once_take_turns(tmp_path: Path, fresh_postgres: Callable[[], str]) -> None:
    settings = Settings(data=tmp_path, database_url=fresh_postgres())
    found: list[tuple[str | None, str | None]] = []
    both = [threading.Thread(target=lambda: found.append(migrate(settings))) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join(60)
    (_, head), (before, after) = sorted(found, key=lambda one: one[0] or "")
    assert before == after == head


@pytest.mark.parametrize("missing", [True, False])
def test_a_pooler_needs_a_way_past_it(missing: bool) -> None:

    env = {"LEIMA_DATABASE_URL": "postgresql://x/y", "LEIMA_DATABASE_POOLING": "transaction"}
    if missing:
        with pytest.raises(SettingError, match="LEIMA_DATABASE_DIRECT_URL"):
            load(env)
    else:
        assert load({**env, "LEIMA_DATABASE_DIRECT_URL": "postgresql://z/y"}).direct_url == "postgresql://z/y"
