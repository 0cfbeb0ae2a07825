"""Pay runs that several clerks lock at once, and a server that is killed while it locks one: one run, whole or none."""

import asyncio
import hashlib
import json
import random
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

from leima.app import open_world
from leima.db.database import Database, Unavailable
from leima.db.tx import Tx
from leima.features.payroll import runs
from leima.features.payroll.claims import Moved
from leima.features.payroll.lines import Line
from leima.features.payroll.runs import Asked, locked, worked
from leima.features.payroll.schemas import LockRun, Run
from leima.features.people import store as people
from leima.web.tokens import Claims
from tests.company import Company, new_id
from tests.faults.firms import company_on, processes
from tests.faults.server import Firm, Served, found_firm
from tests.faults.test_parallel import BOTH, PROCESSES
from tests.sizes import size

OCTOBER = ("2026-10-01", "2026-10-31")
"""Before balances count: no month of it stands in the way."""
LATE_OCTOBER = ("2026-10-15", "2026-10-31")
PAID = 60
"""People of whom a killed run has a row for each date."""


def frozen(tx: Tx, org: str, *who: str) -> None:
    """October of some people as it was closed: each day at a wage of its own."""
    tx.org = org
    rows = []
    for person in who:
        for day in range(1, 32):
            cells = {"away": [], "pay": [["base", 450 + day, 100, 2000 + day]], "status": "done"}
            rows.append({"org": org, "person": person, "date": f"2026-10-{day:02}", "cells": json.dumps(cells)})
    tx.many("INSERT INTO frozen_day (org, person, date, cells) VALUES (:org, :person, :date, :cells)", rows)


def forgotten(tx: Tx) -> None:
    """Every run as if it had never been."""
    for table in ("pay_row", "pay_claim", "pay_run"):
        tx.run(f"DELETE FROM {table}")


def clerks(company: Company) -> list[Claims]:
    """Two who pay."""

    def work(tx: Tx) -> None:
        tx.org = company.ids["org"]
        for who in ("boss", "eino"):
            people.set_roles(tx, company.ids[who], ("employee", "payroll"))
        frozen(tx, tx.org, company.ids["aino"])

    company.world.db.write_now(work)
    return [Claims(company.ids["org"], company.ids[who], f"family-{who}") for who in ("boss", "eino")]


def form_of(db: Database, claims: Claims, dates: tuple[str, str], id: str) -> LockRun:
    found = asyncio.run(worked(db, claims, Asked(*dates, None)))
    seen = found.hash.hexdigest()
    return LockRun(id=id, from_=dates[0], until=dates[1], pay_day=found.over.pay_day, seen=seen)


def at_once(
    dbs: Sequence[Database], who: Sequence[Claims], forms: Sequence[LockRun], monkeypatch: pytest.MonkeyPatch
) -> list[Run | Moved]:
    """What each is answered when all have worked out their rows before any of them locks."""
    met, real = threading.Barrier(len(forms), timeout=20), runs._rows

    def together(lines: Sequence[Line]) -> list[dict[str, object]]:
        met.wait()
        return real(lines)

    def one(n: int) -> Run | Moved:
        for _ in range(50):
            try:
                return asyncio.run(locked(dbs[n % len(dbs)], who[n], forms[n]))
            except Moved as error:
                return error
            except Unavailable:
                met.reset()
        raise AssertionError("the store was busy all the time")

    with monkeypatch.context() as patch, ThreadPoolExecutor(len(forms)) as pool:
        patch.setattr(runs, "_rows", together)
        return list(pool.map(one, range(len(forms))))


@BOTH
@pytest.mark.parametrize("second", [OCTOBER, LATE_OCTOBER])
def test_of_two_clerks_who_lock_the_same_dates_at_once_one_does(
    database: str,
    second: tuple[str, str],
    tmp_path: Path,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rounds = size("pay_lock_rounds")
    with company_on(database, tmp_path, request) as company:
        who = clerks(company)
        with processes(company, min(2, PROCESSES[database])) as dbs:
            for _ in range(rounds.wanted):
                forms = [form_of(dbs[0], who[0], OCTOBER, new_id()), form_of(dbs[0], who[1], second, new_id())]
                told = at_once(dbs, who, forms, monkeypatch)
                made = company.rows("SELECT id, lines FROM pay_run WHERE org=:org")
                rows = company.rows("SELECT run FROM pay_row WHERE org=:org")
                assert [one.id for one in told if isinstance(one, Run)] == [one.id for one in made], told
                assert len(made) == 1 and {row.run for row in rows} == {made[0].id} and len(rows) == made[0].lines
                company.world.db.write_now(forgotten)
    rounds.reached(rounds.wanted)


@BOTH
def test_the_same_lock_twice_at_once_is_one_run_and_one_answer(
    database: str, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    with company_on(database, tmp_path, request) as company:
        who = clerks(company)
        with processes(company, min(2, PROCESSES[database])) as dbs:
            for _ in range(10):
                form = form_of(dbs[0], who[0], OCTOBER, new_id())
                first, second = at_once(dbs, [who[0], who[0]], [form, form], monkeypatch)
                assert isinstance(first, Run) and first == second
                assert len(company.rows("SELECT id FROM pay_run WHERE org=:org")) == 1
                company.world.db.write_now(forgotten)


def large(firm: Firm) -> None:
    """Many people with a row for each date, and boss who pays them."""

    def work(tx: Tx) -> None:
        tx.org = firm.ids["org"]
        people.set_roles(tx, firm.ids["boss"], ("employee", "payroll"))
        many = [
            people.add_person(tx, name=f"P{n}", email=f"p{n}@company.test", counts_from="2026-11-01")
            for n in range(PAID)
        ]
        frozen(tx, tx.org, *many)

    world = open_world(firm.settings)
    try:
        world.db.write_now(work)
    finally:
        world.db.close()


def locking(firm: Firm, served: Served, form: dict[str, Any]) -> dict[str, Any] | None:
    """The answer to a lock; None where the server was gone before it answered."""
    with suppress(httpx.HTTPError):
        answer = httpx.post(f"{served.url}/api/v1/payroll/runs", json=form, headers=firm.headers("boss"), timeout=30)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())
    return None


def saved(firm: Firm, served: Served, run: str) -> bytes:
    """The file of a run."""
    path = f"{served.url}/api/v1/payroll/runs/{run}/file"
    answer = httpx.get(path, headers=firm.headers("boss"), timeout=30)
    assert answer.status_code == 200, answer.text
    return answer.content


@BOTH
def test_a_run_whose_server_is_killed_is_whole_or_not_there(
    database: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    kills, chance = size(f"pay_lock_kills_{database}"), random.Random(1134)
    firm = found_firm(tmp_path, request.getfixturevalue("postgres_url") if database == "postgres" else "")
    large(firm)
    served = Served(firm.settings, tmp_path / "log")
    outcomes = []
    try:
        served.start()
        dates = {"from": OCTOBER[0], "until": OCTOBER[1]}
        seen = httpx.get(
            f"{served.url}/api/v1/payroll/preview", params=dates, headers=firm.headers("boss"), timeout=30
        ).json()
        assert seen["lines"] == PAID * 31
        form = {name: seen[name] for name in ("from", "until", "pay_day", "seen")}
        takes = 1.0
        for _ in range(kills.wanted):
            asked = {**form, "id": new_id()}
            with ThreadPoolExecutor(1) as pool:
                answer = pool.submit(locking, firm, served, asked)
                time.sleep(chance.uniform(0.2, 1.1) * takes)
                served.kill()
                told = answer.result()
            made = firm.rows("SELECT id, lines FROM pay_run WHERE org=:org")
            rows = firm.rows("SELECT run FROM pay_row WHERE org=:org")
            assert len(rows) == sum(run.lines for run in made) and len(made) <= 1
            assert told is None or [told["id"]] == [run.id for run in made], "it was answered and is not there"
            outcomes.append((told is not None, len(made)))
            served.start()
            began = time.monotonic()
            run = locking(firm, served, asked)
            takes = takes if made else time.monotonic() - began
            assert run is not None and run["lines"] == PAID * 31
            assert told is None or run == told
            whole = saved(firm, served, run["id"])
            with ThreadPoolExecutor(1) as pool:
                pool.submit(suppressed, firm, served, run["id"])
                time.sleep(chance.uniform(0, 0.2))
                served.kill()
            served.start()
            assert hashlib.sha256(saved(firm, served, run["id"])).digest() == hashlib.sha256(whole).digest()
            world = open_world(firm.settings)
            world.db.write_now(forgotten)
            world.db.close()
    finally:
        served.kill()
    print(f"{database}: answered, runs there: {outcomes}")
    kills.reached(len(outcomes))


def suppressed(firm: Firm, served: Served, run: str) -> None:
    """A file whose server may be gone."""
    with suppress(httpx.HTTPError):
        saved(firm, served, run)
