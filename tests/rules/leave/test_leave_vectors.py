"""The golden cases of leave, which tests/pwa/domain/leave keeps in TypeScript: each title is a promise."""

import json
from typing import Any

import pytest

from leima.rules.calendar import calendar_days
from leima.rules.leave.earning import Done, Employment, earn
from leima.rules.leave.leave import Leave, work_out
from leima.rules.leave.rules import LeaveRules
from leima.rules.terms import CalendarDay
from tests.rules.leave.asking import Json, rules
from tests.rules.vectors import VECTORS

FILE: Json = json.loads((VECTORS / "both" / "leave.json").read_text("utf-8"))
CASES: list[Json] = FILE["cases"]
CALENDAR = [CalendarDay.from_json(day) for day in FILE["calendar"]]


def dated(case: Json) -> list[LeaveRules]:
    """The rules that a case names, with what it says otherwise."""
    named = [FILE["rules"][name] for name in case.get("rules", ["law"])]
    return [LeaveRules.from_json({**one, **more}) for one, more in zip(named, case.get("with", [{}] * 9), strict=False)]


def part(seen: Any, wanted: Any) -> Any:
    """What was seen, of the fields that the case is about."""
    if isinstance(wanted, dict) and isinstance(seen, dict):
        return {key: part(seen[key], value) for key, value in wanted.items()}
    if isinstance(wanted, list) and isinstance(seen, list) and len(wanted) == len(seen):
        return [part(one, other) for one, other in zip(seen, wanted, strict=True)]
    return seen


def test_the_cases_stand_on_the_rules_of_the_tables_and_the_named_days() -> None:
    assert FILE["rules"] == {
        name: json.loads(json.dumps(rules(name, "2026-01-01")[0].to_json())) for name in FILE["rules"]
    }
    assert FILE["calendar"] == [day.to_json() for day in calendar_days(2025, 2027)]
    assert len(CASES) >= 25 and len({case["title"] for case in CASES}) == len(CASES)
    assert all(case["source"] and case["expect"] for case in CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_leave(case: Json) -> None:
    if "leave" in case:
        worked = work_out(Leave.from_json(case["leave"]), dated(case), CALENDAR)
        seen = {**worked.to_json(), "by_year": [[one.earning_year, one.days] for one in worked.by_year]}
        seen["free"] = [[day.date, day.why] for day in worked.days if day.why]
    else:
        told = case["year"]
        held = [Employment.from_json(one) for one in told["employments"]]
        done = [Done.from_json(one) for one in told["done"]]
        seen = earn(held, done, told["earning_year"], dated(case), as_of=told.get("as_of")).to_json()
    seen = json.loads(json.dumps(seen))
    assert part(seen, case["expect"]) == case["expect"]
