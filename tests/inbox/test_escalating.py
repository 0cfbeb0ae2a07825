"""What nobody decides in time comes up, once, to the next one, who sees it and may name a substitute."""

import asyncio
from typing import Any

from leima.app import WAITING
from leima.db.tx import Tx
from leima.features.inbox.escalating import escalate, overdue, tell_next
from tests.company import Company, ms, punch
from tests.inbox.standing_in import leaders, named
from tests.leave.asked import ask, decide, heard


def limit(company: Company, who: str, days: int) -> int:
    answer = company.client.put("/api/v1/inbox/setting", json={"days": days}, headers=company.headers(who))
    return int(answer.status_code)


def told_of(company: Company, who: str) -> list[Any]:
    return [params["count"] for kind, params in heard(company, who) if kind == "decisions_overdue"]


def run(company: Company) -> int:
    return asyncio.run(escalate(company.world.db, WAITING))


def test_no_time_is_set_until_an_admin_sets_one(company: Company) -> None:
    ask(company)
    assert [one["due_at"] for one in company.get("boss", "inbox")["items"]] == [None]
    assert [limit(company, who, 3) for who in ("aino", "boss", "payroll", "admin")] == [403, 403, 403, 200]
    assert limit(company, "admin", 61) == 400
    assert [one["due_at"] for one in company.get("boss", "inbox")["items"]] == ["2026-11-23T22:00:00Z"]
    assert company.get("boss", "inbox/setting") == {"days": 3}


def test_the_supervisors_supervisor_is_told_once_and_sees_it_without_deciding(company: Company) -> None:
    leaders(company)
    limit(company, "admin", 3)
    id = ask(company)
    company.at("2026-11-23T23:59")
    assert run(company) == 0 and told_of(company, "vera") == []
    company.at("2026-11-24T07:59")
    assert run(company) == 0, "nobody is woken by it"
    company.at("2026-11-24T08:00")
    assert (run(company), run(company)) == (1, 0)
    assert (told_of(company, "vera"), told_of(company, "payroll"), told_of(company, "boss")) == ([1], [], [])
    (item,) = company.get("vera", "inbox")["items"]
    assert (item["id"], item["waits_for"], item["decided_by"], item["totals"]) == (id, "Boss, Bossa", [], {})
    assert decide(company, "vera", id, "approve", 1)["status"] == "rejected"
    named(company, "vera", "vera", "2026-11-24", "2026-11-24", supervisor="boss")
    assert decide(company, "vera", id, "approve", 1)["status"] == "applied"
    assert company.get("vera", "inbox")["items"] == []
    assert company.rows("SELECT * FROM escalation WHERE org=:org") == []


def test_payroll_is_next_where_nobody_supervises_the_supervisors(company: Company) -> None:
    limit(company, "admin", 1)
    id = ask(company)
    company.at("2026-11-25T09:00")
    assert run(company) == 1 and told_of(company, "payroll") == [1]
    assert [one["id"] for one in company.get("payroll", "inbox")["items"]] == [id]


def test_what_is_withdrawn_or_decided_comes_up_no_more(company: Company) -> None:
    leaders(company)
    limit(company, "admin", 1)
    id = ask(company)
    company.at("2026-11-25T09:00")
    run(company)
    decide(company, "bossa", id, "approve", 1)
    assert company.get("vera", "inbox")["items"] == []
    assert run(company) == 0


def test_what_is_due_first_stands_first(company: Company) -> None:
    limit(company, "admin", 5)
    late = ask(company, from_date="2027-06-01", until_date="2027-06-01")
    company.at("2026-11-22T09:00")
    early = ask(company, "eino", from_date="2026-12-01", until_date="2026-12-01")
    assert [one["id"] for one in company.get("boss", "inbox")["items"]] == [late, early]


def test_a_missing_clock_out_is_one_yes_and_comes_up_when_nobody_says_it(company: Company) -> None:
    leaders(company)
    limit(company, "admin", 2)
    company.push("aino", punch(company.ids["aino"], "in", "2026-11-20T08:00"))
    company.turn("2026-11-21T09:00")
    (item,) = [one for one in company.get("boss", "inbox")["items"] if one["what"] == "missing_out"]
    assert (item["due_at"], item["proposed"]["at"]) == ("2026-11-23T22:00:00Z", ms("2026-11-20T15:00"))
    company.at("2026-11-24T08:00")
    assert run(company) == 1 and told_of(company, "vera") == [1]
    assert [one["what"] for one in company.get("vera", "inbox")["items"]] == ["missing_out"]
    out = punch(company.ids["aino"], "out", "2026-11-20T16:00", body={"estimated_confirmed": True})
    assert company.push("boss", out)["results"][0]["status"] == "applied"
    left = [one["what"] for who in ("boss", "vera") for one in company.get(who, "inbox")["items"]]
    assert "missing_out" not in left


def test_who_is_the_next_one_up_no_more_sees_no_more_of_what_came_up(company: Company) -> None:
    leaders(company)
    limit(company, "admin", 1)
    ask(company)
    company.at("2026-11-25T09:00")
    run(company)
    assert len(company.get("vera", "inbox")["items"]) == 1

    def leaves(tx: Tx) -> None:
        tx.org = company.ids["org"]
        tx.run("UPDATE team_member SET until_date='2026-11-24' WHERE person=:p", p=company.ids["vera"])

    company.world.db.write_now(leaves)
    assert company.get("vera", "inbox")["items"] == []


def test_what_is_decided_while_the_job_looks_is_told_to_nobody(company: Company) -> None:
    limit(company, "admin", 1)
    id = ask(company)
    company.at("2026-11-25T09:00")
    late = company.world.db.read_now(lambda tx: overdue(tx, company.ids["org"], WAITING))
    decide(company, "boss", id, "approve", 1)
    assert company.world.db.write_now(lambda tx: tell_next(tx, company.ids["org"], WAITING, late)) == 0
    assert told_of(company, "payroll") == []
