"""Many at once, on both databases: one effect for one operation, and day totals that equal their facts at rest."""

import json
import random
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psycopg
import pytest

from leima.db import sync_sql
from leima.db.database import Database, Unavailable
from leima.db.tables.days import DayResult
from leima.db.tables.ledger import AccountMonth, Posting
from leima.db.tx import Tx
from leima.features.days.gather import gather
from leima.features.days.recompute import work_out
from tests.company import COUNTS_FROM, Company, ms, new_id, operation, punch
from tests.faults.firms import company_on, processes, push_now, side_by_side
from tests.sizes import size

BOTH = pytest.mark.parametrize("database", ["sqlite", "postgres"])
DATES = [f"2026-11-{day:02}" for day in (2, 3, 4, 5)]
EMPTY = {"work_type": None, "cost_centre": None, "remote": False, "kiky": False, "note": ""}
WORKERS = ("aino", "eino", "hourly")
PROCESSES = {"sqlite": 1, "postgres": 4}
"""One process serves a file; on PostgreSQL a person's pushes reach several, and only locks hold them apart."""


def envelope(who: str, *ops: dict[str, Any]) -> bytes:
    sent = {"device_id": f"phone-{who}", "batch_id": new_id(), "sent_at": ms("2026-11-20T07:00"), "ops": ops}
    return json.dumps(sent).encode()


@BOTH
def test_the_same_batch_at_once_has_one_effect_and_one_answer(
    database: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    repeats = size("parallel_repeats")
    with company_on(database, tmp_path, request) as company:
        aino = company.ids["aino"]
        body = envelope(
            "aino", *[punch(aino, kind, f"2026-11-19T{at}") for kind, at in (("in", "08:00"), ("out", "16:00"))]
        )
        answers = side_by_side(lambda _: push_now(company, "aino", body), range(repeats.wanted), 16)
        punches = company.rows("SELECT id FROM punch WHERE org=:org")
    firsts = [answer for answer in answers if not answer[0]["dup"]]
    assert len(firsts) == 1
    assert all(a == [{**one, "dup": True} for one in firsts[0]] for a in answers if a is not firsts[0])
    assert len(punches) == 2
    repeats.reached(len(answers))


def recomputed(tx: Tx, company: Company) -> list[str]:
    """Every stored day, month and team line that is not what its facts say."""
    tx.org = company.ids["org"]
    wrong: list[str] = []
    sums: dict[tuple[str, str, int, str], int] = defaultdict(int)
    for row in tx.rows(DayResult, "SELECT * FROM day_result WHERE org=:org", org=tx.org):
        facts = gather(tx, row.person, row.date)
        result = work_out(tx, facts, live=False) if facts else None
        if result is None or (row.status, row.flex, row.kiky) != (result.status, result.flex, result.kiky):
            wrong.append(f"day {row.person} {row.date}: {row.status} {row.flex}, by the facts {result}")
        if row.posted != (row.status == "done" and COUNTS_FROM <= row.date < "2026-11-20"):
            wrong.append(f"day {row.person} {row.date}: posted {row.posted}")
        sums[row.person, "flex", 0, row.date[:7]] += row.flex if row.posted else 0
        sums[row.person, "kiky", 2026, row.date[:7]] -= row.kiky if row.posted else 0
    for line in tx.rows(Posting, "SELECT * FROM posting WHERE org=:org", org=tx.org):
        sums[line.person, line.account, line.year, line.date[:7]] += line.amount
    for month in tx.rows(AccountMonth, "SELECT * FROM account_month WHERE org=:org", org=tx.org):
        sums[month.person, month.account, month.year, month.month] -= month.amount
    return wrong + [f"month {key}: {left} too little" for key, left in sums.items() if left]


def random_pushes(company: Company, seed: int, pushes: int, dbs: Sequence[Database]) -> int:
    """Eight writers push punches and entries for three people's same few days. Answers how many were applied."""
    chance = random.Random(seed)

    def one(_: int) -> int:
        who = chance.choice(WORKERS)
        at = f"{chance.choice(DATES)}T{chance.randrange(6, 20):02}:{chance.randrange(60):02}"
        op, by = punch(company.ids[who], chance.choice(("in", "out")), at), who
        if chance.random() < 0.3:
            span = {"start": ms(at), "end": ms(at) + 3_600_000}
            op = operation(company.ids[who], "entry.create", {**EMPTY, **span}, ms(at))
        elif chance.random() < 0.5:
            by = "boss"
        for _ in range(40):
            try:
                return int(push_now(company, by, envelope(by, op), chance.choice(dbs))[0]["status"] == "applied")
            except Unavailable:
                continue
        return 0

    return sum(side_by_side(one, range(pushes), size("parallel_writers").wanted))


@BOTH
def test_days_and_months_at_rest_equal_a_recomputation_from_the_facts(
    database: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    pushes = size("parallel_pushes")
    with company_on(database, tmp_path, request) as company:
        with processes(company, PROCESSES[database]) as dbs:
            applied = random_pushes(company, 7, pushes.wanted, dbs)
        assert company.world.db.read_now(lambda tx: recomputed(tx, company)) == []
        quarantined = company.rows("SELECT why FROM op_quarantine WHERE org=:org")
        events = company.rows("SELECT n FROM audit_event WHERE org=:org ORDER BY n")
    assert quarantined == []
    assert [row.n for row in events] == list(range(1, len(events) + 1))
    pushes.reached(applied)


def test_without_the_person_lock_they_differ(
    tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sync_sql, "lock_people", lambda tx, people: None)
    with company_on("postgres", tmp_path, request) as company, processes(company, PROCESSES["postgres"]) as dbs:
        for run in range(20):
            random_pushes(company, run, 60, dbs)
            wrong = company.world.db.read_now(lambda tx: recomputed(tx, company))
            if wrong or company.rows("SELECT why FROM op_quarantine WHERE org=:org"):
                print(f"without the lock {len(wrong)} days or months were wrong after {run + 1} runs")
                return
    raise AssertionError("the check did not notice that nobody locks")


def test_a_decision_waits_for_the_person_whose_day_it_changes(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    with company_on("postgres", tmp_path, request) as company:
        aino, confirmed = company.ids["aino"], {"estimated_confirmed": True}
        theirs = punch(aino, "out", "2026-11-19T16:30", body=confirmed)
        mine = punch(aino, "out", "2026-11-19T16:56", body=confirmed)
        wish = operation(aino, "punch.choose", {"instead_of": [theirs["entity"]["id"]]}, 1, id=mine["entity"]["id"])
        company.push("aino", punch(aino, "in", "2026-11-19T08:01"))
        company.push("boss", theirs)
        company.push("aino", mine, wish)
        asked = company.get("boss", "team")["corrections"][0]
        decide = {"decision": "approve", "seen_version": asked["version"], "reason": ""}
        op = operation(company.ids["boss"], "correction.decide", decide, 1, id=asked["id"])
        with psycopg.connect(company.world.settings.database_url) as other:
            other.execute("SELECT id FROM person WHERE id=%s FOR UPDATE", [aino])
            with pytest.raises(Unavailable):
                push_now(company, "boss", envelope("boss", op))
            other.rollback()
        assert push_now(company, "boss", envelope("boss", op))[0]["status"] == "applied"
