"""The golden cases: each title is a promise, kept in Python here and in TypeScript by tests/pwa/domain."""

import json
from typing import Any

import pytest

from leima.rules.kiky import year_share
from leima.rules.month import MonthDay, month_sums, unfinished
from leima.rules.pay.wage import money_of, parts_of
from leima.rules.plan import plan
from leima.rules.propose import propose_out
from leima.rules.terms import Terms
from leima.rules.zone import AmbiguousLocalTime, NonexistentLocalTime, local_instant
from tests.rules.cases import work_out
from tests.rules.vectors import cases_of

DAYS, CLOCKS, YEARS, OUTS = (cases_of(kind) for kind in ("day", "clock", "kiky_year", "propose"))
MONTHS, WAGES = cases_of("month"), cases_of("wage")
REFUSALS = {"nonexistent": NonexistentLocalTime, "ambiguous": AmbiguousLocalTime}


def test_there_are_golden_cases_of_every_kind() -> None:
    assert len(DAYS) >= 100
    assert min(len(CLOCKS), len(YEARS), len(OUTS)) > 0
    titles = [case["title"] for case in DAYS + CLOCKS + YEARS + OUTS]
    assert len(titles) == len(set(titles))
    assert all(case["source"] for case in DAYS + CLOCKS + YEARS + OUTS)


@pytest.mark.parametrize("case", DAYS, ids=lambda case: case["title"])
def test_day(case: dict[str, Any]) -> None:
    expected = case["expect"]
    worked_out = [work_out(case | {"date": date}) for date in case.get("dates", [case["date"]])]
    results = [_seen(result.to_json()) for _, result in worked_out]
    if "sum" in expected:
        assert {key: sum(result[key] for result in results) for key in expected["sum"]} == expected["sum"]
        return
    assert _part(worked_out[0][0].to_json(), expected.get("plan", {})) == expected.get("plan", {})
    assert _part(results[0], expected.get("result", {})) == expected.get("result", {})


@pytest.mark.parametrize("case", CLOCKS, ids=lambda case: case["title"])
def test_clock(case: dict[str, Any]) -> None:
    asked = (case["zone"], case["date"], case["clock"], case.get("which"))
    if case["expect"] in REFUSALS:
        with pytest.raises(REFUSALS[case["expect"]]):
            local_instant(*asked)
    else:
        assert local_instant(*asked) == case["expect"]


@pytest.mark.parametrize("case", YEARS, ids=lambda case: case["title"])
def test_kiky_year(case: dict[str, Any]) -> None:
    share = year_share(case["year_minutes"], case["share"], case["year"], case["from"], case["until"])
    assert share == case["expect"]


@pytest.mark.parametrize("case", WAGES, ids=lambda case: case["title"])
def test_wage(case: dict[str, Any]) -> None:
    parts = [one for day in case["days"] for one in parts_of(day["classes"], day["hourly_cents"], day["as_time"])]
    assert money_of(parts) == case["expect"]


@pytest.mark.parametrize("case", MONTHS, ids=lambda case: case["title"])
def test_month(case: dict[str, Any]) -> None:
    days = [MonthDay.from_json(day) for day in case["days"]]
    assert month_sums(days).to_json() == case["expect"]["sums"]
    assert unfinished(days, case["today"], case["waiting"]).to_json() == case["expect"]["unfinished"]


@pytest.mark.parametrize("case", OUTS, ids=lambda case: case["title"])
def test_propose(case: dict[str, Any]) -> None:
    planned = plan(Terms.from_json(case["terms"]), [], [], [], case["date"], None)
    assert propose_out(case["in"], planned, case["outs"]) == case["expect"]


def _seen(result: dict[str, Any]) -> dict[str, Any]:
    """The result as JSON, with the kinds of findings, lines and spans as lists of their own."""
    seen: dict[str, Any] = json.loads(json.dumps(result))
    seen["finding_kinds"] = [finding["kind"] for finding in seen["findings"]]
    seen["line_rules"] = [line["rule"] for line in seen["lines"]]
    seen["span_kinds"] = [span["kind"] for span in seen["spans"]]
    return seen


def _part(whole: dict[str, Any], asked: dict[str, Any]) -> dict[str, Any]:
    return {key: whole[key] for key in asked}
