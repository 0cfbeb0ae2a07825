"""The report of a closed month is what the month was closed at, whatever comes after."""

import json
from typing import Any

from tests.company import FLEX, Company, ms, new_id, operation
from tests.months.month_fixtures import DECEMBER, approved, close, decide, hire, stored_totals, waiting
from tests.reports.month import november, report
from tests.reports.test_pay_columns import contracted

SAME = ("worked", "target", "breaks", "kiky", "unapproved", "overtime50", "overtime100")


def weekend_work(company: Company) -> None:
    """A Saturday of ordered work in a full week, and a long ordered evening."""
    aino = company.ids["aino"]
    for date, start, end in (("2026-11-07", "09:00", "14:00"), ("2026-11-12", "17:00", "19:30")):
        asked = {"date": date, "start": ms(f"{date}T{start}"), "end": ms(f"{date}T{end}"), "note": ""}
        order = operation(aino, "order.place", asked, 1) | {"entity": {"type": "work_order", "id": new_id()}}
        entry = operation(aino, "entry.create", {"start": ms(f"{date}T{start}"), "end": ms(f"{date}T{end}")}, 1)
        told = company.push("boss", order)["results"] + company.push("aino", entry)["results"]
        assert [one["status"] for one in told] == ["applied", "applied"], told


def closed(company: Company) -> tuple[dict[str, Any], dict[str, Any]]:
    """A November with work of every class, closed; answers what it was frozen at, and its report."""
    hire(company, "payroll", "payroll")
    hire(company, "bossa", "supervisor", supervises=True)
    contracted(company, "aino", FLEX)
    november(company)
    weekend_work(company)
    company.turn(DECEMBER)
    approved(company)
    assert [one["name"] for one in close(company)["closed"]] == ["Aino"]
    return json.loads(stored_totals(company, "aino")), report(company, "aino")["people"][0]


def test_the_report_of_a_closed_month_equals_what_it_was_frozen_at(company: Company) -> None:
    frozen, told = closed(company)
    given = frozen | frozen["classes"]
    sums = told["sums"]
    assert {name: sums.get(name, 0) for name in SAME} == {name: given[name] for name in SAME}
    assert given["overtime50"] > 0
    assert sums["weekly_overtime"] > 0
    assert sums["additional"] == given["additional"]
    assert sums["weekly_overtime"] == given["weekly50"]
    by_account = {(one["account"], one["year"] or 0): one for one in told["summary"]["accounts"]}
    for one in frozen["accounts"]:
        if one["account"] == "kiky":
            year = next(row for row in told["summary"]["kiky"] if row["year"] == one["year"])
            assert year["left"] == one["closing"]
            continue
        shown = by_account[one["account"], one["year"]]
        unit = 100 if one["account"] == "annual_holiday" else 1  # a report tells days, the ledger hundredths
        assert (shown["opening"] * unit, shown["closing"] * unit) == (one["opening"], one["closing"]), one["account"]
        assert sum(shown["changes"].values()) * unit == one["change"]


def test_a_correction_after_closing_changes_no_number_of_the_closed_months_report(company: Company) -> None:
    _, before = closed(company)
    body = {"start": ms("2026-11-17T18:00"), "end": ms("2026-11-17T20:00")}
    company.push("aino", operation(company.ids["aino"], "entry.create", body, 1))
    decide(company, "boss", waiting(company, "boss")["changes"][0], "approve")
    after = report(company, "aino")["people"][0]
    for part in ("sums", "weeks", "summary", "charts"):
        assert after[part] == before[part], part
    assert [{**row, "notes": ""} for row in after["rows"]] == [{**row, "notes": ""} for row in before["rows"]]
