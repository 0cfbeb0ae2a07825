"""Days turn at midnight, kiky counts down, and what stands equals what the facts say."""

import json
from typing import Any

from leima.db.tx import Tx
from leima.features.days.recompute import recompute_days
from tests.company import Company, ms, operation, punch
from tests.look import look


def kiky(company: Company, who: str = "aino") -> dict[str, Any]:
    return company.account(who, "kiky")


def test_an_ended_day_without_punches_is_settled_once(company: Company) -> None:
    before = company.account("aino", "flex")["settled"]
    company.turn("2026-11-21T00:00")
    assert company.turn("2026-11-21T00:10") == 0
    assert company.account("aino", "flex")["settled"] == before - 450


def test_a_day_worked_before_midnight_counts_at_midnight_and_also_when_nobody_turned_it(company: Company) -> None:
    aino = company.ids["aino"]
    before = company.account("aino", "flex")["settled"]
    ops = [punch(aino, "in", "2026-11-20T08:00"), punch(aino, "out", "2026-11-20T16:30")]
    company.at("2026-11-20T17:00").push("aino", *ops)
    company.at("2026-11-21T09:00").push("aino", punch(aino, "in", "2026-11-21T09:00"))
    assert company.account("aino", "flex")["settled"] == before + 30
    company.turn("2026-11-21T09:01")
    assert company.account("aino", "flex")["settled"] == before + 30
    day = company.get("aino", "days", **{"from": "2026-11-20", "to": "2026-11-20"})["days"][0]
    assert (day["status"], day["result"]["flex"]) == ("done", 30)


def test_days_missed_while_the_server_was_down_are_caught_up(company: Company) -> None:
    before = company.account("aino", "flex")["settled"]
    company.at("2026-11-25T09:00")
    unturned = company.account("aino", "flex")["settled"]
    assert company.turn("2026-11-25T09:00") == 5
    assert unturned == company.account("aino", "flex")["settled"] == before - 3 * 450


def test_a_forgotten_clock_out_posts_nothing_until_it_is_confirmed(company: Company) -> None:
    aino = company.ids["aino"]
    company.at("2026-11-20T08:02").push("aino", punch(aino, "in", "2026-11-20T08:01"))
    before = company.account("aino", "flex")["settled"]
    company.turn("2026-11-21T08:00")
    told = company.get("aino", "balances")
    assert told["pending_days"] == 1
    assert company.account("aino", "flex")["settled"] == before
    member = next(m for m in company.get("boss", "team")["teams"][0]["members"] if m["name"] == "Aino")
    assert [a["kind"] for a in member["attention"]] == ["missing_out"]
    confirmed = punch(aino, "out", "2026-11-20T16:01", body={"estimated_confirmed": True})
    company.push("aino", confirmed)
    assert company.get("aino", "balances")["pending_days"] == 0
    assert company.account("aino", "flex")["settled"] == before


def test_the_year_opens_with_the_obligation_and_extension_days_bring_it_down(company: Company) -> None:
    aino = company.ids["aino"]
    assert (kiky(company)["amount"], kiky(company)["owed"]) == (1440, True)
    body = {"date": "2026-11-18", "start": ms("2026-11-18T16:30"), "end": ms("2026-11-18T18:30"), "break_min": 0}
    company.at("2026-11-20T08:00").push(
        "aino",
        operation(aino, "kiky.mark", body, 1)
        | {"entity": {"type": "kiky_mark", "id": operation(aino, "x", {}, 1)["op_id"]}},
        punch(aino, "in", "2026-11-18T08:00"),
        punch(aino, "out", "2026-11-18T18:30"),
    )
    after = kiky(company)
    assert (after["amount"], after["done"], after["opening"]) == (1320, 120, 1440)
    told = company.get("aino", "explain", account="kiky", on="2026-11-20")
    assert sum(row["amount"] for row in told["rows"]) == told["total"] == 1320


def test_a_plan_is_not_done_before_its_day(company: Company) -> None:
    aino = company.ids["aino"]
    body = {"date": "2026-11-28", "start": None, "end": None, "break_min": 0}
    company.at("2026-11-20T08:00").push("aino", operation(aino, "kiky.mark", body, 1))
    assert (kiky(company)["amount"], kiky(company)["planned"]) == (1440, 450)
    company.turn("2026-11-29T00:01")
    assert (kiky(company)["amount"], kiky(company)["planned"]) == (990, 0)


def test_a_contractor_paid_by_the_hour_has_neither_flex_nor_kiky(company: Company) -> None:
    person = company.ids["hourly"]
    company.at("2026-11-20T17:00").push(
        "hourly", punch(person, "in", "2026-11-20T08:00"), punch(person, "out", "2026-11-20T16:00")
    )
    told = company.get("hourly", "balances")
    assert [a["account"] for a in told["accounts"]] == []
    assert told["today"]["worked"] > 0


def recomputed(company: Company) -> None:
    """Works every stored day out again from its facts and asserts that nothing moves."""

    def work(tx: Tx) -> tuple[list[Any], list[Any]]:
        tx.org = company.ids["org"]
        stored = (
            "SELECT person, date, status, flex, kiky, posted, body FROM day_result WHERE org=:org ORDER BY person, date"
        )
        months = "SELECT person, account, year, month, amount FROM account_month WHERE org=:org AND amount <> 0"
        before = look(tx, stored, org=tx.org), sorted(look(tx, months, org=tx.org))
        for row in before[0]:
            tx.touch(row.person, row.date, row.date)
        recompute_days(tx)
        after = look(tx, stored, org=tx.org), sorted(look(tx, months, org=tx.org))
        return before, after

    before, after = company.world.db.write_now(work)
    assert json.dumps(before) == json.dumps(after)


def test_what_stands_equals_a_recomputation_from_facts(company: Company) -> None:
    company.at("2026-11-20T12:00")
    for who in ("aino", "eino", "hourly"):
        for day in (3, 4, 9, 10, 17, 19):
            ops = [punch(company.ids[who], k, f"2026-11-{day:02d}T{t}") for k, t in (("out", "16:20"), ("in", "07:50"))]
            company.push(who, *ops)
    recomputed(company)


def test_a_back_dated_punch_moves_one_month_row_by_the_difference(company: Company) -> None:
    aino = company.ids["aino"]
    before = company.at("2026-11-20T12:00").account("aino", "flex")["settled"]
    company.push("aino", punch(aino, "in", "2026-11-09T08:00"), punch(aino, "out", "2026-11-09T16:00"))
    assert company.account("aino", "flex")["settled"] == before + 450
    recomputed(company)


def test_before_balances_count_nothing_is_posted(company: Company) -> None:
    aino = company.ids["aino"]
    before = company.account("aino", "flex")["amount"]
    ops = [punch(aino, "in", "2026-10-15T08:00"), punch(aino, "out", "2026-10-15T20:00")]
    assert [r["status"] for r in company.at("2026-11-20T12:00").push("aino", *ops)["results"]] == ["applied"] * 2
    assert company.account("aino", "flex")["amount"] == before


def test_a_forgotten_clock_out_after_a_lunch_does_not_show_as_in_for_ever(company: Company) -> None:
    aino = company.ids["aino"]
    day = [
        punch(aino, k, f"2026-11-20T{t}")
        for k, t in (("in", "08:01"), ("break_start", "11:00"), ("break_end", "11:30"))
    ]
    company.at("2026-11-20T12:00").push("aino", *day)
    company.turn("2026-11-21T08:00")
    member = next(m for m in company.get("boss", "team")["teams"][0]["members"] if m["name"] == "Aino")
    assert (member["state"], member["since"]) == ("out", None)


def test_the_clock_out_of_a_night_is_missing_once_it_is_overdue_though_nothing_else_happens(company: Company) -> None:
    """At midnight somebody who came in the evening has forgotten nothing yet."""
    aino = company.ids["aino"]
    company.at("2026-11-20T20:10").push("aino", punch(aino, "in", "2026-11-20T20:10"))
    for at, found in (("2026-11-21T00:10", []), ("2026-11-21T03:00", []), ("2026-11-21T04:15", ["missing_out"])):
        company.turn(at)
        sql = "SELECT body FROM day_result WHERE org=:org AND person=:p AND date='2026-11-20'"
        result = json.loads(company.rows(sql, p=aino)[0].body)
        assert (result["status"], [one["kind"] for one in result["findings"]]) == ("pending", found), at


def test_who_came_sixteen_hours_ago_is_in_no_longer_though_nothing_else_happens(company: Company) -> None:
    aino = company.ids["aino"]
    company.at("2026-11-20T01:00").push("aino", punch(aino, "in", "2026-11-20T01:00"))
    for at, state in (("2026-11-20T16:50", "in"), ("2026-11-20T17:05", "out")):
        company.turn(at)
        assert company.rows("SELECT state FROM team_state WHERE org=:org AND person=:p", p=aino)[0].state == state, at
