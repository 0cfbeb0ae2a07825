"""Many decide on the same thing at once, on both databases: one word counts, and the others are told whose it was."""

from pathlib import Path
from typing import Any

import pytest

from leima.db.database import Unavailable
from leima.rules.zone import next_date
from tests.company import Company, operation
from tests.faults.firms import company_on, processes, push_now, side_by_side
from tests.faults.test_parallel import BOTH, PROCESSES, envelope
from tests.leave.asked import tell
from tests.months.month_fixtures import hire
from tests.sizes import size


def requests(company: Company, count: int) -> list[str]:
    """The ids of so many requests, each of a person and date of its own, within the dates that may be asked for."""
    found = []
    for n in range(count):
        who, date = ("aino", "eino", "hourly")[n % 3], next_date("2026-11-23", n // 3)
        asked = tell(company, who, who, "request", None, from_date=date, until_date=date, kind="flex_leave")
        assert asked["status"] == "applied", asked
        found.append(f"{who}:{asked['id']}")
    return found


@BOTH
def test_each_of_many_requests_has_one_outcome_of_eight_decisions_at_once(
    database: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    many, deciders = size("parallel_decisions"), size("parallel_deciders").wanted
    bosses = ["boss", *(f"boss{n}" for n in range(1, deciders))]
    with company_on(database, tmp_path, request) as company:
        for who in bosses[1:]:
            hire(company, who, "supervisor", supervises=True)
        asked = requests(company, many.wanted)
        with processes(company, PROCESSES[database]) as dbs:

            def decide(turn: tuple[int, int]) -> dict[str, Any]:
                n, k = turn
                who, _, id = asked[n].partition(":")
                word = {"decision": "approve" if k % 2 else "reject", "reason": "syy", "seen_version": 1}
                sealed = operation(company.ids[who], "leave.decide", word, company.clock.now(), id=id)
                for _ in range(200):
                    try:
                        return push_now(company, bosses[k], envelope(bosses[k], sealed), dbs[k % len(dbs)])[0]
                    except Unavailable:
                        continue
                raise AssertionError("the store was busy all the time")

            turns = [(n, k) for n in range(many.wanted) for k in range(deciders)]
            answers = side_by_side(decide, turns, deciders)
        rows = {row.id: row for row in company.rows("SELECT * FROM leave_request WHERE org=:org")}
        names = {row.id: row.name for row in company.rows("SELECT id, name FROM person WHERE org=:org")}
        kept = company.rows("SELECT entity_id, decided_by, decision FROM decision WHERE org=:org")
        granted = {row.id for row in company.rows("SELECT id FROM absence WHERE org=:org AND NOT deleted")}
    for n, one in enumerate(asked):
        told = answers[n * deciders : (n + 1) * deciders]
        row = rows[one.partition(":")[2]]
        assert [answer["status"] for answer in told].count("applied") == 1, told
        others = [answer for answer in told if answer["status"] != "applied"]
        first = names[row.decided_by]
        assert {(a["code"], a["current"]["decided_by_name"], a["current"]["decided_at"]) for a in others} == {
            ("already_decided", first, row.decided_at)
        }
        assert (row.version, row.id in granted) == (2, row.status == "approved")
    assert len(kept) == many.wanted and {row.entity_id for row in kept} == set(rows)
    print(f"{database}: {len(asked)} requests, {len(answers)} decisions, {len(kept)} outcomes")
    many.reached(len(asked))
