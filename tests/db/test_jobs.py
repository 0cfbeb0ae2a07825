"""What the server does by itself: at its start, at midnight, and again after a failure."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from leima.db.database import Database, Unavailable
from leima.db.jobs import AFTER_FAILURE, AGAIN, Job, run_once
from leima.features.auth.throttle import FORGET_FAILURES
from leima.features.days.end_of_day import END_OF_DAY
from tests.company import Company, ms, open_company

DAY = 24 * 3_600_000


@pytest.fixture
def company(tmp_path: Path) -> Iterator[Company]:
    with open_company(tmp_path) as opened:
        yield opened


def wait(company: Company, job: Job) -> float:
    """Runs a job once; the seconds that it then waits."""
    return asyncio.run(run_once(job, company.world.db, company.clock.now))


def test_a_job_waits_for_its_period_and_not_beyond_midnight(company: Company) -> None:
    done: list[str] = []

    async def count(db: Database) -> int:
        done.append("once")
        return 1

    company.at("2026-11-20T23:59")
    assert wait(company, Job("hourly", count, every=3600)) == 3600
    assert wait(company, Job("nightly", count, every=600, at_midnight=True)) == 61
    company.at("2026-11-20T12:00")
    assert wait(company, Job("nightly", count, every=600, at_midnight=True)) == 600
    assert done == ["once"] * 3


def test_what_one_process_alone_may_do_can_be_done_again_at_once(tmp_path: Path, company_url: str) -> None:
    async def turns(db: Database) -> list[bool]:
        found = []
        for _ in range(200):
            async with db.alone("reminders") as mine:
                found.append(mine)
        return found

    with open_company(tmp_path, company_url) as company:
        assert all(asyncio.run(turns(company.world.db)))


def test_a_job_that_fails_runs_again(company: Company) -> None:
    async def busy(db: Database) -> int:
        raise Unavailable("busy")

    async def broken(db: Database) -> int:
        raise ValueError("broken")

    assert wait(company, Job("busy", busy, every=3600)) == AGAIN
    assert wait(company, Job("broken", broken, every=3600)) == AFTER_FAILURE


def test_the_end_of_the_day_settles_what_was_missed(company: Company) -> None:
    company.at("2026-11-23T07:00")
    wait(company, END_OF_DAY)
    assert company.rows("SELECT turned_through FROM organisation")[0].turned_through == "2026-11-22"


def test_failures_to_sign_in_are_forgotten_after_two_days(company: Company) -> None:
    for name, at in (("old", ms("2026-11-17T06:00")), ("new", ms("2026-11-19T06:00"))):
        company.world.db.write_now(
            lambda tx, name=name, at=at: tx.run(
                "INSERT INTO throttle (bucket, failures, window_start, blocked_until) VALUES (:name, 1, :at, 0)",
                name=name,
                at=at,
            )
        )
    assert wait(company, FORGET_FAILURES) == 3600
    assert [row.bucket for row in company.rows("SELECT bucket FROM throttle")] == ["new"]
