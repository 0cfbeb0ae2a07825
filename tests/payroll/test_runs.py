"""A pay run: previewed, locked once, traceable to its days, and corrected by a difference."""

import json
from collections import Counter
from typing import Any

import pytest

from leima.db.tx import Tx
from leima.features.agreements import store as agreement_store
from leima.features.agreements import terms
from tests.company import HOURLY, Company, new_id
from tests.months.month_fixtures import approved, close, month_of
from tests.months.test_carried import entry
from tests.payroll.payday import NOVEMBER, READY, WAGE, closed, give_code, left_out, lock, preview, rows
from tests.reports.month import day
from tests.reports.test_money import waged
from tests.reports.test_pay_columns import contracted
from tests.travel.claiming import act, decide, row_of, sent_claim


def money(company: Company, who: str) -> dict[str, Any]:
    asked = {"from": "2026-11-01", "to": "2026-11-30", "person": company.ids[who]}
    told: dict[str, Any] = company.get("payroll", "reports/working-time", **asked)["people"][0]["summary"]["money"]
    return told


def test_a_punch_on_a_sunday_becomes_a_pay_row_that_leads_back_to_it(company: Company) -> None:
    closed(company)
    left_out(company)
    run = lock(company)
    told = rows(company, run["id"], "hourly")
    sunday = next(row for row in told if row["kind"] == "supplement.sunday")
    assert (sunday["percent"], sunday["minutes"], sunday["cents"]) == (100, 120, 4026)
    assert sunday["dates"] == [{"date": "2026-11-15", "quantity": 120}]
    for row in told:
        assert sum(one["quantity"] for one in row["dates"]) == row["minutes"]
    made = {(row["kind"], row["percent"]): (row["minutes"], row["cents"]) for row in told}
    reported = {
        (one["part"].replace("_", ".") if "supplement" in one["part"] else one["part"], one["percent"]): one
        for one in money(company, "hourly")["rows"]
    }
    assert made == {key: (one["minutes"], one["cents"]) for key, one in reported.items()}


def test_by_the_month_classes_go_as_time_and_totals_are_the_sum_of_rows(company: Company) -> None:
    closed(company)
    left_out(company)
    seen = preview(company)
    run = lock(company, seen)
    assert run["totals"] == seen["totals"]
    aino = rows(company, run["id"], "aino")
    assert [(row["kind"], row["minutes"], row["cents"]) for row in aino] == [("regular", 431, None)]
    sums: Counter[str] = Counter()
    for who in ("aino", "hourly"):
        for row in rows(company, run["id"], who):
            sums[row["code"]] += row["minutes"]
    assert dict(sums) == {one["code"]: one["minutes"] for one in seen["totals"] if one["code"]}


def test_the_same_lock_twice_is_one_run_and_a_preview_that_has_moved_locks_nothing(company: Company) -> None:
    closed(company)
    left_out(company)
    seen, id = preview(company), new_id()
    give_code(company, "base", "1000")
    assert lock(company, seen, 409)["code"] == "payroll_moved"
    assert company.get("payroll", "payroll/runs")["runs"] == []
    first = lock(company, preview(company), id=id)
    assert lock(company, {**seen, "seen": first["hash"]}, id=id) == first
    assert lock(company, seen, 409, id=id)["code"] == "act_reused"
    assert len(company.get("payroll", "payroll/runs")["runs"]) == 1
    assert preview(company)["lines"] == 0
    assert lock(company, status=400)["code"] == "payroll_empty"


def test_an_open_month_is_named_and_comes_later_whole(company: Company) -> None:
    closed(company, "aino")
    left_out(company)
    seen = preview(company)
    found = [(one["code"], one["name"], one["about"]) for one in seen["findings"]]
    assert found == [("month_open", "Hourly", "2026-11")]
    assert "11/2026" in seen["findings"][0]["detail"]
    assert lock(company, seen, 409)["code"] == "payroll_not_ready"
    run = lock(company, seen, without_open=True)
    assert rows(company, run["id"], "hourly") == []


def to_monthly(company: Company, who: str, first: str) -> None:
    """From a date on somebody is paid by the month."""

    def work(tx: Tx) -> None:
        tx.org = company.ids["org"]
        body = {"form": "flexitime", "pay": "monthly"}
        agreement_store.add_contract(
            tx,
            company.ids[who],
            from_date=first,
            until_date=None,
            agreement="general-37-5",
            variant="company-office",
            body=body,
            id=new_id(),
        )
        terms.rebuild(tx, company.ids[who])

    company.world.db.write_now(work)


def test_who_is_paid_by_the_month_from_the_middle_of_a_period_is_paid_for_each_date_as_it_was_agreed(
    company: Company,
) -> None:
    contracted(company, "hourly", HOURLY)
    waged(company, "2025-01-02", WAGE, until="2026-11-15")
    to_monthly(company, "hourly", "2026-11-16")
    company.at("2026-11-30T20:00")
    for date in ("2026-11-13", "2026-11-17"):
        day(company, "hourly", date, "08:00", "12:11")
    company.turn("2026-12-02T09:00")
    approved(company, "hourly")
    assert close(company, people=[company.ids["hourly"]])["closed"]
    left_out(company, "aino", "eino", "boss", "payroll")
    run = lock(company)
    told = {row["kind"]: row for row in rows(company, run["id"], "hourly")}
    assert [(one["date"], told["base"]["cents"]) for one in told["base"]["dates"]] == [
        ("2026-11-13", (told["base"]["minutes"] * WAGE + 30) // 60)
    ]
    assert [(one["date"], told["regular"]["cents"]) for one in told["regular"]["dates"]] == [("2026-11-17", None)]
    assert told["base"]["minutes"] == told["regular"]["minutes"] == 251
    for date in ("2026-11-12", "2026-11-18"):
        entry(company, "hourly", f"{date}T13:00", f"{date}T13:31")
    later = {row["kind"]: row for row in rows(company, lock(company)["id"], "hourly")}
    assert (later["base"]["minutes"], later["base"]["cents"]) == (31, (31 * WAGE + 30) // 60)
    assert (later["regular"]["minutes"], later["regular"]["cents"]) == (31, None)
    assert preview(company)["lines"] == 0


def test_a_code_of_nothing_is_not_sent_and_a_code_for_nothing_is_refused(company: Company) -> None:
    closed(company)
    left_out(company)
    give_code(company, "base", None)
    assert "BASE" not in {one["code"] for one in preview(company)["totals"]}
    assert give_code(company, "nothing", "1", 400)["code"] == "payroll_kind"
    assert give_code(company, "base", "1", 400, agreement="none")["code"] == "payroll_agreement"


def test_a_correction_gives_a_difference_of_exactly_the_changed_row_once(company: Company) -> None:
    closed(company)
    left_out(company)
    first = lock(company)
    entry(company, "hourly", "2026-11-17T13:00", "2026-11-17T13:31")
    seen = preview(company)
    assert (seen["number"], seen["lines"], seen["people"]) == (2, 1, 1)
    second = lock(company, seen)
    (row,) = rows(company, second["id"], "hourly")
    assert (row["kind"], row["minutes"], row["cents"]) == ("base", 31, (31 * 2013 + 30) // 60)
    assert row["dates"] == [{"date": "2026-11-17", "quantity": 31}]
    assert row["correction"]
    assert preview(company)["lines"] == 0
    assert first["hash"] == company.get("payroll", f"payroll/runs/{first['id']}")["hash"]


def froze_december(company: Company) -> None:
    """December is closed without any work in it."""
    empty = json.dumps({"away": [], "pay": [], "status": "done"})
    sql = "INSERT INTO frozen_day (org, person, date, cells) VALUES (:org, :person, :date, :cells)"
    who = [{"org": company.ids["org"], "person": company.ids[one], "cells": empty} for one in READY]
    days = [{**one, "date": f"2026-12-{day:02d}"} for one in who for day in range(1, 32)]
    company.world.db.write_now(lambda tx: tx.many(sql, days))
    company.at("2027-01-04T09:00")


@pytest.mark.parametrize("at_once", [True, False])
def test_a_correction_is_paid_by_a_difference_or_by_its_month_and_never_by_both(
    company: Company, at_once: bool
) -> None:
    closed(company)
    left_out(company)
    lock(company)
    entry(company, "hourly", "2026-11-17T13:00", "2026-11-17T13:31")
    if at_once:
        lock(company)
    froze_december(company)
    december = {"from": "2026-12-01", "until": "2026-12-31"}
    seen = preview(company, **december)
    assert (seen["number"], seen["lines"]) == (1, 0 if at_once else 1)
    if not at_once:
        (row,) = rows(company, lock(company, seen)["id"], "hourly")
        assert (row["minutes"], row["dates"]) == (31, [{"date": "2026-11-17", "quantity": 31}])
        assert seen["before_from"] == "2026-11-01"
    nothing = preview(company)
    assert (nothing["lines"], nothing["totals"], nothing["before_from"]) == (0, [], None)


def test_a_month_that_is_opened_again_stands_in_the_way_and_gives_a_difference_when_it_is_closed_anew(
    company: Company,
) -> None:
    closed(company)
    left_out(company)
    lock(company)
    form = {"id": new_id(), "month": "2026-11", "people": [company.ids["hourly"]], "reason": "Ilta puuttuu"}
    headers = company.headers("payroll")
    assert company.client.post("/api/v1/months/reopen", json=form, headers=headers).json()["done"]
    entry(company, "hourly", "2026-11-17T13:00", "2026-11-17T13:31")

    opened = preview(company)
    assert [(one["code"], one["name"]) for one in opened["findings"]] == [("month_open", "Hourly")]
    assert opened["lines"] == 0

    if month_of(company, "hourly")["status"] != "approved":
        approved(company, "hourly")
    assert close(company, people=[company.ids["hourly"]])["closed"]
    (row,) = rows(company, lock(company)["id"], "hourly")
    assert (row["kind"], row["minutes"], row["correction"]) == ("base", 31, None)
    assert row["dates"] == [{"date": "2026-11-17", "quantity": 31}]


@pytest.mark.parametrize(("coded", "refused"), [("travel.expenses", "claim_in_payroll"), ("travel", "already_decided")])
def test_a_claim_that_a_locked_run_pays_cannot_be_decided_anew_and_paid_by_the_next_month_too(
    company: Company, coded: str, refused: str
) -> None:
    """A run marks a claim as paid when each of its parts has a code; one that it pays in part stays decided too."""
    claim = sent_claim(company)
    assert decide(company, "boss", claim)["status"] == "applied"

    def undo() -> dict[str, Any]:
        seen = {"seen_version": row_of(company, claim).version, "reason": "Väärä summa"}
        return act(company, "boss", "claim.undo", seen, claim, subject="aino")

    def undoable() -> list[bool]:
        told = company.get("boss", "inbox/decided")["items"]
        return [one["take_back"] == "claim.undo" for one in told if one["entity_id"] == claim]

    closed(company)
    left_out(company)
    give_code(company, coded, "30")
    assert undoable() == [True]
    lock(company)
    assert (undo()["code"], undoable()) == (refused, [False])
    froze_december(company)
    assert preview(company, **{"from": "2026-12-01", "until": "2026-12-31"})["lines"] == 0


def test_only_payroll_sees_runs(company: Company) -> None:
    for who in ("aino", "boss"):
        for path in ("runs", "codes"):
            assert company.client.get(f"/api/v1/payroll/{path}", headers=company.headers(who)).status_code == 403
        asked = company.client.get("/api/v1/payroll/preview", params=NOVEMBER, headers=company.headers(who))
        assert asked.status_code == 403


def test_a_period_that_overlaps_a_locked_one_or_is_not_over_is_refused(company: Company) -> None:
    closed(company)
    left_out(company)
    lock(company)
    assert preview(company, 409, **{"from": "2026-11-15"})["code"] == "payroll_overlap"
    assert preview(company, 400, **{"from": "2026-12-01", "until": "2026-12-02"})["code"] == "payroll_not_over"
    assert preview(company, 400, **{"from": "2026-01-01"})["code"] == "payroll_period"
