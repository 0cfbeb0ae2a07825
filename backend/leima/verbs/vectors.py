"""`leima vectors`: works the golden days out with the installed rules, and says which do not come out as written."""

import argparse
import json
import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from leima import paths
from leima.rules.day import day, kiky_of
from leima.rules.plan import plan
from leima.rules.spans import Stretch
from leima.rules.terms import Absence, CalendarDay, DayPlan, DayResult, Entry, Mark, Order, Punch, Terms
from leima.rules.zone import next_date
from leima.settings import Settings

INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d[+-]\d\d:\d\d")
KINDS = (("finding_kinds", "findings", "kind"), ("line_rules", "lines", "rule"), ("span_kinds", "spans", "kind"))
Case = dict[str, Any]


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Every golden day of shared/vectors/both; 1 when one differs, or when there are none."""
    days = golden_days(paths.shared() / "vectors")
    wrong = [title for case in days for title in differences(case)]
    for title in wrong:
        print(f"✗ {title}")
    print(f"{len(days) - len(wrong)} golden days as written, {len(wrong)} not")
    return 1 if wrong or not days else 0


def golden_days(folder: Path) -> list[Case]:
    """The cases that describe a day, with instants as epoch minutes and terms written out."""
    terms, defaults = (json.loads((folder / f"{name}.json").read_text("utf-8")) for name in ("terms", "defaults"))
    files = [json.loads(file.read_text("utf-8")) for file in sorted((folder / "both").glob("*.json"))]
    cases = [in_minutes(case) for file in files if file["of"] == "day" for case in file["cases"]]
    for case in cases:
        case["terms"] = terms[case["terms"]["use"]] | case["terms"].get("with", {})
        for facts, one in (("punches", "punch"), ("entries", "entry")):
            case[facts] = [defaults[one] | fact for fact in case.get(facts, [])]
    return cases


def in_minutes(value: Any) -> Any:
    """The same JSON with every ISO instant as an epoch minute."""
    if isinstance(value, dict):
        return {key: in_minutes(part) for key, part in value.items()}
    if isinstance(value, list):
        return [in_minutes(part) for part in value]
    if isinstance(value, str) and INSTANT.fullmatch(value):
        return int(datetime.fromisoformat(value).timestamp()) // 60
    return value


def differences(case: Case) -> list[str]:
    """The case's title when plan, result or sum is not what it expects."""
    expected = case["expect"]
    worked = [work_out(case, date) for date in case.get("dates", [case["date"]])]
    if "sum" in expected:
        sums = {name: sum(getattr(result, name) for _, result in worked) for name in expected["sum"]}
        return [] if sums == expected["sum"] else [case["title"]]
    seen = {"plan": plain(worked[0][0]), "result": plain(worked[0][1])}
    asked = [(name, field) for name in seen for field in expected.get(name, {})]
    same = all(seen[name][field] == expected[name][field] for name, field in asked)
    return [] if same else [case["title"]]


def work_out(case: Case, date: str) -> tuple[DayPlan, DayResult]:
    """Plan and result of one date of a case. The kiky of the dates beside is theirs."""
    if not any(mark["start"] is not None for mark in case.get("marks", [])):
        return _alone(case, date)
    return _alone(case, date, *(kiky_of(_alone(case, next_date(date, days))[1]) for days in (-1, 1)))


def _alone(case: Case, date: str, *beside: Sequence[Stretch]) -> tuple[DayPlan, DayResult]:
    planned = plan(
        Terms.from_json(case["terms"]),
        [CalendarDay.from_json(row) for row in case.get("calendar", [])],
        [Absence.from_json(row) for row in case.get("absences", [])],
        [Mark.from_json(row) for row in case.get("marks", [])],
        date,
        case.get("kiky_left"),
        [Order.from_json(row) for row in case.get("orders", [])],
    )
    punches = [Punch.from_json(row) for row in case["punches"]]
    entries = [Entry.from_json(row) for row in case["entries"]]
    return planned, day(planned, punches, entries, case["as_of"], case.get("live", True), None, *beside)


def plain(value: DayPlan | DayResult) -> dict[str, Any]:
    """JSON, with the kinds of findings, lines and spans as lists of their own."""
    seen: dict[str, Any] = json.loads(json.dumps(value.to_json()))
    for many, lists, name in KINDS:
        seen[many] = [row[name] for row in seen.get(lists, [])]
    return seen
